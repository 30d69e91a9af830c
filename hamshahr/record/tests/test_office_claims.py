"""Claims in the office: proposed, given a query and tried, accepted, corrected, withdrawn."""

import pytest

from hamshahr.kernel.dates import PartialDate
from hamshahr.record.models import Claim
from hamshahr.record.proving import BUILDERS
from hamshahr.record.services import propose_claim
from tests.world import names

FORM = {
    "sentence_1": "More than 30 workshops",
    "comparison": ">",
    "quantity": "۳۰",
    "until": "۱۴۰۰/۱۰/۱۹",
    "published_in": "News",
    "published_on": "۱۴۰۰/۱۰/۱۹",
}


@pytest.fixture
def office(world, client):
    client.force_login(world.sara)
    return client


@pytest.fixture
def claim(world):
    place = {"published_in": "News", "published_on": PartialDate("2022-01-09")}
    return propose_claim(party=world.mashhad, sentence=names(en="Thirty"), quantity=30, by=world.sara, **place)


def test_a_claim_is_proposed_then_asked_for_its_query(office, world):
    answer = office.post("/office/claims/do/propose/", FORM | {"party": world.mashhad.pk})

    claim = Claim.objects.get()
    assert (claim.stage, claim.quantity, str(claim.until), claim.state) == ("proposed", 30, "2022-01-09", "claimed")
    assert answer.url == f"/office/claims/do/query/{claim.pk}/"


def test_a_query_is_chosen_tried_without_a_trace_and_kept(office, claim):
    page = f"/office/claims/do/query/{claim.pk}/"

    chosen = office.post(page, {"builder": "record.measure", "asked": ""})
    whole = {"builder": "record.measure", "asked": "record.measure", "measure": "training.hosted"}
    tried = office.post(page, whole | {"try": "yes"})
    before = Claim.objects.get().builder
    refused = office.post(page, whole | {"measure": "beauty"})
    office.post(page, whole | {"reason": "the measure"})

    assert 'name="measure"' in chosen.content.decode()
    assert "Found: 0" in tried.content.decode()
    assert (before, refused.status_code) == ("", 422)
    claim.refresh_from_db()
    assert (claim.builder, claim.parameters) == ("record.measure", {"measure": "training.hosted"})
    assert office.get(page).status_code == 200


@pytest.mark.parametrize("name", sorted(BUILDERS))
def test_every_query_shows_its_fields(office, claim, name):
    answer = office.post(f"/office/claims/do/query/{claim.pk}/", {"builder": name, "asked": ""})

    assert answer.status_code == 200
    assert all(f'name="{field}"' in answer.content.decode() for field in BUILDERS[name].form().fields)


def test_acts_follow_the_stage(office, claim):
    page = f"/office/claims/inspect/{claim.pk}/"
    office.post(f"/office/claims/do/accept/{claim.pk}/")
    office.post(f"/office/claims/do/correct/{claim.pk}/", FORM | {"reason": "a number"})
    shown = office.get(page)
    office.post(f"/office/claims/do/withdraw/{claim.pk}/", {"reason": "told twice"})

    claim.refresh_from_db()
    assert shown.status_code == 200
    assert (claim.stage, claim.comparison) == ("withdrawn", ">")
    assert office.get(f"/office/claims/do/decline/{claim.pk}/").status_code == 404


@pytest.mark.parametrize("who", ["mina", "jun", "leila", "omid", "stranger"])
def test_nobody_else_keeps_claims(world, client, claim, who):
    if world.cast()[who]:
        client.force_login(world.cast()[who])

    client.post(f"/office/claims/do/accept/{claim.pk}/")
    client.post("/office/claims/do/propose/", FORM)

    assert list(Claim.objects.values_list("stage", flat=True)) == ["proposed"]
