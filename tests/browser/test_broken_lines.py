"""A form completed over three broken connections: nothing typed is lost, and the act is done once."""

import pytest

from hamshahr.cli.cast import PASSWORD

WORDS = {
    "fa": "در کتاب همایش، صفحهٔ ۴۱، روز دیگری آمده است؛ آن را برای دبیرخانه می‌فرستیم.\n" * 20 + "پایان",
    "en": "The proceedings name another day on page 41; we send them to the secretariat.\n" * 20 + "End",
}
PLACES = {"fa": 0, "en": 1}  # an entry has one open objection: each language takes another


def open_objection(page, language, place):
    page.goto(f"/{language}/desk/")
    page.goto(page.locator("main a[href*='/record/'][href*='/objection/']").nth(place).get_attribute("href"))


def fill(page, text):
    page.check("input[name=aim][value=support]")
    page.fill("textarea[name=text]", text)
    page.fill("[name=citation]", "Proceedings, 2011")


def typed(page):
    words = [page.input_value(f"[name={name}]") for name in ("text", "citation")]
    return [page.is_checked("[name=aim][value=support]"), *words]


def send(page):
    page.locator("form:has(textarea) button[type=submit]:visible").last.click()


def notice(page, word):
    return page.locator(f"[role=status] [data-said={word}]:visible")


def cut_before(route):
    route.abort("connectionreset") if route.request.method == "POST" else route.continue_()


def cut_after(route):
    """The server does the act; its answer never arrives."""
    if route.request.method != "POST":
        return route.continue_()
    route.fetch(max_redirects=0)
    return route.abort("connectionreset")


def said_on(page, text):
    return page.locator("main").inner_text().count(text.rpartition("\n")[2])


@pytest.mark.parametrize("language", ["fa", "en"])
def test_an_objection_over_three_broken_lines_stands_once_and_its_receipt_is_read(reader, language):
    text = WORDS[language]
    with reader(language, signed_in="mina", width=360) as page:
        open_objection(page, language, PLACES[language])
        address = page.url
        fill(page, text)
        page.context.set_offline(True)
        send(page)
        notice(page, "cut").wait_for()
        assert page.evaluate("document.activeElement.closest('[data-said]').dataset.said") == "cut"

        page.context.set_offline(False)
        page.goto(address)
        notice(page, "kept").wait_for()
        assert typed(page) == [True, text, "Proceedings, 2011"]
        page.route(address.partition("?")[0] + "*", cut_before)
        send(page)
        notice(page, "cut").wait_for()

        page.unroute_all()
        page.route(address.partition("?")[0] + "*", cut_after)
        page.keyboard.press("Enter")  # the button to send again has the focus
        page.locator("form[aria-busy]").wait_for(state="detached")
        assert notice(page, "cut").is_visible()

        page.unroute_all()
        if language == "fa":
            page.reload()
        else:
            page.keyboard.press("Enter")
        page.wait_for_url(lambda url: url.endswith(address.removesuffix("objection/")))
        assert page.locator(".notice-good").count() == 1
        assert said_on(page, text) == 1
        page.goto(address)
        assert page.locator("textarea").count() == 0
        assert [fault for fault in page.faults if "ERR_" not in fault] == []


def test_who_must_sign_in_again_finds_what_was_typed(reader):
    with reader("en", signed_in="mina") as page:
        open_objection(page, "en", 2)
        address = page.url
        fill(page, "See page 7.")
        page.context.clear_cookies(name="sessionid")
        send(page)
        page.fill("input[name=login]", "mina@hamshahr.example")
        page.fill("input[name=password]", PASSWORD)
        page.locator("form:has(input[name=password]) button[type=submit]").first.click()
        notice(page, "kept").wait_for()
        assert page.url.partition("?")[0] == address
        assert typed(page) == [True, "See page 7.", "Proceedings, 2011"]
        page.locator("[data-said=kept] button").click()
        assert typed(page) == [False, "", ""]
        page.reload()
        assert typed(page) == [False, "", ""]
        assert page.faults == []


def test_a_form_that_comes_back_with_mistakes_shows_them_and_is_sent_with_the_same_key(reader):
    with reader("en", signed_in="mina") as page:
        open_objection(page, "en", 2)
        key = page.input_value("input[name=once]")
        fill(page, "See page 8.")
        page.fill("[name=citation]", "")
        send(page)
        page.locator("[role=alert]").wait_for()
        assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
        assert page.input_value("textarea[name=text]") == "See page 8."
        assert page.input_value("input[name=once]") == key
        page.fill("[name=citation]", "Proceedings, 2011")
        send(page)
        page.locator(".notice-good").wait_for()
        assert page.evaluate("Object.keys(localStorage).length") == 0


def test_signing_out_leaves_nothing_typed_in_the_browser(chromium, demo):
    context = chromium.new_context(base_url=demo, locale="en-GB")
    page = context.new_page()
    page.goto("/account/login/?next=/en/desk/seoul/liaisons/new/")
    page.fill("input[name=login]", "jun@hamshahr.example")
    page.fill("input[name=password]", PASSWORD)
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    page.fill("input[name=starts_on]", "2021-05-05")
    assert page.evaluate("Object.values(localStorage).length") == 1
    page.locator("header form button").click()
    assert page.evaluate("Object.values(localStorage).length") == 0
    context.close()
