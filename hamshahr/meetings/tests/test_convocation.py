"""A meeting is planned, called, moved, called off and closed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from hamshahr.meetings import queries, rules
from hamshahr.meetings.models import Convocation, Summons
from hamshahr.meetings.services import (
    cancel_session,
    close_meeting,
    close_session,
    convoke,
    move_session,
    open_session,
    plan_session,
)

from .builders import BEGINS, ENDS, IN_TIME, TOO_LATE, a_meeting, an_agenda

HOUR = timedelta(hours=1)


def test_who_has_a_voice_is_called_by_letter_in_time_and_by_its_article(world, client):
    meeting = a_meeting(world)
    an_agenda(world)

    call = convoke(gathering=meeting, by=world.sara, at=IN_TIME)

    assert convoke(gathering=meeting, by=world.sara, at=IN_TIME) == call
    assert (call.latest_on, call.article, call.is_late) == (date(2020, 11, 15), "14", False)
    letters = Letter.objects.filter(kind="meeting.called").order_by("pk")
    assert [(letter.to_user, letter.language) for letter in letters] == [(world.mina, "fa"), (world.jun, "en")]
    text = letters[1].text
    assert "Seoul" in text
    assert "Monday 30 November 2020, 13:00, time of Europe/Madrid (UTC+1)" in text
    assert "1 Opening\n2 Accounts in draft\n2.1 Report of the auditors" in text
    assert "Dismissal" not in text
    assert [row.party for row in Summons.objects.order_by("pk")] == queries.must_be_called(meeting, world.session)
    sent = {summons.party: [letter.to_user for letter in letters] for summons, letters in queries.proofs_of(meeting)}
    assert sent == {world.mashhad: [world.mina], world.seoul: [world.jun]}
    assert queries.awaiting(world.mashhad, date(2020, 11, 12))[0].due_on == date(2020, 11, 30)
    assert queries.awaiting(world.mashhad, date(2020, 12, 2)) == queries.awaiting(world.brussels, date(2020, 11, 12))


def test_a_late_call_is_refused_with_its_article_unless_a_decision_makes_it_irregular(world, client):
    meeting = a_meeting(world)
    with pytest.raises(
        Refused, match="By article 14 the last day to call this meeting was 15 November 2020"
    ) as refusal:
        convoke(gathering=meeting, by=world.sara, at=TOO_LATE)
    assert refusal.value.article == "14"
    assert not Convocation.objects.exists()
    assert not Letter.objects.filter(kind="meeting.called").exists()

    call = convoke(gathering=meeting, by=world.sara, at=TOO_LATE, decision="Urgent: the seat of the president fell.")

    assert call.is_late
    assert "Irregular: called too late." in Letter.objects.filter(to_user=world.jun, kind="meeting.called").get().text
    for page in ("", "agenda/", "papers/"):
        shown = client.get(f"/en/meetings/{meeting.slug}/{page}").content.decode()
        assert "Irregular: called too late." in shown
        assert "Urgent: the seat of the president fell." in shown


def test_the_last_legal_day_is_counted_where_the_meeting_is_held(world):
    """At half past eleven in the night of Madrid it is the next day in Seoul already."""
    meeting = a_meeting(world, zone="Asia/Seoul", begins=datetime(2020, 11, 30, 1, tzinfo=UTC))
    with pytest.raises(Refused, match="15 November"):
        convoke(gathering=meeting, by=world.sara, at=datetime(2020, 11, 15, 15, 30, tzinfo=UTC))
    assert not convoke(gathering=meeting, by=world.sara, at=datetime(2020, 11, 15, 14, 30, tzinfo=UTC)).is_late


def test_who_was_called_is_called_anew_when_the_hour_moves_and_told_when_it_is_called_off(world):
    meeting = a_meeting(world)
    convoke(gathering=meeting, by=world.sara, at=IN_TIME)
    plan = {"session": world.session, "by": world.sara}
    earlier = {"starts_at": BEGINS - timedelta(days=7), "ends_at": ENDS - timedelta(days=7)}
    with pytest.raises(Refused, match="last day"):
        move_session(**plan, **earlier, at=IN_TIME)

    later = {"starts_at": BEGINS + timedelta(days=7), "ends_at": ENDS + timedelta(days=7)}
    moved = move_session(**plan, **later, at=TOO_LATE)

    meeting.refresh_from_db()
    assert (moved.edition, meeting.starts_on.first_day) == (1, date(2020, 12, 7))
    assert queries.standing_convocation(meeting).latest_on == date(2020, 11, 22)
    assert Letter.objects.filter(kind="meeting.called", to_user=world.jun).count() == 2
    assert move_session(**plan, **later, at=TOO_LATE).edition == 1
    move_session(**plan, **later, place_name="Hall 2", at=TOO_LATE)
    cancel_session(session=world.session, reason="The president is ill.", by=world.sara, at=TOO_LATE)
    changed = Letter.objects.filter(kind="meeting.changed", to_user=world.jun).order_by("pk")
    assert [letter.subject for letter in changed] == ["Changed: General Assembly", "Called off: General Assembly"]
    assert not queries.awaiting(world.mashhad, date(2020, 11, 21))
    with pytest.raises(Refused, match="called off"):
        open_session(session=world.session, by=world.sara)


def test_a_session_is_planned_once_and_a_meeting_is_closed_after_its_sessions(world):
    meeting = a_meeting(world)
    plan = {"gathering": meeting, "starts_at": BEGINS, "ends_at": ENDS, "zone": "Europe/Madrid", "by": world.sara}
    assert plan_session(**plan) == world.session
    with pytest.raises(Refused, match="not open yet"):
        close_session(session=world.session, by=world.sara)
    with pytest.raises(Refused, match="not closed yet"):
        close_meeting(gathering=meeting, by=world.sara)
    open_session(session=world.session, by=world.sara, at=BEGINS)
    assert close_session(session=world.session, by=world.sara, at=ENDS).closed_at == ENDS

    closing = close_meeting(gathering=meeting, by=world.sara)

    assert close_meeting(gathering=meeting, by=world.sara) == closing
    with pytest.raises(Refused, match="file stays as it is"):
        plan_session(**{**plan, "starts_at": ENDS, "ends_at": ENDS + HOUR})
    assert [rules.is_called(who, meeting) for who in (world.mina, world.jun, world.omid)] == [True, True, False]
