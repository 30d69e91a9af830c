"""A membership is a history of steps, each with its day, its reason and, where an organ decides, its decision."""

from datetime import date, timedelta

import pytest

from hamshahr.accounts.models import Act
from hamshahr.bodies.models import Mandate, Membership, MembershipStep
from hamshahr.bodies.queries import members_of
from hamshahr.bodies.rules import state_on
from hamshahr.bodies.services import apply_for_membership, enrol, found_body, grant_mandate, take_step
from hamshahr.bodies.tests.builders import decision, office, other_network
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Party
from hamshahr.record.models import Entry
from tests.world import names

State = MembershipStep.State
START = date(2021, 1, 1)


def member(world, state=State.ACTIVE, body=None, **fields):
    """A membership brought to a state by a bare first step."""
    membership = Membership.objects.create(party=world.mashhad, body=body or world.metropolis, **fields)
    MembershipStep.objects.create(membership=membership, number=1, state=state, happened_on=START)
    return membership


def step(world, membership, state, on=date(2021, 4, 1), **fields):
    fields = {"reason": "as the file says", "by": world.sara, **fields}
    return take_step(membership=membership, state=state, happened_on=on, **fields)


def kinds(party):
    return list(Entry.objects.current().filter(party=party).order_by("act__number").values_list("kind", flat=True))


@pytest.mark.parametrize("earlier", State.values)
@pytest.mark.parametrize("later", State.values)
def test_only_the_steps_of_the_matrix_can_be_taken(world, earlier, later):
    membership = member(world, earlier)
    of_board = decision(world)

    if later in MembershipStep.NEXT[earlier]:
        step(world, membership, later, decision=of_board)
        assert state_on(membership, date(2021, 4, 1)) == later
    else:
        with pytest.raises(Refused, match="cannot be followed by"):
            step(world, membership, later, decision=of_board)
        assert membership.steps.count() == 1


@pytest.mark.parametrize("state", State.values)
def test_a_register_begins_with_a_possible_member_an_applicant_or_a_member_of_old(world, state):
    if state in {State.POTENTIAL, State.APPLIED, State.ACTIVE}:
        enrol(party=world.seoul, body=world.metropolis, state=state, by=world.sara)
        assert state_on(Membership.objects.get()) == state
    else:
        with pytest.raises(Refused, match="cannot begin as"):
            enrol(party=world.seoul, body=world.metropolis, state=state, by=world.sara)
        assert not Membership.objects.exists()


@pytest.mark.parametrize(
    ("earlier", "later"), [("examined", "admitted"), ("active", "suspended"), ("active", "excluded")]
)
def test_an_organ_decides_on_admission_suspension_and_exclusion(world, earlier, later):
    membership = member(world, earlier)

    with pytest.raises(Refused, match="name its decision"):
        step(world, membership, later)

    assert membership.steps.count() == 1
    assert not Entry.objects.exists()


def test_a_decision_of_another_association_admits_nobody(world):
    membership = member(world, State.EXAMINED)
    elsewhere = decision(world, body=other_network(world))

    with pytest.raises(Refused, match="not one of an organ of this body"):
        step(world, membership, State.ADMITTED, decision=elsewhere)


def test_nobody_is_admitted_before_the_decision(world):
    membership = member(world, State.EXAMINED)

    with pytest.raises(Refused, match="taken later"):
        step(world, membership, State.ADMITTED, on=date(2021, 4, 1), decision=decision(world, date(2021, 4, 2)))


def test_a_step_needs_a_reason_and_comes_after_the_one_before(world):
    membership = member(world)

    with pytest.raises(Refused, match="reason"):
        step(world, membership, State.GRACE, reason=" ")
    with pytest.raises(Refused, match="cannot come before"):
        step(world, membership, State.GRACE, on=START - timedelta(days=1))


def test_the_way_in_is_logged_with_actor_day_and_reason_and_names_the_decision(world):
    membership = apply_for_membership(
        party=world.mashhad, body=world.metropolis, by=world.mina, happened_on=date(2021, 1, 10), reason="letter 7"
    )
    step(world, membership, State.EXAMINED, on=date(2021, 2, 1))
    of_board = decision(world)
    step(world, membership, State.ADMITTED, on=date(2021, 3, 1), decision=of_board, joined_on=date(2022, 1, 1))

    membership.refresh_from_db()
    rows = list(membership.steps.values_list("number", "state", "happened_on", "reason", "decision", "by__full_name"))
    assert rows == [
        (1, "applied", PartialDate("2021-01-10"), "letter 7", None, "مینا رضوی"),
        (2, "examined", PartialDate("2021-02-01"), "as the file says", None, "Sara Ferrer"),
        (3, "admitted", PartialDate("2021-03-01"), "as the file says", of_board.pk, "Sara Ferrer"),
    ]
    assert (membership.joined_on, membership.left_on) == (PartialDate("2022-01-01"), None)
    assert kinds(world.mashhad) == ["membership.admitted"]
    assert list(Act.objects.filter(verb="membership.moved").order_by("number").values_list("reason", flat=True)) == [
        "letter 7",
        "as the file says",
        "as the file says",
    ]


