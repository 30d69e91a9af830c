"""A claim turns with the act that takes or gives its proof, and the editors are told."""

from time import perf_counter

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from hamshahr.bodies.services import end_mandate, grant_mandate
from hamshahr.calls.models import Distinction
from hamshahr.calls.services import add_edition, confer
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from hamshahr.parties.services import describe
from hamshahr.record.models import Claim, ClaimTurn, Entry
from hamshahr.record.queries import marks
from hamshahr.record.services import (
    accept_claim,
    correct_claim,
    decline_claim,
    enter,
    propose_claim,
    publish_claim,
    rebuild,
    reconsider_all,
    withdraw_claim,
)
from hamshahr.web.office_desk import piles_for
from tests.world import names

PUBLISHED = {"published_in": "News", "published_on": PartialDate("2022-01-09")}


def submitted(world, number):
    """So many projects of Mashhad in one edition, each with its entry."""
    edition = add_edition(award=world.award, cycle_year=2020, slug="2020", number=5, by=world.sara)
    for place in range(number):
        project = names(en=f"Project {place}")
        confer(
            edition=edition, city_name="Mashhad", level="winner", party=world.mashhad, project=project, by=world.sara
        )


def forty(world, **fields):
    said = {"key": "c21", "party": world.mashhad, "sentence": names(en="More than 40 projects", fa="بیش از ۴۰ پروژه")}
    query = {"builder": "record.measure", "parameters": {"measure": "awards.submitted"}}
    return publish_claim(**said, comparison=">", quantity=40, **query, **PUBLISHED, by=world.sara, **fields)


def withdraw_one(world):
    """Supersede one proving entry by one that only the city says."""
    entry = Entry.objects.current().filter(party=world.mashhad, kind="award.conferred").first()
    Distinction.objects.filter(pk=entry.source_id).update(confidence="claimed")
    enter(
        entry.kind,
        party=entry.party,
        source=Distinction.objects.get(pk=entry.source_id),
        by=world.sara,
        supersedes=entry,
    )


def test_one_record_less_and_forty_projects_are_no_longer_proven_within_a_second(world):
    submitted(world, 41)
    claim = forty(world)
    assert claim.state == "proven"

    reverse("record:claims")  # the table of addresses is read once in the life of a process
    began = perf_counter()
    withdraw_one(world)
    claim.refresh_from_db()
    took = perf_counter() - began

    turn = ClaimTurn.objects.first()
    assert (claim.state, claim.value, claim.sure, claim.weakest) == ("partly", 41, 40, "claimed")
    assert (turn.before, turn.state, turn.act) == ("proven", "partly", Entry.objects.order_by("act__number").last().act)
    assert took < 1


def test_the_editor_is_told_once_in_the_transaction_and_sees_it_in_the_office(world, client):
    submitted(world, 41)
    forty(world)

    withdraw_one(world)
    reconsider_all()

    letter = Letter.objects.get(kind="claim.turned")
    assert letter.to_user == world.sara
    assert "More than 40 projects" in letter.text
    assert "/record/claims/c21/" in letter.text
    client.force_login(world.sara)
    assert [line.text for pile in piles_for(world.sara, timezone.localdate()) for line in pile.lines] == [
        "More than 40 projects"
    ]
    assert "More than 40 projects" in client.get("/office/turns/").content.decode()


def test_a_claim_that_gains_its_proof_or_was_never_accepted_writes_no_letter(world):
    claim = forty(world)
    propose_claim(party=world.mashhad, sentence=names(en="One"), quantity=1, by=world.sara, **PUBLISHED)
    submitted(world, 41)

    claim.refresh_from_db()
    assert [turn.state for turn in claim.turns.order_by("number")] == ["claimed", "partly", "proven"]
    assert not Letter.objects.filter(kind="claim.turned").exists()


def test_only_claims_of_the_party_and_the_kind_are_compared_again(world, django_assert_max_num_queries):
    claim = forty(world)
    stood = Claim.objects.get(pk=claim.pk).judged_at

    grant_mandate(office=world.vice_presidency, party=world.mashhad, starts_on="2020", by=world.sara)
    edition = add_edition(award=world.award, cycle_year=2020, slug="2020", number=5, by=world.sara)
    confer(edition=edition, city_name="Seoul", level="winner", party=world.seoul, project=names(en="A"), by=world.sara)

    assert Claim.objects.get(pk=claim.pk).judged_at == stood
    assert claim.turns.count() == 1


