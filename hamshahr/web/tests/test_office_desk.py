"""The desk of the office, and what of Wagtail is not offered."""

import pytest

from hamshahr.accounts.models import Act
from hamshahr.bodies.services import enrol, grant_mandate
from hamshahr.record.models import ImportRun

UNUSED = ["pages", "groups", "sites", "documents", "collections", "workflows/list", "reports/site-history"]


@pytest.fixture
def office(world, client):
    client.force_login(world.sara)
    return client


@pytest.mark.parametrize("language", ["en", "fa", "es", "fr"])
def test_the_desk_speaks_every_language(office, language):
    office.cookies["language"] = language

    answer = office.get("/office/")

    direction = "rtl" if language == "fa" else "ltr"
    assert answer.status_code == 200
    assert f'lang="{language}" dir="{direction}"' in answer.content.decode()


def test_the_desk_shows_what_waits_and_where_it_is_done(office, world):
    membership = enrol(party=world.seoul, body=world.metropolis, state="applied", by=world.sara)
    mandate = grant_mandate(
        office=world.vice_presidency, party=world.mashhad, starts_on="2019-01-01", term_ends_on="2022-01-01", by=None
    )
    run = ImportRun.objects.create(table="cities", file_name="cities.csv", file_digest="0")

    page = office.get("/office/").content.decode()

    assert f"/office/memberships/inspect/{membership.pk}/" in page
    assert f"/office/mandates/inspect/{mandate.pk}/" in page
    assert f"/office/imports/inspect/{run.pk}/" in page
    assert "No seat is in question." in page


@pytest.mark.parametrize("who", ["mina", "jun", "leila", "omid", "stranger"])
def test_nobody_else_comes_in(world, client, who):
    if world.cast()[who]:
        client.force_login(world.cast()[who])

    assert client.get("/office/").url.startswith("/account/login/")


@pytest.mark.parametrize("place", UNUSED)
def test_what_is_not_used_is_closed(office, place):
    assert office.get(f"/office/{place}/").status_code == 404


def test_the_menu_offers_our_registers_only(office):
    page = office.get("/office/").content.decode()

    assert "/office/parties/" in page
    assert "/office/users/" in page
    assert '"name": "explorer"' not in page
    assert '"name": "settings"' not in page


def test_the_log_is_filtered_and_verified(office, world):
    first = Act.objects.order_by("number").first()

    filtered = office.get("/office/log/results/", {"verb": first.verb, "text": "Mashhad"}).content.decode()
    whole = office.post("/office/log/verify/", {"head": first.digest}).content.decode()
    Act.objects.filter(pk=first.pk).update(reason="tampered")
    broken = office.post("/office/log/verify/").content.decode()

    assert "Mashhad" in filtered
    assert "Seoul" not in filtered
    assert "The chain is whole." in whole
    assert "The chain is broken." in broken


def test_the_log_is_exported(office):
    lines = b"".join(office.get("/office/log/?export=csv").streaming_content).decode("utf-8-sig").splitlines()

    assert lines[0].split(",")[:4] == ["number", "at", "by", "verb"]
    assert len(lines) == Act.objects.count() + 1
