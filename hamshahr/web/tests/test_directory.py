"""The directory: what its filters find, what it hides, what leaves it as open data, and in how many queries."""

import csv
import io
import json
import re

import pytest
from django import forms
from openpyxl import load_workbook
from pytest_django.asserts import assertHTMLEqual

from hamshahr.bodies.models import Body
from hamshahr.bodies.services import enrol
from hamshahr.parties.services import add_language, add_party
from hamshahr.web.filters import Choice
from tests.world import names

CITIES = "/en/cities/"
CANARY = "Canaryville"


def text(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def listed(client, address=CITIES):
    """The names in the list, in its order."""
    page = text(client, address).split('id="h-list"')[1]
    return re.findall(r'<h3><a href="[^"]*">(?:<bdi[^>]*>)?([^<]+)<', page)


def members(world):
    enrol(party=world.mashhad, body=world.metropolis, state="active", joined_on="1993", by=world.sara)
    enrol(party=world.seoul, body=world.metropolis, state="potential", by=world.sara, confidence="probable")


def tongues(world):
    """Persian in Iran, Korean in Korea; French and Dutch in Belgium."""
    persian, korean, french, dutch = (
        add_language(code=code, names=names(**texts), by=world.sara)
        for code, texts in {
            "fa": {"en": "Persian", "fr": "persan", "fa": "فارسی"},
            "ko": {"en": "Korean"},
            "fr": {"en": "French", "fr": "français", "fa": "فرانسوی"},
            "nl": {"en": "Dutch", "fr": "néerlandais", "fa": "هلندی"},
        }.items()
    )
    world.iran.languages.set([persian])
    world.korea.languages.set([korean])
    world.belgium.languages.set([french, dutch])


def draft(world, **fields):
    party = add_party(
        names=names(en=CANARY, fa="قناری‌آباد"), country=world.iran, kind="city", by=world.sara, live=False, **fields
    )
    enrol(party=party, body=world.metropolis, state="active", by=world.sara)
    return party


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_directory_renders(world, client, language, django_assert_max_num_queries):
    members(world)

    with django_assert_max_num_queries(10):
        page = text(client, f"/{language}/cities/")

    assert f'<html lang="{language}"' in page
    assert f'href="/{language}/cities/mashhad/"' in page
    assert '<link rel="alternate" hreflang="fr"' in page
    assert '<meta name="description"' in page


def test_the_number_of_queries_does_not_grow_with_the_register(world, client, django_assert_num_queries):
    tongues(world)
    with django_assert_num_queries(10):
        text(client, CITIES)

    for number in range(60):
        party = add_party(names=names(en=f"City {number}"), country=world.iran, kind="city", by=world.sara)
        enrol(party=party, body=world.metropolis, state="active", by=world.sara)
    with django_assert_num_queries(10):
        text(client, CITIES)
    with django_assert_num_queries(11):
        text(
            client,
            f"{CITIES}?q=city&region=asia-pacific&country=IR&language=fa&kind=city&status=member&body=metropolis&page=2",
        )


@pytest.mark.parametrize(
    ("language", "order"),
    [("en", ["Brussels", "Mashhad", "Seoul"]), ("fa", ["بروکسل", "سئول", "مشهد"])],
)
def test_cities_stand_in_the_order_of_the_readers_alphabet(world, client, language, order):
    assert listed(client, f"/{language}/cities/") == order


def test_cities_can_stand_in_the_order_of_their_population(world, client):
    for party, people in ((world.mashhad, 3_000_000), (world.seoul, 9_000_000), (world.brussels, None)):
        party.place.population = people
        party.place.save()

    assert listed(client, f"{CITIES}?sort=population") == ["Seoul", "Mashhad", "Brussels"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Brussels", "Mashhad", "Seoul"]),
        ("?region=asia-pacific", ["Mashhad", "Seoul"]),
        ("?region=europe", ["Brussels"]),
        ("?country=IR", ["Mashhad"]),
        ("?country=IR&region=europe", []),
        ("?kind=network", []),
        ("?status=member", ["Mashhad"]),
        ("?status=candidate", ["Seoul"]),
        ("?status=none", ["Brussels"]),
        ("?body=metropolis", ["Mashhad"]),
        ("?body=metropolis&status=candidate", ["Seoul"]),
        ("?q=مشه", ["Mashhad"]),
        ("?q=machh", ["Mashhad"]),
        ("?q=سيول", ["Seoul"]),
        ("?q=seul", ["Seoul"]),
        ("?q=south+korea", ["Seoul"]),
        ("?q=ايران", ["Mashhad"]),
        ("?q=…", []),
        ("?region=atlantis&kind=<script>", ["Brussels", "Mashhad", "Seoul"]),
        ("?page=99", ["Brussels", "Mashhad", "Seoul"]),
    ],
)
def test_the_address_says_what_is_listed(world, client, query, found):
    members(world)

    assert listed(client, CITIES + query) == found if found else not re.search("<h3>", text(client, CITIES + query))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?language=fr", ["Brussels"]),
        ("?language=nl", ["Brussels"]),
        ("?language=fa&region=asia-pacific", ["Mashhad"]),
        ("?language=fa&region=europe", []),
        ("?language=fa&country=BE", []),
        ("?language=fa&status=member", ["Mashhad"]),
        ("?language=ko&status=member", []),
        ("?language=fa&q=brussels", []),
        ("?language=klingon", ["Brussels", "Mashhad", "Seoul"]),
    ],
)
def test_the_list_is_narrowed_by_an_official_language_of_the_country(world, client, query, found):
    members(world)
    tongues(world)

    assert (listed(client, CITIES + query) if found else re.findall("<h3>", text(client, CITIES + query))) == found