def test_a_member_that_left_may_apply_again_and_counts_once(world):
    membership = enrol(
        party=world.mashhad, body=world.metropolis, state=State.ACTIVE, joined_on=PartialDate("1999"), by=world.sara
    )
    step(world, membership, State.LEFT, on=PartialDate("2010"))
    membership.refresh_from_db()
    assert (membership.joined_on, membership.left_on) == (PartialDate("1999"), PartialDate("2010"))

    apply_for_membership(party=world.mashhad, body=world.metropolis, by=world.mina, happened_on=date(2020, 1, 1))
    step(world, membership, State.EXAMINED, on=date(2020, 2, 1))
    step(world, membership, State.ADMITTED, on=date(2021, 3, 1), decision=decision(world))
    step(world, membership, State.ACTIVE, on=date(2021, 5, 1))

    membership.refresh_from_db()
    assert (membership.joined_on, membership.left_on) == (PartialDate("2021-03-01"), None)
    assert kinds(world.mashhad) == ["membership.joined", "membership.left", "membership.admitted", "membership.joined"]
    joined = Entry.objects.filter(kind="membership.joined").order_by("act__number")
    assert list(joined.values_list("happened_on", "counts_as")) == [
        (PartialDate("1999"), f"body {world.metropolis.pk}"),
        (PartialDate("2021-03-01"), f"body {world.metropolis.pk}"),
    ]


def test_arrears_and_a_withdrawn_application_stay_out_of_the_public_record(world):
    membership = member(world, State.GRACE)
    step(world, membership, State.ARREARS)
    applicant = enrol(party=world.seoul, body=world.metropolis, state=State.APPLIED, by=world.sara)
    step(world, applicant, State.LEFT)

    assert not Entry.objects.exists()
    applicant.refresh_from_db()
    assert applicant.left_on is None


def test_a_step_of_a_later_day_does_not_count_before_it(world):
    membership = member(world)
    step(world, membership, State.LEFT, on=date(2021, 12, 31))

    assert state_on(membership, date(2021, 12, 30)) == "active"
    assert state_on(membership, date(2021, 12, 31)) == "left"
    assert [each.state for each in members_of(world.metropolis, world.sara, date(2021, 12, 30))] == ["active"]
    assert not members_of(world.metropolis, world.sara, date(2021, 12, 31)).exists()


def test_a_member_of_an_unknown_day_is_entered_as_such(world):
    membership = enrol(party=world.seoul, body=world.metropolis, state=State.ACTIVE, by=None, confidence="probable")

    entry = Entry.objects.get()
    assert (membership.joined_on, entry.happened_on, entry.confidence) == (None, None, "probable")
    assert members_of(world.metropolis, None, date(1999, 1, 1)).get() == membership


def test_a_party_is_entered_once_and_not_in_a_body_that_has_ended(world):
    enrol(party=world.seoul, body=world.metropolis, state=State.ACTIVE, by=None)
    with pytest.raises(Refused, match="already in the register"):
        enrol(party=world.seoul, body=world.metropolis, state=State.ACTIVE, by=None)

    gone = found_body(
        slug="gone", names=names(en="Gone"), network="Metropolis", kind="network", ended_on="2005", by=None
    )
    with pytest.raises(Refused, match="ended"):
        enrol(party=world.seoul, body=gone, state=State.ACTIVE, joined_on=date(2006, 1, 1), by=None)
    enrol(party=world.seoul, body=gone, state=State.ACTIVE, joined_on="2004", by=None)


def test_a_merged_party_is_not_entered(world):
    Party.objects.filter(pk=world.seoul.pk).update(merged_into=world.mashhad)
    world.seoul.refresh_from_db()

    with pytest.raises(Refused, match="merged"):
        enrol(party=world.seoul, body=world.metropolis, state=State.ACTIVE, by=None)


def seats(world):
    """A seat of Mashhad in the association, one in its name elsewhere, one elsewhere in its own right."""
    council = office(world, "councillor", other_network(world), seats=None)
    return (
        grant_mandate(office=world.vice_presidency, party=world.mashhad, starts_on=START, by=world.sara),
        grant_mandate(
            office=council, party=world.mashhad, starts_on=START, on_behalf_of=world.metropolis, by=world.sara
        ),
        grant_mandate(office=council, party=world.mashhad, starts_on=date(2020, 1, 1), by=world.sara),
    )


@pytest.mark.parametrize("end", [State.LEFT, State.EXCLUDED])
def test_the_end_of_a_membership_ends_the_seats_that_rest_on_it(world, end):
    membership, (own, behalf, elsewhere) = member(world), seats(world)

    step(world, membership, end, decision=decision(world))

    days = list(Mandate.objects.order_by("pk").values_list("pk", "ends_on", "ending"))
    day = PartialDate("2021-04-01")
    assert days == [(own.pk, day, "membership"), (behalf.pk, day, "membership"), (elsewhere.pk, None, "")]


def test_a_suspension_puts_the_seats_in_question_until_it_is_lifted(world):
    membership, (own, behalf, elsewhere) = member(world), seats(world)

    step(world, membership, State.SUSPENDED, decision=decision(world))
    flags = [(flag.mandate, flag.cause) for mandate in (own, behalf, elsewhere) for flag in mandate.flags.all()]
    assert flags == [(own, "membership"), (behalf, "membership")]

    step(world, membership, State.ACTIVE, on=date(2021, 5, 1))
    assert list(own.flags.values_list("outcome", "cleared_on")) == [("lifted", date(2021, 5, 1))]
    assert not Mandate.objects.exclude(ends_on=None).exists()
    assert kinds(world.mashhad)[-2:] == ["membership.suspended", "membership.resumed"]
