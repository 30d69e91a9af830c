"""The state kept beside a membership says what its steps say, on every day; where it does not hold, they are asked."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.utils import timezone

from hamshahr.bodies.models import Membership, MembershipStep
from hamshahr.bodies.models.memberships import state_from_steps
from hamshahr.bodies.rules import state_on
from hamshahr.bodies.services import keep_states, take_step
from hamshahr.bodies.tests.test_memberships import member
from hamshahr.parties.models import Party
from tests.world import names

State = MembershipStep.State
BEGUN = (None, "2020", "2021-06", "2021-06-15", "2021-07-01")
EXPIRY = (None, date(2021, 6, 15), date(2021, 7, 2))
KEPT_ON = (date(2019, 1, 1), date(2020, 1, 1), date(2021, 6, 14), date(2021, 6, 15), date(2021, 7, 2))
ASKED_ON = sorted({day + timedelta(days=shift) for day in (*KEPT_ON, date(2021, 7, 1)) for shift in (-1, 0, 1)})


def every_history(world):
    """A membership for each history of up to two steps with each beginning and expiry."""
    steps = list(product(BEGUN, EXPIRY))
    histories = [(), *((one,) for one in steps), *product(steps, steps)]
    parties = Party.objects.bulk_create(Party(slug=f"p{n}", names=names(en=f"P {n}")) for n in range(len(histories)))
    rows = Membership.objects.bulk_create(Membership(party=party, body=world.metropolis) for party in parties)
    MembershipStep.objects.bulk_create(
        MembershipStep(membership=row, number=number, state=state, happened_on=begun, expires_on=expiry)
        for row, history in zip(rows, histories, strict=True)
        for number, ((begun, expiry), state) in enumerate(zip(history, (State.ACTIVE, State.SUSPENDED), strict=False))
    )
    return len(rows)


@pytest.mark.parametrize("kept_on", KEPT_ON)
def test_a_kept_state_is_that_of_the_steps_on_every_day(world, kept_on):
    number = every_history(world)
    assert keep_states(on=kept_on) == number

    for day in ASKED_ON:
        asked = dict(Membership.objects.annotate(told=state_from_steps(day)).values_list("pk", "told"))
        assert dict(Membership.objects.with_state(day).values_list("pk", "state")) == asked
        for state in (State.ACTIVE, State.SUSPENDED):
            found = Membership.objects.in_states([state], day).values_list("pk", flat=True)
            assert set(found) == {pk for pk, told in asked.items() if told == state}


def test_the_histories_are_read_only_where_no_kept_state_holds(world):
    every_history(world)
    keep_states(on=date(2021, 6, 14))

    out_of_date = Membership.objects.out_of_date(date(2021, 6, 14))
    told = out_of_date.annotate(told=state_from_steps(date(2021, 6, 14))).values_list("told", flat=True)

    assert set(told) == {None}
    assert Membership.objects.out_of_date(date(2021, 6, 15)).count() > len(told)


def test_a_step_keeps_the_state_it_leads_to_until_the_next_turn(world):
    membership = member(world, State.ACTIVE)
    in_a_week, in_a_month = (timezone.localdate() + timedelta(days=days) for days in (7, 30))

    step = {"membership": membership, "by": world.sara, "reason": "Dues"}
    take_step(state=State.GRACE, happened_on=in_a_week, expires_on=in_a_month, **step)

    membership.refresh_from_db()
    assert (membership.kept_state, membership.kept_to) == ("active", in_a_week)
    told = [Membership.objects.with_state(day).get(pk=membership.pk).state for day in (in_a_week, in_a_month)]
    assert told == ["grace", "active"] == [state_on(membership, in_a_week), state_on(membership, in_a_month)]
