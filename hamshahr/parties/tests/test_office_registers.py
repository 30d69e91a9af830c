"""The registers of parties in the office: who may open them, what they save, find, export and log."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from hamshahr.accounts.models import Act
from hamshahr.parties.models import Party, PartyName, Region
from hamshahr.parties.services import add_party, describe
from tests.world import names

LISTS = ["parties", "people", "liaisons", "consents", "handovers", "places", "countries", "regions"]
OUTSIDE = ["mina", "jun", "leila", "omid", "stranger"]


def sign_in(client, world, who):
    if world.cast()[who]:
        client.force_login(world.cast()[who])


@pytest.fixture
def office(world, client):
    client.force_login(world.sara)
    return client


@pytest.mark.parametrize("register", LISTS)
@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_secretariat_reads_every_register(office, register, language):
    office.cookies["language"] = language

    answer = office.get(f"/office/{register}/")

    assert answer.status_code == 200
    assert f'lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize("who", OUTSIDE)
def test_nobody_else_opens_a_register(world, client, who):
    sign_in(client, world, who)

    answers = {register: client.get(f"/office/{register}/") for register in LISTS}

    assert {answer.status_code for answer in answers.values()} == {302}
    assert all(answer.url.startswith("/account/login/") for answer in answers.values())


def party_form(**fields):
    form = {f"names_{place}": "" for place in range(4)} | {f"about_{place}": "" for place in range(4)}
    return form | {"slug": "", "kind": "city", "website": "", "source": "", "as_of": ""} | fields


def test_a_party_begins_as_a_draft_with_an_address_of_its_own_and_is_logged(office, world):
    answer = office.post("/office/parties/add/", party_form(names_0="باکو", names_1="Baku"))

    party = Party.objects.get(slug="baku")
    assert answer.status_code == 302
    assert (party.live, party.country) == (False, None)
    assert PartyName.objects.filter(party=party).count() == 4
    act = Act.objects.get(verb="party.added", thing_id=str(party.pk))
    assert (act.by, act.changes["names"]) == (world.sara, [None, {"fa": "باکو", "en": "Baku"}])


def test_publishing_a_change_logs_before_and_after_and_renames_in_every_list(office, world):
    form = party_form(
        names_0="مشهد مقدس", names_1="Mashhad", slug="mashhad", country="IR", place=world.mashhad.place_id
    )

    answer = office.post(f"/office/parties/edit/{world.mashhad.pk}/", form | {"action-publish": "1"})

    world.mashhad.refresh_from_db()
    act = Act.objects.filter(verb="thing.described").latest("number")
    assert answer.status_code == 302
    assert world.mashhad.names.data["fa"] == "مشهد مقدس"
    assert PartyName.objects.get(party=world.mashhad, language="fa").text == "مشهد مقدس"
    assert act.changes["names"][0]["fa"] == "مشهد"
    assert act.changes["names"][1]["fa"] == "مشهد مقدس"


def test_a_draft_changes_nothing_that_the_public_sees(office, world):
    form = party_form(names_1="Mashhad the Holy", slug="mashhad", country="IR", place=world.mashhad.place_id)

    office.post(f"/office/parties/edit/{world.mashhad.pk}/", form)

    world.mashhad.refresh_from_db()
    assert str(world.mashhad) == "Mashhad"
    assert world.mashhad.has_unpublished_changes
    assert not Act.objects.filter(verb="thing.described").exists()


def test_a_draft_from_before_a_merger_does_not_undo_it(office, world):
    form = party_form(names_1="Brussels, renamed", slug="brussels", country="BE", place=world.brussels.place_id)
    office.post(f"/office/parties/edit/{world.brussels.pk}/", form)
    Party.objects.filter(pk=world.brussels.pk).update(merged_into=world.seoul)

    office.post(f"/office/parties/edit/{world.brussels.pk}/", form | {"action-publish": "1"})

    world.brussels.refresh_from_db()
    assert world.brussels.merged_into == world.seoul


def test_two_versions_are_compared_language_by_language(office, world):
    form = party_form(names_0="مشهد", names_1="Mashhad", slug="mashhad", country="IR", place=world.mashhad.place_id)
    office.post(f"/office/parties/edit/{world.mashhad.pk}/", form | {"action-publish": "1"})
    office.post(f"/office/parties/edit/{world.mashhad.pk}/", form | {"names_1": "Meshed"})

    answer = office.get(f"/office/parties/history/{world.mashhad.pk}/revisions/compare/live...latest/")

    assert answer.status_code == 200
    assert "Meshed" in answer.content.decode()


@pytest.mark.parametrize("query", ["مشهد", "مشه", "Mashhad", "machhad", "MASHHAD"])
def test_a_party_is_found_in_every_script(office, query):
    page = office.get("/office/parties/results/", {"q": query}).content.decode()

    assert "Mashhad" in page
    assert "Seoul" not in page


def test_an_export_has_a_column_for_each_language_and_no_formula(office, world):
    add_party(slug="trap", names=names(en="=HYPERLINK(1)", fa="@دام"), kind="city", by=None)

    table = b"".join(office.get("/office/parties/?export=csv").streaming_content).decode("utf-8-sig")
    book = load_workbook(io.BytesIO(b"".join(office.get("/office/parties/?export=xlsx").streaming_content)))

    head = table.splitlines()[0].split(",")
    assert [column for column in head if column.startswith("names_")] == [
        f"names_{c}" for c in ("fa", "en", "es", "fr")
    ]
    assert "'=HYPERLINK(1)" in table
    assert "'@دام" in table
    rows = list(book.worksheets[0].values)
    assert list(rows[0]) == head
    assert {row[head.index("names_en")] for row in rows[1:]} == {"Mashhad", "Seoul", "Brussels", "'=HYPERLINK(1)"}


def test_a_simple_register_adds_and_changes_through_the_log(office, world):
    office.post("/office/regions/new/", {"slug": "africa", "names_0": "آفریقا", "names_1": "Africa", "position": "3"})
    region = Region.objects.get(slug="africa")
    office.post(
        f"/office/regions/edit/{region.pk}/",
        {"slug": "africa", "names_0": "افریقا", "names_1": "Africa", "position": "3"},
    )

    page = office.get(f"/office/regions/log/{region.pk}/").content.decode()

    verbs = list(Act.objects.filter(thing_id=str(region.pk)).order_by("number").values_list("verb", flat=True))
    assert verbs[-2:] == ["region.added", "thing.described"]
    assert page.count("آفریقا") == 2
    assert "افریقا" in page
    assert "Sara Ferrer" in page


def test_nothing_is_ever_deleted_in_the_office(office, world):
    answers = [
        office.post(f"/office/parties/delete/{world.seoul.pk}/"),
        office.post(f"/office/bulk/parties/party/delete/?id={world.seoul.pk}"),
    ]

    assert {answer.status_code for answer in answers} <= {302, 403, 404}
    assert Party.objects.filter(pk=world.seoul.pk).exists()


def test_a_chooser_offers_no_merged_party(office, world):
    Party.objects.filter(pk=world.brussels.pk).update(merged_into=world.seoul)

    results = office.get("/office/snippets/choose/parties/party/results/").content.decode()
    chosen = office.get(f"/office/snippets/choose/parties/party/chosen/{world.brussels.pk}/")

    assert "Seoul" in results
    assert "Brussels" not in results
    assert chosen.status_code == 404


def test_the_editor_shows_what_a_service_changed_since(office, world):
    describe(world.seoul, {"website": "https://seoul.example"}, by=world.sara)

    page = office.get(f"/office/parties/edit/{world.seoul.pk}/").content.decode()

    assert "https://seoul.example" in page
    assert page.count('aria-label="فارسی"') == 2


def test_a_longer_list_costs_no_more_queries(office, world, django_assert_num_queries):
    office.get("/office/parties/")
    with CaptureQueriesContext(connection) as few:
        office.get("/office/parties/")
    for number in range(20):
        add_party(slug=f"city-{number}", names=names(en=f"City {number}"), kind="city", country=world.iran, by=None)

    with django_assert_num_queries(len(few)):
        office.get("/office/parties/")
