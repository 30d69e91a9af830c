"""The speakers' list: points of order first, one has the floor, and pauses are no time of the speaker."""

import pytest

from hamshahr.attendance import queries
from hamshahr.attendance.models import Speaking
from hamshahr.attendance.services import ask_for_floor, give_floor, pause, resume, set_limits, stop, withdraw_wish
from hamshahr.kernel.errors import Refused

from .builders import a_meeting, after, came, sent


@pytest.fixture
def met(world):
    a_meeting(world)
    world.head = sent(world, world.mashhad, "Head", "head")
    world.korean = sent(world, world.seoul, "Korean", "head")
    world.belgian = sent(world, world.brussels, "Belgian", "head")
    world.companion = sent(world, world.mashhad, "Companion", "companion")
    for delegate in (world.head, world.korean, world.companion):
        came(world, delegate, 0)
    return world


def asked(world, delegate, kind="speech", minutes=1, **fields):
    said = {"kind": kind, "at": after(minutes), "by": world.sara} | fields
    return ask_for_floor(delegate=delegate, session=world.session, **said)


def waiting(world):
    return [row.kind for row in queries.speakers_of(queries.shown_to(world.session, world.sara)).waiting]


def test_points_of_order_come_first_and_interrupt_and_pauses_do_not_count(met):
    set_limits(session=met.session, by=met.sara, speech=300)
    speech = asked(met, met.head)
    assert asked(met, met.head, minutes=2) == speech
    for minutes, kind in enumerate(("speech", "question", "reply", "procedural motion", "point of order"), 2):
        asked(met, met.korean, kind, minutes)
    assert waiting(met) == ["point of order", "procedural motion", "reply", "question", "speech", "speech"]
    order = Speaking.objects.get(kind="point of order")

    give_floor(speaking=speech, at=after(10), by=met.sara)
    give_floor(speaking=order, at=after(12), by=met.sara)
    speech.refresh_from_db()
    assert (speech.limit, speech.paused_at, speech.seconds_at(after(20))) == (300, after(12), 120)
    rows = queries.shown_to(met.session, met.sara)
    act, following = queries.next_of(queries.speakers_of(rows))
    assert (act, following) == ("resume", speech)
    resume(speaking=speech, at=after(13), by=met.sara)
    pause(speaking=speech, at=after(14), by=met.sara)
    assert pause(speaking=speech, at=after(15), by=met.sara).paused_at == after(14)
    resume(speaking=speech, at=after(14, 30), by=met.sara)
    done = stop(speaking=speech, at=after(15), by=met.sara)

    assert (stop(speaking=speech, at=after(19), by=met.sara).ended_at, done.seconds_at(after(99))) == (after(15), 210)
    order.refresh_from_db()
    assert order.seconds_at(after(99)) == 60
    cities, regions = queries.accounts_of(queries.shown_to(met.session, met.sara))
    assert [(row.name, row.turns, row.seconds) for row in cities] == [("Mashhad", 1, 210), ("Seoul", 1, 60)]
    assert [(row.name, row.turns, row.seconds) for row in regions] == [("Asia-Pacific", 2, 270)]


def test_who_is_not_there_or_only_accompanies_is_not_on_the_list(met):
    with pytest.raises(Refused, match="Companions do not ask"):
        asked(met, met.companion)
    with pytest.raises(Refused, match="Belgian is not in the session"):
        asked(met, met.belgian)
    set_limits(session=met.session, by=met.sara, city=60)
    speech = asked(met, met.head)
    with pytest.raises(Refused, match="does not have the floor"):
        stop(speaking=speech, at=after(2), by=met.sara)
    give_floor(speaking=speech, at=after(2), by=met.sara)
    stop(speaking=speech, at=after(4), by=met.sara)
    with pytest.raises(Refused, match="has used its 60 seconds"):
        asked(met, met.head, minutes=5)
    question = asked(met, met.korean, "question")
    withdraw_wish(speaking=question, at=after(5), by=met.sara)
    assert withdraw_wish(speaking=question, at=after(6), by=met.sara).withdrawn_at == after(5)
    with pytest.raises(Refused, match="was withdrawn"):
        give_floor(speaking=question, at=after(7), by=met.sara)
    with pytest.raises(Refused, match="not taken off"):
        withdraw_wish(speaking=speech, at=after(8), by=met.sara)
    assert waiting(met) == []
