"""Interpreters, consultations, and the meeting of next year."""

from datetime import UTC, date, datetime

import pytest
from django.core import mail

from hamshahr.gatherings.services import add_gathering
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from hamshahr.letters.services import send_waiting
from hamshahr.meetings.agendas import numbered
from hamshahr.meetings.models import Audience, Consultation
from hamshahr.meetings.services import (
    clone_meeting,
    convoke,
    end_interpretation,
    plan_interpretation,
    record_consultation,
    send_to_interpreters,
)
from hamshahr.record.models import Entry
from tests.replay import breaks, silent
from tests.world import names

from .builders import IN_TIME, a_meeting, an_agenda
from .test_papers import laid


def test_interpreters_get_papers_and_notes_so_many_days_before_once_and_again_when_they_change(world, client):
    meeting = laid(world)
    plan = {"session": world.session, "language": "fa", "channel": "2", "days_before": 7, "by": world.sara}
    row = plan_interpretation(**plan, user=world.leila, person_name="Leila Haddad")
    assert plan_interpretation(**plan, user=world.leila, person_name="Leila Haddad") == row

    assert send_to_interpreters(on=date(2020, 11, 22)) == []
    (letter,) = send_to_interpreters(on=date(2020, 11, 23))

    assert send_to_interpreters(on=date(2020, 11, 24)) == [letter]
    assert (letter.to_user, Letter.objects.filter(kind="meeting.interpreters").count()) == (world.leila, 1)
    assert f"/fr/meetings/{meeting.slug}/papers/" in letter.text
    client.force_login(world.leila)
    page = client.get(f"/en/meetings/{meeting.slug}/papers/").content.decode()
    assert all(word in page for word in ("Programme", "Balance", "Speech"))
    assert "Charges" not in page
    shown = client.get(f"/en/meetings/{meeting.slug}/").content.decode()
    assert "فارسی" in shown
    end_interpretation(interpretation=row, reason="Ill.", on=date(2020, 11, 24), by=world.sara)
    assert send_to_interpreters(on=date(2020, 11, 25)) == []
    assert client.get(f"/en/meetings/{meeting.slug}/papers/{world.notes.key}/1/").status_code == 404


def test_a_consultation_stands_in_the_record_of_the_member_and_only_a_public_one_for_all(world, client):
    a_meeting(world)
    said = {
        "body": world.metropolis,
        "party": world.mashhad,
        "held_on": date(2020, 6, 3),
        "held_by": "Secretary general",
        "channel": Consultation.Channel.VIDEO,
        "outcome": names(en="Mashhad stands for the board."),
        "by": world.sara,
    }
    private = record_consultation(**said, subject=names(en="A candidature"))
    public = record_consultation(**said, subject=names(en="Regional work"), is_public=True)
    assert record_consultation(**said, subject=names(en="A candidature")) == private

    entries = Entry.objects.filter(kind="consultation.held", party=world.mashhad)
    assert sorted(str(entry.source.subject) for entry in entries) == ["A candidature", "Regional work"]
    for who, status in ((None, 404), ("omid", 404), ("jun", 404), ("mina", 200), ("sara", 200)):
        client.logout()
        if who:
            client.force_login(getattr(world, who))
        assert client.get(f"/en/meetings/consultations/{private.key}/").status_code == status
        assert client.get(f"/fa/meetings/consultations/{public.key}/").status_code == 200
    client.logout()
    page = client.get("/en/cities/mashhad/").content.decode()
    assert "A candidature" not in page
    with pytest.raises(Refused, match="no member"):
        record_consultation(**{**said, "party": world.brussels}, subject=names(en="x"))


def test_the_next_meeting_takes_over_agenda_and_languages_but_no_people(world):
    meeting = a_meeting(world)
    an_agenda(world)
    plan_interpretation(session=world.session, language="fa", person_name="Leila", channel="2", by=world.sara)
    convoke(gathering=meeting, by=world.sara, at=IN_TIME)
    next_year = {"slug": "assembly-2021", "names": names(en="General Assembly 2021"), "by": world.sara}
    begins = datetime(2021, 6, 30, 11, tzinfo=UTC)

    new = clone_meeting(gathering=meeting, starts_at=begins, **next_year)

    assert clone_meeting(gathering=meeting, starts_at=begins, **next_year) == new
    (session,) = new.sessions.all()
    assert (session.starts_at, session.ends_at) == (begins, datetime(2021, 6, 30, 14, tzinfo=UTC))
    assert (session.link, session.chair, session.opened_at, new.convocations.count()) == ("", None, None, 0)
    assert told(session) == told(world.session)
    (row,) = session.interpretations.all()
    assert (row.language, row.channel, row.person_name) == ("fa", "2", "")
    forum = add_gathering(slug="a-forum", kind="forum", names=names(en="Forum"), by=world.sara)
    with pytest.raises(Refused, match="has this address"):
        clone_meeting(gathering=meeting, starts_at=begins, **{**next_year, "slug": forum.slug})


def told(session):
    return [(point.number, str(point.item), point.audience, point.minutes) for point in numbered(session, Audience)]


def test_the_letters_that_went_out_are_the_proof_and_every_act_reads_back(world):
    meeting = laid(world)
    convoke(gathering=meeting, by=world.sara, at=IN_TIME)

    send_waiting()

    assert sorted(message.to[0] for message in mail.outbox) == ["jun@example.org", "mina@example.org"]
    assert list(breaks()) == list(silent()) == []
