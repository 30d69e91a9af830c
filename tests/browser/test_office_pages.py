"""The office in a real browser: nothing amiss on its pages, and its own scripts run under the strict policy."""

import pytest

from .test_pages import violations

PAGES = {
    "desk": "/office/",
    "list": "/office/parties/",
    "editor": "/office/parties/edit/{party}/",
    "thing": "/office/parties/inspect/{party}/",
    "log": "/office/log/",
    "act": "/office/parties/do/appoint-liaison/{party}/",
    "statutes": "/office/bodies/do/adopt/{body}/",
    "import": "/office/imports/do/bring/",
}


def number_of(page, register, name):
    """The number of the first thing that a search in a register finds."""
    page.goto(f"/office/{register}/?q={name}")
    address = page.locator(f"#listing-results .title a[href*='/{register}/inspect/']").first.get_attribute("href")
    return address.rstrip("/").split("/")[-1]


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_office_has_nothing_amiss(reader, language):
    with reader(language, signed_in="sara") as page:
        page.goto(f"/office/?interface={language}")
        keys = {"party": number_of(page, "parties", "mashhad"), "body": number_of(page, "bodies", "metropolis")}
        for name, address in PAGES.items():
            page.goto(address.format(**keys))
            assert page.locator("html").get_attribute("dir") == ("rtl" if language == "fa" else "ltr")
            assert violations(page) == [], name
            assert page.faults == [], name


def test_a_chooser_begins_without_a_script_in_the_page(reader):
    with reader("fa", signed_in="sara") as page:
        page.goto("/office/?interface=fa")
        office = number_of(page, "offices", "metropolis")
        page.goto(f"/office/offices/do/grant/{office}/")
        page.locator("#id_party-chooser .unchosen button").click()
        page.fill(".modal input[name=q]", "مشهد")
        page.locator(".modal [data-chooser-modal-choice]", has_text="مشهد").first.click()
        page.locator("#id_party-chooser .chooser__title", has_text="مشهد").wait_for()
        assert page.locator("#id_party").input_value() != ""
        assert page.faults == []


def test_the_secretariat_ends_a_mayors_term_and_sees_every_seat_flagged(reader):
    with reader("en", signed_in="sara") as page:
        page.goto("/office/?interface=en")
        page.goto("/office/local-offices/?q=mashhad")
        page.locator("#listing-results .title a").first.click()
        page.locator(".office-offers a", has_text="End the local office").click()
        page.fill("input[name=ends_on]", "2021-08-01")
        page.fill("input[name=reason]", "A new mayor was elected")
        page.locator("form:has(input[name=ends_on]) button.button").click()
        page.wait_for_load_state()
        flagged = page.locator(".office-section", has_text="Seats in question").locator("tbody tr")
        assert flagged.count() >= 1
        assert page.faults == []
