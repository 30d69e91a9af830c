"""The cities: a desk begins an entry, its line breaks, a colleague writes on, a city joins, the desk endorses."""

from .calling import SLUG

TITLE = "سایهٔ راه مدرسه"
TEXT = ["درخت کاشتیم.", " سایه‌ها را شمردیم.", " همسایه‌ها آب دادند."]
SUMMARY = "textarea[name=summary]"
OTHERS = ("Night bus", "Roof gardens")


def enter_jointly(roles):
    """An entry of Mashhad with Seoul, by a desk on a telephone and a colleague; its key."""
    key = begin(roles.mina)
    write_over_a_broken_line(roles.mina)
    roles.mina.send(phone="۰۵۱ ۳۸۴۰")
    assert roles.mina.page.url.endswith(f"/{key}/review/")
    write_on(roles.mina, roles.laleh, key)
    join(roles.mina, roles.jun, key)
    hand_in_and_endorse(roles.laleh, roles.mina, key)
    return key


def begin(mina):
    """An entry begun from the list of calls; its key stands in the address."""
    mina.open("calls/")
    mina.follow(f"main a[href$='/calls/{SLUG}/']")
    mina.follow("main a[href$='/begin/']")
    mina.send(title=TITLE, party="mashhad", language="fa")
    assert mina.page.url.endswith("/steps/1/")
    return mina.page.url.split("/")[-4]


def write_over_a_broken_line(mina):
    """What is typed is saved a moment later; what was typed without a line stands there after a reload."""
    mina.fill(summary=TEXT[0])
    mina.page.locator("[data-saved]", has_text="۱").wait_for()
    mina.send_without_line("form:has(textarea) button[type=submit]", summary=TEXT[0] + TEXT[1])
    mina.page.reload()
    mina.page.locator("[data-said=kept]:visible").wait_for()
    mina.send(summary=mina.page.input_value(SUMMARY))
    assert mina.page.url.endswith("/steps/2/")


def write_on(mina, laleh, key):
    """A colleague finds the entry at the desk of the city once she may write, and finds all that was written."""
    mina.open(f"calls/entries/{key}/")
    mina.follow("main a[href$='/authors/']")
    mina.send(user="لاله")
    laleh.open("desk/")
    laleh.follow("main a[href$='/calls/cities/mashhad/']")
    laleh.follow(f"main a[href$='/entries/{key}/']")
    laleh.follow("main a[href$='/steps/1/']")
    assert laleh.page.input_value(SUMMARY) == TEXT[0] + TEXT[1]
    laleh.send(summary="".join(TEXT))


def join(mina, jun, key):
    """A city is asked by its name and answers at its own desk."""
    mina.open(f"calls/entries/{key}/")
    mina.follow("main dl a[href$='/partners/']")
    mina.send(city="سئول", part="آبیاری")
    jun.open("desk/")
    jun.follow("main a[href*='/calls/partners/']")
    assert "Mashhad asks Seoul to join this entry." in jun.said
    jun.send(words="Gladly.")
    assert "accepted" in jun.said


def hand_in_and_endorse(laleh, mina, key):
    """A colleague hands in, the desk endorses over a broken line, and the receipt has the number and the digest."""
    laleh.open(f"calls/entries/{key}/review/")
    laleh.send()
    assert laleh.page.url.endswith("/receipt/")
    assert mina.status(f"/fa/calls/entries/{key}/withdrawal/") == 200
    mina.open("desk/")
    mina.follow(f"main a[href$='/{key}/endorsement/']")
    mina.send_without_line("button[name=endorse]")
    mina.follow("[data-said=cut] button")
    assert mina.page.locator("main .notice-good:visible").count() == 1
    mina.open(f"calls/entries/{key}/receipt/")
    assert mina.page.locator(".figure-number").inner_text() == "۱"
    assert len(mina.page.locator("main code").inner_text()) == 64


def enter_alone(jun, title):
    """An entry of Seoul, begun, answered and handed in by its desk, which endorses it so; its key."""
    jun.open(f"calls/{SLUG}/begin/")
    jun.send(title=title, party="seoul", language="en")
    key = jun.page.url.split("/")[-4]
    jun.send(summary=f"{title} was tried in two quarters.")
    jun.send(phone="000")
    assert "Everything that is asked is there." in jun.said
    jun.send()
    assert "Submitted under number" in jun.said
    return key