def seat(world, **fields):
    said = {"party": world.mashhad, "sentence": names(en="Holds the seat"), "comparison": "=", "quantity": 1}
    query = {"builder": "bodies.mandate_on", "parameters": {"body": world.board.slug}}
    return publish_claim(**(said | query | PUBLISHED | {"by": world.sara} | fields))


def test_a_seat_is_proven_on_the_days_of_its_mandate_and_contradicted_after_them(world):
    mandate = grant_mandate(
        office=world.vice_presidency, party=world.mashhad, starts_on=PartialDate("2020-11-30"), by=world.sara
    )
    then, later = seat(world, until=PartialDate("2022-01-09")), seat(world, until=PartialDate("2023-06-01"))

    end_mandate(mandate=mandate, ends_on=PartialDate("2022-12-01"), ending="resigned", by=world.sara)

    assert [Claim.objects.get(pk=each.pk).state for each in (then, later)] == ["proven", "contradicted"]


def test_a_founding_that_is_corrected_in_the_register_turns_the_age(world):
    describe(world.metropolis, {"founded_on": PartialDate("1985-04")}, by=world.sara)
    claim = publish_claim(
        sentence=names(en="More than three decades"), comparison=">", quantity=3, until=PartialDate("2022-01-09"),
        builder="bodies.age", parameters={"body": "metropolis", "unit": "decades"}, by=world.sara, **PUBLISHED,
    )  # fmt: skip
    states = [claim.state]

    describe(world.metropolis, {"founded_on": PartialDate("1995")}, by=world.sara)
    claim.refresh_from_db()
    states.append(claim.state)

    assert states == ["proven", "contradicted"]
    assert Letter.objects.filter(kind="claim.turned").count() == 1


def test_a_rebuilt_record_gives_the_identical_states(world):
    submitted(world, 41)
    forty(world)
    before = list(Claim.objects.values())
    turns = list(ClaimTurn.objects.values())
    Entry.objects.all().delete()

    rebuild()

    after = list(Claim.objects.values())
    assert [row | {"judged_at": None} for row in after] == [row | {"judged_at": None} for row in before]
    assert list(ClaimTurn.objects.values()) == turns


def test_a_claim_goes_from_proposed_to_accepted_to_withdrawn_and_no_other_way(world):
    claim = propose_claim(party=world.mashhad, sentence=names(en="One"), quantity=1, by=world.sara, **PUBLISHED)
    assert marks([claim.pk]) == {}

    with pytest.raises(Refused, match="still proposed"):
        withdraw_claim(claim=claim, by=world.sara, reason="x")
    accept_claim(claim=claim, by=world.sara)
    assert marks([claim.pk])[claim.pk].state == "claimed"
    with pytest.raises(Refused, match="has been accepted"):
        decline_claim(claim=claim, by=world.sara, reason="x")
    withdraw_claim(claim=claim, by=world.sara, reason="told twice")
    with pytest.raises(Refused, match="no longer stands"):
        correct_claim(claim=claim, by=world.sara, quantity=2)

    assert marks([claim.pk]) == {}
    assert Claim.objects.get().quantity == 1


@pytest.mark.parametrize(
    ("query", "refusal"),
    [
        ({"builder": "print(1)"}, "There is no query"),
        ({"builder": "record.measure", "parameters": {}}, "required"),
        ({"builder": "record.measure", "parameters": {"measure": "beauty"}}, "Select a valid choice"),
        ({"builder": "record.measure", "parameters": {"measure": "seats.held", "sql": "1"}}, "no parameter"),
        ({"builder": "bodies.member", "parameters": {"body": "nowhere"}}, "Select a valid choice"),
        ({"builder": "bodies.mandates", "party": None}, "name the party"),
        ({"quantity": None}, "Write the number"),
        ({"sentence": ""}, "Write the sentence"),
        ({"since": PartialDate("2023"), "until": PartialDate("2022")}, "ends before it begins"),
    ],
)
def test_a_query_is_chosen_from_the_typed_ones_and_never_code(world, query, refusal):
    said = {"party": world.mashhad, "sentence": names(en="One"), "quantity": 1}

    with override("en"), pytest.raises(Refused, match=refusal):
        propose_claim(**(said | PUBLISHED | query), by=world.sara)

    assert not Claim.objects.exists()
