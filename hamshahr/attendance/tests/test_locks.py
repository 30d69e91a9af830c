"""What locks guard: two desks that enter one arrival, and two numbers given at once."""

import pytest

from hamshahr.attendance import arrivals
from hamshahr.attendance.models import Delegate, Presence
from hamshahr.attendance.services import ask_for_floor, give_floor
from hamshahr.bodies.tests.test_locks import at_once, committed  # noqa: F401

from .builders import a_meeting, after, came, sent

pytestmark = pytest.mark.postgresql


def test_two_desks_at_once_leave_one_arrival_one_first_and_one_speaker(committed, monkeypatch):  # noqa: F811
    heard = []
    monkeypatch.setattr(arrivals, "CALLED", [lambda session, party, at, by: heard.append(party.slug)])
    world = a_meeting(committed)

    named = at_once(*[lambda name=name: sent(world, world.mashhad, name) for name in ("One", "Two", "Three")])
    assert sorted(each.number for each in named) == [1, 2, 3]
    one, two = Delegate.objects.filter(number__in=(1, 2)).order_by("number")
    entered = at_once(*[lambda each=each: came(world, each, 1) for each in (one, one, two, two)])

    assert len({each.pk for each in entered}) == Presence.objects.count() == 2
    assert heard == ["mashhad"]
    said = {"session": world.session, "at": after(2), "by": world.sara}
    wishes = at_once(*[lambda: ask_for_floor(delegate=one, kind="speech", **said)] * 3)
    assert len({each.pk for each in wishes}) == 1
    other = ask_for_floor(delegate=two, kind="speech", **said)
    given = at_once(
        *[lambda each=each: give_floor(speaking=each, at=after(3), by=world.sara) for each in (other, wishes[0])]
    )
    assert sorted(type(each).__name__ for each in given) == ["Speaking", "Speaking"]