def test_languages_tell_how_many_they_would_leave_and_whose_word_they_are(world, client):
    tongues(world)
    add_party(names=names(en="Nowhere"), kind="network", by=world.sara)

    page, narrow = text(client, f"/fr{CITIES[3:]}"), text(client, f"{CITIES}?language=nl")

    assert re.findall(r'<option value="(?:fr|nl|fa)"[^>]*>[^<]*', page) == [
        '<option value="fr">Français (1)',
        '<option value="nl">Néerlandais (1)',
        '<option value="fa">Persan (1)',
    ]
    assert re.findall(r'<option value="(?:fa|fr|nl|ko|BE|IR)"[^>]*>[^<]*', narrow) == [
        '<option value="BE">Belgium (1)',
        '<option value="nl" selected>Dutch (1)',
        '<option value="fr">French (1)',
        '<option value="ko">Korean (1)',
        '<option value="fa">Persian (1)',
    ]
    assert 'aria-describedby="language_helptext"' in narrow
    assert 'id="language_helptext">The official language is that of the city’s country' in narrow


def test_an_empty_list_says_why_and_what_to_do(world, client):
    page = text(client, f"{CITIES}?q=<b>atlantis</b>")

    assert "&lt;b&gt;atlantis&lt;/b&gt;" in page
    assert "<b>atlantis</b>" not in page
    assert 'href="/en/search/?q=%3Cb%3Eatlantis%3C/b%3E"' in page


def test_choices_tell_how_many_they_would_leave(world, client):
    members(world)

    page = text(client, f"{CITIES}?region=europe")

    assert '<option value="asia-pacific">Asia-Pacific (2)</option>' in page
    assert '<option value="europe" selected>Europe (1)</option>' in page
    assert '<option value="BE">Belgium (1)</option>' in page
    assert 'value="IR"' not in page


