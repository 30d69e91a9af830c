"""What the calendar does with memberships: exceptions fall back, days of grace run out; a second run does nothing."""

from datetime import date

import pytest

from hamshahr.bodies.models import Membership, MembershipStep
from hamshahr.bodies.rules import state_on
from hamshahr.bodies.services import move_memberships, take_step
from hamshahr.bodies.tests.builders import rule, statute
from hamshahr.bodies.tests.test_memberships import member, step
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.record.models import Entry

State = MembershipStep.State
DUES = rule("12", "dues", grace_days=90, suspended_days=365)


def history(membership):
    return [(row.state, str(row.happened_on), str(row.expires_on or "")) for row in membership.steps.all()]


def test_days_of_grace_run_out_as_the_statute_in_force_says(world):
    statute(world, DUES)
    membership = member(world, State.GRACE)  # since 1 January 2021

    assert move_memberships(on=date(2021, 3, 31)) == []
    assert [taken.state for taken in move_memberships(on=date(2021, 4, 1))] == ["arrears"]
    assert move_memberships(on=date(2021, 4, 1)) == []

    last = membership.steps.last()
    assert (last.happened_on, last.by, last.reason) == (
        PartialDate("2021-04-01"),
        None,
        "Article 12: 90 days have passed.",
    )


def test_a_late_run_takes_every_step_on_its_own_day(world):
    statute(world, DUES)
    membership = member(world, State.GRACE)

    move_memberships(on=date(2023, 1, 1))

    assert history(membership) == [
        ("grace", "2021-01-01", ""),
        ("arrears", "2021-04-01", ""),
        ("suspended", "2022-04-01", ""),
    ]
    assert Entry.objects.get().kind == "membership.suspended"


def test_without_a_rule_or_a_day_nothing_moves(world):
    member(world, State.GRACE)
    assert move_memberships(on=date(2030, 1, 1)) == []

    statute(world, DUES)
    MembershipStep.objects.update(happened_on=None)
    assert move_memberships(on=date(2030, 1, 1)) == []


def test_an_admitted_party_becomes_a_member_when_its_day_comes(world):
    membership = member(world, State.ADMITTED, joined_on=PartialDate("2022-01-01"))

    assert move_memberships(on=date(2021, 12, 31)) == []
    move_memberships(on=date(2022, 1, 1))

    assert history(membership)[-1] == ("active", "2022-01-01", "")
    assert Entry.objects.get().kind == "membership.joined"
    assert Membership.objects.get().joined_on == PartialDate("2022-01-01")


def test_the_statutes_may_let_days_pass_between_decision_and_membership(world):
    statute(world, rule("4", "admission", active_after_days=30))
    membership = member(world, State.ADMITTED)

    assert move_memberships(on=date(2021, 1, 30)) == []
    move_memberships(on=date(2021, 1, 31))

    assert history(membership)[-1] == ("active", "2021-01-31", "")


def test_an_exception_is_visible_expires_and_writes_what_happened(world):
    statute(world, DUES)
    membership = member(world, State.GRACE)
    step(world, membership, State.ACTIVE, on=date(2021, 2, 1), expires_on=date(2021, 6, 1), reason="flood")

    assert move_memberships(on=date(2021, 5, 31)) == []
    assert (state_on(membership, date(2021, 5, 31)), state_on(membership, date(2021, 6, 1))) == ("active", "grace")

    move_memberships(on=date(2021, 6, 1))
    move_memberships(on=date(2021, 6, 1))

    # The ninety days had run out in April; the exception held the calendar up until June.
    assert history(membership) == [
        ("grace", "2021-01-01", ""),
        ("active", "2021-02-01", "2021-06-01"),
        ("grace", "2021-06-01", ""),
        ("arrears", "2021-06-01", ""),
    ]


def test_an_exception_can_prolong_the_state_that_is(world):
    statute(world, DUES)
    membership = member(world, State.GRACE)
    step(world, membership, State.GRACE, on=date(2021, 3, 1), expires_on=date(2021, 9, 1))

    assert move_memberships(on=date(2021, 8, 31)) == []
    assert state_on(membership, date(2021, 8, 31)) == "grace"


def test_an_exception_expires_after_it_begins_and_never_ends_a_membership(world):
    membership = member(world)

    with pytest.raises(Refused, match="expires after it begins"):
        step(world, membership, State.GRACE, on=date(2021, 4, 1), expires_on=date(2021, 4, 1))
    with pytest.raises(Refused, match="cannot come back by itself"):
        step(world, membership, State.LEFT, on=date(2021, 4, 1), expires_on=date(2021, 5, 1))


def test_a_body_without_statutes_follows_those_above_it(world):
    statute(world, DUES)
    membership = member(world, State.GRACE, body=world.award)

    move_memberships(on=date(2021, 5, 1))

    assert state_on(membership, date(2021, 5, 1)) == "arrears"


def test_a_person_still_has_the_last_word_after_the_calendar(world):
    statute(world, DUES)
    membership = member(world, State.GRACE)
    move_memberships(on=date(2021, 4, 1))

    take_step(membership=membership, state="active", by=world.sara, happened_on=date(2021, 4, 2), reason="paid")

    assert state_on(membership, date(2021, 4, 2)) == "active"
