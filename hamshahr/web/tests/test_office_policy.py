"""No page of the office holds a script of its own: the policy of the office would stop it."""

import re

import polib
import pytest
from wagtail.users.models import UserProfile

from hamshahr.bodies.services import grant_mandate
from hamshahr.settings import PACKAGE
from hamshahr.web.watch import language_of

INLINE = re.compile(r"<script(?![^>]*(?:\bsrc=|type=\"application/json\"))[^>]*>|\son[a-z]+=\"")
PAGES = [
    *("", "parties/", "parties/add/", "parties/edit/{party}/", "parties/history/{party}/", "parties/inspect/{party}/"),
    *("bodies/add/", "bodies/inspect/{body}/", "offices/do/grant/{office}/", "mandates/do/correct/{mandate}/"),
    *("mandates/edit/{mandate}/", "bodies/do/adopt/{body}/", "gatherings/add/", "editions/add/", "claims/do/propose/"),
    *("log/", "log/verify/", "imports/do/bring/", "places/new/", "people/add/", "invitations/do/invite/"),
]
CATALOGUES = PACKAGE / "office_locale" / "fa" / "LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")


@pytest.fixture
def keys(world):
    mandate = grant_mandate(office=world.vice_presidency, party=world.mashhad, starts_on="2020", by=world.sara)
    return {
        "party": world.mashhad.pk,
        "body": world.board.pk,
        "office": world.vice_presidency.pk,
        "mandate": mandate.pk,
    }


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_office_has_no_inline_script(world, client, keys, page):
    client.force_login(world.sara)

    answer = client.get(f"/office/{page.format(**keys)}")

    assert answer.status_code in {200, 404}
    assert INLINE.findall(answer.content.decode()) == []
    assert "script-src 'self';" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["django", "djangojs"])
def test_the_persian_words_of_the_office_keep_their_placeholders_and_are_compiled(name):
    words = polib.pofile(str(CATALOGUES / f"{name}.po"))
    compiled = polib.mofile(str(CATALOGUES / f"{name}.mo"))

    for entry in words:
        wanted = set(PLACEHOLDER.findall(entry.msgid + (entry.msgid_plural or "")))
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            assert set(PLACEHOLDER.findall(text)) <= wanted, entry.msgid
    assert {(e.msgid, e.msgstr) for e in compiled} == {(e.msgid, e.msgstr) for e in words if e.translated()}


def test_the_foot_of_an_office_page_speaks_the_language_of_the_page(world, client):
    UserProfile.objects.create(user=world.sara, preferred_language="fa")
    client.force_login(world.sara)

    page = client.get("/office/invoices/").content.decode()

    assert '<footer class="office-foot"><p>ساخت ' in page
    assert language_of(b"<p>no page</p>") == "en"
