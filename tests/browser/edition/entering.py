"""The cities: a desk begins an entry, its line breaks, others write on, a city joins, the desk endorses."""

import re

from tests.hostile.pictures import a_picture

from .calling import SLUG

TITLE = "سایهٔ راه مدرسه"
TEXT = ["درخت کاشتیم.", " سایه‌ها را شمردیم.", " همسایه‌ها آب دادند.", " نقشه را کشیدیم."]
ADA, LINK = "ada@example.org", re.compile(r"http://\S+/calls/authors/\S+/")
MAP, MAP_NAME = a_picture(size=(400, 300)), "نقشهٔ درخت‌ها"
SUMMARY = "textarea[name=summary]"
OTHERS = ("Night bus", "Roof gardens")


def enter_jointly(roles):
    """An entry of Mashhad with Seoul, by a desk on a telephone and a colleague; its key."""
    key = begin(roles.mina)
    write_over_a_broken_line(roles.mina)
    roles.mina.send(phone="۰۵۱ ۳۸۴۰")
    assert roles.mina.page.url.endswith(f"/{key}/review/")
    write_on(roles.mina, roles.laleh, key)
    invite(roles, key)
    bring(roles.mina, key)
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
    laleh.send(summary="".join(TEXT[:3]))


def invite(roles, key):
    """Somebody without an account gets a letter, follows its link once, and writes this entry and nothing else."""
    mina, ada = roles.mina, roles.stranger("en", "ada")
    mina.open(f"calls/entries/{key}/authors/")
    mina.follow("main a[href$='/authors/new/']")
    mina.send(full_name="Ada Byron", email=ADA, language="en")
    roles.post.send()
    link = LINK.search(roles.post.to(ADA)[-1])[0]
    ada.open(link)
    ada.send(full_name="Ada Byron", password="three old maps of water")
    assert ada.page.url.endswith(f"/en/calls/entries/{key}/")
    ada.follow("main a[href$='/steps/1/']")
    assert ada.page.input_value(SUMMARY) == "".join(TEXT[:3])
    ada.send(summary="".join(TEXT))
    shut = {link: 404, "/en/calls/cities/mashhad/": 404, f"/en/calls/entries/{key}/authors/new/": 403}
    assert {path: ada.status(path) for path in shut} == shut


def bring(mina, key):
    """A map from the telephone, drawn anew; nobody outside opens it."""
    mina.open(f"calls/entries/{key}/steps/1/")
    mina.follow("main a[href$='/files/new/']")
    mina.page.set_input_files("input[name=file]", {"name": "map.png", "mimeType": "image/png", "buffer": MAP})
    mina.fill(name=MAP_NAME)
    mina.send()
    assert MAP_NAME in mina.said
    assert mina.page.input_value(SUMMARY) == "".join(TEXT)
    mina.open(f"calls/entries/{key}/review/")
    assert MAP_NAME in mina.said
    assert mina.status(mina.href("main a[href*='/calls/files/']")) == 200


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
