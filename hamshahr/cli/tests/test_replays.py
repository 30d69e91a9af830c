"""The two meetings of the demonstration: from the call to the sealed minutes, by the services that everybody uses."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hamshahr.accounts import log
from hamshahr.bodies.models import Decision
from hamshahr.cli import cast, replays
from hamshahr.cli.loading import load_network
from hamshahr.cli.past import clock_at
from hamshahr.cli.replays import staging
from hamshahr.decisions import quorum
from hamshahr.decisions.models import Election, Motion
from hamshahr.dues.queries import has_paid
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.errors import Refused
from hamshahr.meetings.models import Session
from hamshahr.record.models import Entry
from hamshahr.resolutions.models import Duty, Minutes, Resolution
from hamshahr.rolls.models import Roll
from hamshahr.seals.models import Seal

pytestmark = pytest.mark.embedded


def test_the_assembly_of_2020_and_the_board_of_2021_are_replayed_once(network, settings):
    settings.DEMO = True
    cast.settle()
    before = set(Entry.objects.filter(party__slug="mashhad").values_list("kind", "happened_on"))
    now = timezone.now()

    assert [replays.replay(slug) for slug in ("ga-2020", "bod-2021", "ga-2020")] == [True, True, False]

    assert timezone.now() - now < timedelta(minutes=5)
    roll = Roll.objects.get(gathering__slug="ga-2020")
    left_out = set(roll.lines.filter(is_entitled=False).values_list("party__slug", "reason"))
    assert left_out >= {("faisalabad", "unpaid"), ("caracas", "unpaid"), ("beirut", "part paid")}
    late = roll.lines.get(party__slug="faisalabad").membership
    assert (has_paid(late, 2019, roll.on), has_paid(late, 2019, now.date())) == (False, True)
    board = Session.objects.select_related("gathering__body__parent").get(gathering__slug="bod-2021")
    there = quorum.at(board, board.starts_at + timedelta(minutes=5))
    assert (len(there.room.entitled), len(there.room.participating)) == (32, 27)
    assert "mashhad" in there.room.participating
    assert set(Motion.objects.values_list("state", flat=True)) == {"adopted"}
    numbers = {(made.year, made.number) for made in Resolution.objects.all()}
    assert numbers == {*((2020, number) for number in range(1, 7)), (2021, 1), (2021, 2)}
    titles = [str(each.names) for each in (*Motion.objects.all(), *Resolution.objects.all(), *Election.objects.all())]
    assert all("replay with example figures" in title for title in titles)
    assert len(Election.objects.get().rounds.get().elected) == 9
    assert Duty.objects.get().done_on.isoformat() == "2021-03-10"
    assert set(Minutes.objects.values_list("session__gathering__slug", "state")) == {
        ("ga-2020", "circulated"),
        ("bod-2021", "approved"),
    }
    assert Seal.objects.filter(kind="minutes").count() == 2
    assert list(log.faults()) == []
    new = set(Entry.objects.filter(party__slug="mashhad").values_list("kind", "happened_on")) - before
    assert {kind for kind, _day in new} <= {"delegation.sent", "duty.done"}
    decisions = Decision.objects.count()
    load_network()
    assert Decision.objects.count() == decisions

    said = replays.read()
    assert [staging.stage(slug, said) for slug in (*staging.MEETINGS, *staging.MEETINGS)] == [True, True, False, False]

    sessions = Session.objects.filter(gathering__slug__in=staging.MEETINGS).order_by("gathering", "number")
    now, found = timezone.now(), {}
    for session in sessions.select_related("gathering__body__parent"):
        there = quorum.at(session, now).room
        found[session.gathering.slug, session.number] = (len(there.entitled), len(there.participating))
        assert "mashhad" not in there.participating
    assert found == {("trial-assembly", 1): (109, 34), ("trial-assembly", 2): (109, 34), ("trial-board", 1): (32, 26)}
    assert {session.opened_at for session in sessions} == {None}
    for gathering in Gathering.objects.filter(slug__in=staging.MEETINGS):
        assert all(
            "trial" in str(title) for title in (gathering.names, *gathering.motions.values_list("names", flat=True))
        )
        assert gathering.convocations.get().is_late is False
    assert list(log.faults()) == []


def test_the_clock_is_set_back_nowhere_but_in_a_demonstration(settings):
    settings.DEMO = False
    with pytest.raises(Refused, match="HAMSHAHR_DEMO"), clock_at(timezone.now()):
        pass
