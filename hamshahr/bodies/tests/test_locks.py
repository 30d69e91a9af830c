"""What locks guard: two clerks at once cannot give one seat away twice, nor number two steps alike."""

import threading
from datetime import date

import pytest
from django.db import connection, connections

from hamshahr.bodies.models import Mandate, Membership, MembershipStep
from hamshahr.bodies.services import grant_mandate, move_memberships, take_step
from hamshahr.bodies.tests.builders import rule, statute
from hamshahr.kernel.errors import Refused

pytestmark = pytest.mark.postgresql


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """The cast where every thread sees it; afterwards the store is what it was, rows of the migrations included."""
    from tests.stores import copied_anew
    from tests.world import World

    with django_db_blocker.unblock(), copied_anew():
        yield World()


def at_once(*acts):
    """Run the acts in threads that start together; what each gave or raised."""
    start, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        start.wait()
        try:
            results[place] = act()
        except Refused as refusal:
            results[place] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_one_seat_is_given_to_one_of_two(committed):
    def grant(party):
        return lambda: grant_mandate(
            office=committed.vice_presidency, party=party, starts_on=date(2021, 1, 1), by=committed.sara
        )

    results = at_once(grant(committed.seoul), grant(committed.mashhad))

    assert sorted(type(result).__name__ for result in results) == ["Mandate", "Refused"]
    assert Mandate.objects.count() == 1


def test_two_steps_at_once_become_one_and_a_refusal(committed):
    membership = Membership.objects.create(party=committed.mashhad, body=committed.metropolis)
    MembershipStep.objects.create(membership=membership, number=1, state="active", happened_on=date(2021, 1, 1))

    def leave():
        return take_step(
            membership=membership, state="left", happened_on=date(2021, 2, 1), reason="letter", by=committed.sara
        )

    results = at_once(leave, leave)

    assert sorted(type(result).__name__ for result in results) == ["MembershipStep", "Refused"]
    assert list(membership.steps.values_list("number", "state")) == [(1, "active"), (2, "left")]


def test_the_calendar_run_twice_at_once_takes_each_step_once(committed):
    statute(committed, rule("12", "dues", grace_days=90))
    membership = Membership.objects.create(party=committed.mashhad, body=committed.metropolis)
    MembershipStep.objects.create(membership=membership, number=1, state="grace", happened_on=date(2021, 1, 1))

    def run():
        return move_memberships(on=date(2021, 6, 1))

    results = at_once(run, run)

    assert sorted(len(taken) for taken in results) == [0, 1]
    assert membership.steps.count() == 2
    assert connection.is_usable()
