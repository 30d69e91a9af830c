"""Nomination by call: conditions checked by themselves, advice that blocks nobody, a vote, a letter to the others."""

from datetime import date

import pytest

from hamshahr.dues.rules import open_amount
from hamshahr.dues.services import record_payment
from hamshahr.dues.tests.builders import charged
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from hamshahr.representatives import queries, rules
from hamshahr.representatives.models import Nomination, Vacancy
from hamshahr.representatives.services import choose_candidate, nominate, tell_network, withdraw_nomination
from tests.replay import breaks, silent, untold

from .builders import AFTER, CLOSES, OPENS, a_call, a_decision, a_nomination, in_local_office, nine_seats

PAID = date(2026, 2, 1)


@pytest.fixture
def called(world):
    """Mashhad has paid its dues of 2026, Seoul has not; the mayor of each may be a candidate."""
    charged(world)
    nine_seats(world)
    said = {"received_on": PAID, "reference": "A1", "today": PAID, "by": world.sara}
    record_payment(invoice=world.invoice, amount=open_amount(world.invoice), **said)
    world.vacancy = a_call(world)
    world.ours = in_local_office(world, world.mashhad, "nasrin", starts_on=date(2021, 8, 1))
    world.theirs = in_local_office(world, world.seoul, "min", ends_on=date(2022, 1, 1))
    return world


def found(nomination, on):
    return {condition.code: condition.is_met for condition in rules.conditions_of(nomination, on)}


def test_each_condition_is_checked_with_its_reason_and_cure_and_gender_is_advice(called):
    ours = a_nomination(called, called.vacancy, called.mashhad, called.ours, gender="woman")
    theirs = a_nomination(called, called.vacancy, called.seoul, called.theirs)

    assert found(ours, PAID) == {"member": True, "dues": True, "local office": True, "gender": None}
    assert found(theirs, PAID) == {"member": True, "dues": False, "local office": False, "gender": None}
    unmet = [each for each in rules.conditions_of(theirs, PAID) if not each.is_met]
    assert [(each.sentence[:30], bool(each.cure)) for each in unmet] == [
        ("Seoul has not paid its dues of", True),
        ("No local elected office of Min", True),
        ("The gender of the candidate or", False),
    ]
    decision = {"decision": a_decision(called, decided_on=PartialDate("2022-10-03")), "by": called.sara}
    for nomination, today, words in (
        (theirs, PAID, "has not paid its dues of 2026"),
        (ours, CLOSES, "is open until"),
    ):
        with pytest.raises(Refused, match=words):
            choose_candidate(nomination=nomination, today=today, **decision)
    old = {"decision": a_decision(called), "by": called.sara}
    with pytest.raises(Refused, match="older than the call"):
        choose_candidate(nomination=ours, today=PAID, **old)
    chosen = choose_candidate(nomination=ours, today=PAID, **decision)
    mandate = chosen.representative.mandate
    assert (mandate.party, mandate.office, mandate.on_behalf_of) == (called.mashhad, called.post, called.metropolis)
    assert (mandate.holdings.get().person, mandate.decision) == (called.ours.person, decision["decision"])
    assert dict(chosen.conditions) == found(ours, PAID)
    theirs.refresh_from_db()
    assert (chosen.state, theirs.state, chosen.told_on) == ("chosen", "passed", PAID)
    letter = Letter.objects.get(kind="nomination.told")
    assert (letter.address, "Nasrin of Mashhad" in letter.text) == ("office@union.example", True)
    further = a_call(called, seat=called.quota.outside_seats.get(number=3))
    again = Nomination(vacancy=further, party=called.mashhad, person=called.ours.person, gender="woman")
    assert found(again, date(2023, 1, 1))["gender"] is False
    again.gender = "man"
    assert found(again, date(2023, 1, 1))["gender"] is True
    with pytest.raises(Refused, match="was told"):
        tell_network(nomination=chosen, by=called.sara)
    assert [*breaks()] == [*silent()] == [row for row in untold() if row.startswith(("Nomination", "Vacancy"))] == []


def test_a_call_is_on_the_desk_of_members_and_a_contact_names_and_withdraws_candidates(called, client):
    desk = [row.kind for row in queries.awaiting(called.mashhad, OPENS)]
    assert desk == ["nomination.open"] and queries.awaiting(called.mashhad, AFTER) == []
    assert queries.awaiting(called.brussels, OPENS) == []
    told = set(Letter.objects.filter(kind="vacancy.opened").values_list("to_user", flat=True))
    assert told == {called.mina.pk, called.jun.pk}
    with pytest.raises(Refused, match="running already"):
        a_call(called)
    with pytest.raises(Refused, match="closed on"):
        a_nomination(called, called.vacancy, called.mashhad, called.ours, today=AFTER)
    Vacancy.objects.update(opens_on=date(2000, 1, 1), closes_on=date(2200, 1, 1))
    page = f"/en/representatives/calls/{called.vacancy.key}/"
    typed = {"party": called.mashhad.pk, "local_office": called.ours.pk, "gender": ""}
    for who, status in (("omid", 403), ("jun", 422), ("mina", 302)):
        client.force_login(getattr(called, who))
        assert client.post(page, typed).status_code == status
    made = Nomination.objects.get()
    said = {"vacancy": called.vacancy, "party": called.mashhad, "person": called.ours.person, "by": called.mina}
    assert nominate(**said, today=OPENS) == made
    assert "Nasrin" in client.get(page).content.decode()
    client.force_login(called.jun)
    assert "Nasrin" not in client.get(page).content.decode()
    assert client.post(f"/en/representatives/candidates/{made.key}/withdrawal/").status_code == 404
    client.force_login(called.mina)
    assert client.post(f"/en/representatives/candidates/{made.key}/withdrawal/").status_code == 302
    made.refresh_from_db()
    assert made.state == "withdrawn"
    with pytest.raises(Refused, match="no longer stands"):
        withdraw_nomination(nomination=made, by=called.mina)
