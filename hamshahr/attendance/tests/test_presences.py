"""Arrivals and departures by the minute: sent twice is once, mended by further rows, and asked for at any minute."""

import pytest

from hamshahr.accounts.models import Act
from hamshahr.attendance import arrivals, queries
from hamshahr.attendance.models import Presence
from hamshahr.attendance.services import correct_presence, enter_presence, leave
from hamshahr.kernel.errors import Refused
from hamshahr.meetings.services import close_session

from .builders import a_meeting, after, came, sent


@pytest.fixture
def met(world):
    a_meeting(world)
    world.head = sent(world, world.mashhad, "Head", "head", account="nasrin")
    world.deputy = sent(world, world.mashhad, "Deputy", "deputy")
    world.companion = sent(world, world.mashhad, "Companion", "companion")
    world.korean = sent(world, world.seoul, "Korean", "head")
    return world


@pytest.fixture
def told(monkeypatch):
    heard = []
    monkeypatch.setattr(arrivals, "CALLED", [lambda session, party, at, by: heard.append((party.slug, at))])
    return heard


def there(world, minutes, seconds=0):
    keys = queries.present_parties(world.session, after(minutes, seconds))
    return {party.slug for party in (world.mashhad, world.seoul, world.brussels) if party.pk in keys}


def test_presence_can_be_asked_for_at_any_minute(met, told):
    first = came(met, met.head, 10)
    assert came(met, met.head, 12) == first
    came(met, met.deputy, 15)
    came(met, met.companion, 1)
    came(met, met.korean, 20, way="remote", how="self")
    leave(delegate=met.head, session=met.session, at=after(30, 40), by=met.sara)
    leave(delegate=met.deputy, session=met.session, at=after(40), by=met.sara)
    assert leave(delegate=met.deputy, session=met.session, at=after(50), by=met.sara).left_at == after(40)
    came(met, met.deputy, 45)

    minutes = (9, 10, 20, 35, 40, 44, 45)
    assert {minute: there(met, minute) for minute in minutes} == {
        9: set(),
        10: {"mashhad"},
        20: {"mashhad", "seoul"},
        35: {"mashhad", "seoul"},
        40: {"seoul"},
        44: {"seoul"},
        45: {"mashhad", "seoul"},
    }
    assert told == [("mashhad", after(10)), ("seoul", after(20)), ("mashhad", after(45))]
    assert Presence.objects.count() == 5
    assert queries.may_speak_for(met.nasrin, met.mashhad, met.session, after(20))
    assert not queries.may_speak_for(met.nasrin, met.mashhad, met.session)
    assert not queries.may_speak_for(met.nasrin, met.seoul, met.session, after(20))
    close_session(session=met.session, by=met.sara, at=after(60))
    assert there(met, 59) == {"mashhad", "seoul"}
    assert there(met, 60) == set()


def test_a_mistake_is_mended_by_a_further_row_and_nothing_is_deleted(met, told):
    wrong = came(met, met.head, 50)
    said = {"reason": "typed wrong", "at": after(55), "by": met.sara}

    mended = correct_presence(presence=wrong, arrived_at=after(5), left_at=after(30), **said)

    wrong.refresh_from_db()
    assert (wrong.superseded_at, wrong.arrived_at, mended.replaces) == (after(55), after(50), wrong)
    assert (there(met, 5), there(met, 30), there(met, 52)) == ({"mashhad"}, set(), set())
    with pytest.raises(Refused, match="mended already"):
        correct_presence(presence=wrong, arrived_at=after(1), left_at=None, **said)
    with pytest.raises(Refused, match="before they arrive"):
        correct_presence(presence=mended, arrived_at=after(9), left_at=after(8), **said)
    with pytest.raises(Refused, match="is entered from 12:35 on already"):
        enter_presence(
            delegate=met.head, session=met.session, arrived_at=after(20), left_at=after(40), reason="x", by=met.sara
        )
    taken_back = correct_presence(presence=mended, arrived_at=after(5), left_at=after(5), **said)
    entered = enter_presence(
        delegate=met.head, session=met.session, arrived_at=after(5), left_at=after(6), reason="seen", by=met.sara
    )
    assert list(Presence.objects.standing()) == [taken_back, entered]
    assert [there(met, minute) for minute in (4, 5, 6)] == [set(), {"mashhad"}, set()]
    verbs = Act.objects.filter(verb__startswith="presence.").order_by("number").values_list("verb", flat=True)
    assert list(verbs) == [
        "presence.began",
        *("presence.superseded", "presence.corrected") * 2,
        "presence.entered",
    ]


def test_nobody_is_let_in_too_early_too_late_or_at_another_meeting(met):
    from hamshahr.attendance.services import withdraw_delegate

    with pytest.raises(Refused, match="twelve hours before"):
        came(met, met.head, -60 * 13)
    with pytest.raises(Refused, match="has not arrived"):
        leave(delegate=met.head, session=met.session, at=after(1), by=met.sara)
    withdraw_delegate(delegate=met.deputy, at=after(0), by=met.mina)
    with pytest.raises(Refused, match="Deputy was withdrawn"):
        came(met, met.deputy, 1)
    close_session(session=met.session, by=met.sara, at=after(60))
    with pytest.raises(Refused, match="session is closed"):
        came(met, met.head, 61)
    assert Presence.objects.count() == 0