@pytest.mark.parametrize("address", [CITIES, f"{CITIES}?q=canary", f"{CITIES}?status=member", f"{CITIES}cities.json"])
def test_drafts_are_shown_to_the_office_only(world, client, address):
    members(world)
    draft(world)
    client.force_login(world.sara)
    response = client.get(address)
    assert CANARY in (response.getvalue() if response.streaming else response.content).decode()

    for who in ("mina", "jun", "leila", "omid", None):
        client.logout()
        if who:
            client.force_login(getattr(world, who))
        response = client.get(address)
        shown = (response.getvalue() if response.streaming else response.content).decode()
        assert (response.status_code, CANARY in shown, "قناری" in shown) == (200, False, False)


def test_a_draft_is_in_no_count(world, client):
    members(world)
    before = text(client, CITIES)

    draft(world)

    assert without_token(text(client, CITIES)) == without_token(before)


def test_a_party_merged_into_another_is_no_longer_listed(world, client):
    world.seoul.merged_into = world.mashhad
    world.seoul.save()

    assert listed(client) == ["Brussels", "Mashhad"]


def test_the_members_of_a_draft_body_are_not_told(world, client):
    secret = Body.objects.create(
        slug="secret", names=names(en="Secret circle"), network="Metropolis", kind="board", live=False
    )
    enrol(party=world.mashhad, body=secret, state="active", by=world.sara)

    page = text(client, f"{CITIES}?body=secret")

    assert "Secret circle" not in page
    assert listed(client, f"{CITIES}?body=secret") == ["Brussels", "Mashhad", "Seoul"]


def test_the_selection_leaves_as_open_data(world, client):
    members(world)
    tongues(world)

    rows = list(csv.DictReader(io.StringIO(body(client, f"{CITIES}cities.csv?country=IR").lstrip("\ufeff"))))
    facts = json.loads(body(client, f"{CITIES}cities.json?country=IR"))["cities"]
    belgian = json.loads(body(client, f"{CITIES}cities.json?language=nl"))["cities"]

    assert [(row["key"], row["name_fa"], row["membership"], row["member_since"]) for row in rows] == [
        ("mashhad", "مشهد", "active", "1993")
    ]
    assert (facts[0]["latitude"], facts[0]["population"], facts[0]["region"]) == (36.3, 1_000_000, "asia-pacific")
    assert [(row["key"], row["languages"]) for row in [*rows, *belgian]] == [("mashhad", "fa"), ("brussels", "fr;nl")]


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "+1", "-1", "@cmd", "\t=1"])
def test_no_cell_acts_as_a_formula(world, client, name):
    party = add_party(slug="bad", names=names(en=name), country=world.iran, kind="city", by=world.sara)

    sheet = load_workbook(io.BytesIO(client.get(f"{CITIES}cities.xlsx?country=IR").getvalue())).active
    cells = {row[0].value: row[2] for row in sheet.iter_rows(min_row=2)}
    lines = list(csv.reader(io.StringIO(body(client, f"{CITIES}cities.csv?country=IR"))))

    assert (cells["bad"].value, cells["bad"].data_type) == (f"'{party.names.data['en']}", "s")
    assert [line[2] for line in lines if line[0] == "bad"] == [f"'{party.names.data['en']}"]


def test_an_unknown_format_is_no_page(world, client):
    assert client.get(f"{CITIES}cities.exe").status_code == 404


def body(client, address):
    return client.get(address).getvalue().decode()


def without_token(page):
    return re.sub(r'name="csrfmiddlewaretoken"[^>]*>|<p class="note">Generated.*?</p>', "", page)


def test_a_list_of_choices_is_written_as_django_would():
    asked = {
        "label": "A",
        "choices": [("", "any"), ("a&b", "<A> (۳)"), ("c", "C")],
        "required": False,
        "help_text": "Why",
    }

    class Filters(forms.Form):
        light = Choice(**asked)
        heavy = forms.ChoiceField(**asked)

    for taken in ("", "a&b", "none"):
        form = Filters({"light": taken, "heavy": taken}, auto_id="%s")
        assertHTMLEqual(str(form["light"]), str(form["heavy"]).replace("heavy", "light"))
