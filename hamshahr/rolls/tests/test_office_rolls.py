"""The office: the roll computed and frozen by its acts; what stands in place of a payment, entered and taken back."""

import pytest

from hamshahr.bodies.models import Decision
from hamshahr.dues.models import PaidElsewhere, Waiver
from hamshahr.rolls.models import Roll
from tests.replay import breaks, silent


@pytest.fixture
def office(cases, client):
    client.force_login(cases.sara)
    return client


def text(response):
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_the_secretary_computes_and_freezes_in_the_office(cases, office):
    act = f"/office/gatherings/do/roll/{cases.assembly.pk}/"
    assert 'value="00:00"' in text(office.get(act))
    assert office.post(act, {"day": "2026-06-09", "hour": "18:00"}).status_code == 302
    roll = Roll.objects.get()
    page = text(office.get(f"/office/rolls/inspect/{roll.pk}/"))
    assert "Of the fee of 2025, " in page and "Seoul" in page

    assert office.post(f"/office/rolls/do/freeze/{roll.pk}/").status_code == 302

    assert "The roll was frozen on" in text(office.get(act))
    assert "2026" in text(office.get("/office/rolls/")) and Roll.objects.get().frozen_by == cases.sara
    office.force_login(cases.jun)
    assert office.get("/office/rolls/").status_code in {302, 403}


def test_a_fee_paid_elsewhere_or_waived_is_entered_and_taken_back_in_the_office(cases, office):
    said = {"party": cases.lagos.pk, "body": cases.metropolis.pk, "year": "2025", "source": "Board"}
    decision = Decision.objects.first()
    assert office.post("/office/waivers/do/enter/", said | {"decision": decision.pk}).status_code == 302
    other = {"party": cases.mashhad.pk, "network": cases.board.pk}
    wrong = office.post("/office/paid-elsewhere/do/enter/", said | other)
    assert (wrong.status_code, "Only a joint member" in wrong.content.decode()) == (422, True)
    waiver = Waiver.objects.get(membership=cases.members["lagos"])
    assert "Lagos" in text(office.get("/office/waivers/"))

    assert office.post(f"/office/waivers/do/withdraw/{waiver.pk}/", {"reason": "Mistake"}).status_code == 302

    waiver.refresh_from_db()
    assert (waiver.reason, cases.members["lagos"].invoices.count()) == ("Mistake", 2)
    assert "S-7" in text(office.get(f"/office/paid-elsewhere/inspect/{PaidElsewhere.objects.get().pk}/"))
    assert [*breaks(), *silent()] == []
