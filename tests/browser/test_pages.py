"""Every type of page, Persian and English, light and dark, narrow and wide: nothing amiss, nothing from elsewhere."""

import json
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe

PUBLIC = {
    "home": "/",
    "directory": "/cities/",
    "nothing found": "/cities/?q=zzzz",
    "dossier": "/cities/mashhad/",
    "record": "/cities/mashhad/record/",
    "bodies": "/bodies/",
    "body": "/bodies/metropolis-board/",
    "members": "/bodies/metropolis/members/",
    "gatherings": "/gatherings/",
    "gathering": "/gatherings/wc-13/",
    "awards": "/awards/",
    "edition": "/awards/gz-4/",
    "practices": "/practices/",
    "newsletter": "/news/newsletter/",
    "practice": "/practices/mashhad-women-transport/",
    "claims": "/record/claims/",
    "claim": "/record/claims/c07/",
    "news": "/news/",
    "archive": "/news/archive/",
    "plain page": "/pages/about/",
    "search": "/search/?q=مشهد",
    "not found": "/nowhere/",
}
ARTICLE = "/fa/news/پیشگامی-مشهد-در-فهرست-کلان-شهرهای-جهان/"
# What the demonstration has in Persian alone.
PERSIAN = {
    "story": ARTICLE,
    "share": f"{ARTICLE}share/",
    "origin": f"{ARTICLE}origin/",
    "category": "/fa/news/category/special/",
    "news of a city": "/fa/news/of/mashhad/",
    "month": "/fa/news/archive/1400/10/",
}
SIGNED_IN = {
    "desk": ("mina", "/{language}/desk/"),
    "dossier of one's own city": ("mina", "/{language}/cities/mashhad/"),
    "liaisons": ("mina", "/{language}/desk/mashhad/liaisons/"),
    "profile": ("mina", "/account/profile/?language={language}"),
    "second factor": ("sara", "/account/2fa/?language={language}"),
    "invitations": ("sara", "/account/invitations/?language={language}"),
}
DOORS = {
    "sign in": "/account/login/?language={language}",
    "code by mail": "/account/login/code/?language={language}",
    "forgotten word": "/account/password/reset/?language={language}",
}


def violations(page):
    """What axe finds, as rule, help and the first place."""
    found = Axe().run(page).response["violations"]
    return [(rule["id"], rule["help"], rule["nodes"][0]["html"][:160]) for rule in found]


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def examine(page, address):
    """Whether a page loads in its direction, fits, passes axe and asks nobody else for anything."""
    page.goto(address)
    language = page.locator("html").get_attribute("lang")
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "fa" else "ltr")
    assert violations(page) == []
    assert overflow(page) <= 0
    assert [fault for fault in page.faults if "404" not in fault] == []


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_has_nothing_amiss(reader, name, language):
    for scheme, width in [("light", 1280), ("dark", 360)]:
        with reader(language, scheme, width) as page:
            examine(page, f"/{language}{PUBLIC[name]}")


@pytest.mark.parametrize("name", PERSIAN)
def test_a_page_of_the_newsroom_has_nothing_amiss(reader, name):
    for scheme, width in [("light", 1280), ("dark", 360)]:
        with reader("fa", scheme, width) as page:
            examine(page, PERSIAN[name])


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("name", [*SIGNED_IN, *DOORS])
def test_a_page_behind_the_door_has_nothing_amiss(reader, name, language):
    who, address = SIGNED_IN.get(name) or (None, DOORS[name])
    for scheme, width in [("light", 1280), ("dark", 360)]:
        with reader(language, scheme, width, signed_in=who) as page:
            examine(page, address.format(language=language))


@pytest.mark.parametrize("path", ["/", "/cities/mashhad/", "/bodies/metropolis-board/"])
def test_spanish_and_french_read_well_too(reader, path):
    for language in ("es", "fr"):
        with reader(language) as page:
            examine(page, f"/{language}{path}")


@pytest.mark.parametrize("name", ["home", "dossier", "directory"])
@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_first_view_is_light(demo, reader, name, language):
    """60 kB without the font, 100 kB with it, as the wire carries it."""
    sizes = {}
    with reader(language) as page:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        kinds = {}
        session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
        session.on(
            "Network.loadingFinished",
            lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
        )
        page.goto(f"/{language}{PUBLIC[name]}")
        page.wait_for_load_state("networkidle")
    fonts = sum(size for request, size in sizes.items() if kinds.get(request) == "Font")
    total = sum(sizes.values())

    assert total - fonts < 60_000
    assert total < 100_000


def test_an_entry_and_a_person_and_a_decision_have_nothing_amiss(demo, reader):
    with urllib.request.urlopen(f"{demo}/api/v1/entries?party=mashhad&limit=1") as answer:
        entry = json.load(answer)["items"][0]["id"]
    with reader("fa") as page:
        examine(page, f"/fa/record/{entry}/")
        page.goto("/fa/bodies/metropolis-board/")
        for kind in ("people", "decisions"):
            link = page.locator(f"main a[href*='/{kind}/']").first
            if link.count():
                examine(page, link.get_attribute("href"))
                page.go_back()
