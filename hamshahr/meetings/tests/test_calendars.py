"""Calendars are read back by a reader of our own: lines, zones and editions as RFC 5545 has them."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from hamshahr.meetings.calendar_queries import of_body
from hamshahr.meetings.calendars import calendar_of
from hamshahr.meetings.moments import in_both, sentence_of
from hamshahr.meetings.services import (
    cancel_session,
    end_calendar_address,
    make_calendar_address,
    move_session,
    plan_session,
)

from .builders import BEGINS, ENDS, a_meeting

ON = BEGINS.date()


def lines_of(calendar: bytes) -> list[str]:
    assert all(len(line) <= 75 for line in calendar.split(b"\r\n"))
    return calendar.decode().replace("\r\n ", "").split("\r\n")


def value(lines: list[str], name: str) -> str:
    return next(line.partition(":")[2] for line in lines if re.match(rf"{name}[;:]", line))


def events(lines: list[str]) -> list[list[str]]:
    starts = [place for place, line in enumerate(lines) if line == "BEGIN:VEVENT"]
    return [lines[place : lines.index("END:VEVENT", place)] for place in starts]


def offset(text: str) -> timedelta:
    sign = -1 if text[0] == "-" else 1
    return sign * timedelta(hours=int(text[1:3]), minutes=int(text[3:5]))


def moment_by_rules(lines: list[str], name: str, event: list[str]) -> datetime:
    """The moment that the VTIMEZONE in the same file gives the local time: the last change before it counts."""
    line = next(line for line in event if line.startswith(f"{name};TZID="))
    zone, local = re.match(rf"{name};TZID=([^:]+):(\d+T\d+)", line).groups()
    begin = lines.index(f"TZID:{zone}")
    rules = lines[begin : lines.index("END:VTIMEZONE", begin)]
    changes, at, to = [], None, None
    for each in rules:
        key, _, text = each.partition(":")
        if key in {"BEGIN"}:
            at = to = None
        if key == "DTSTART" or key.startswith("RDATE"):
            at = [*(at or []), *text.split(",")]
        if key == "TZOFFSETTO":
            to = text
        if key == "END":
            changes += [(moment, to) for moment in at or []]
        assert key != "RRULE", "our zones list each change"
    when = datetime.strptime(local, "%Y%m%dT%H%M%S")
    counting = max((moment, to) for moment, to in changes if moment <= local)[1]
    return (when - offset(counting)).replace(tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Europe/Madrid", "Asia/Tehran", "America/Santiago"])
@pytest.mark.parametrize("begins", [BEGINS, datetime(2021, 7, 1, 6, 30, tzinfo=UTC)])
def test_every_hour_comes_back_by_the_rules_of_its_zone(world, zone, begins):
    a_meeting(world, members=False, zone=zone, begins=begins, ends=begins + timedelta(hours=2))
    lines = lines_of(calendar_of("Metropolis", of_body(world.metropolis, ON)))
    (event,) = events(lines)
    assert moment_by_rules(lines, "DTSTART", event) == begins
    assert moment_by_rules(lines, "DTEND", event) == begins + timedelta(hours=2)


def test_a_calendar_changes_when_a_meeting_moves_and_says_when_it_is_called_off(world, client):
    meeting = a_meeting(
        world, begins=datetime.now(UTC) + timedelta(days=40), ends=datetime.now(UTC) + timedelta(days=41)
    )
    session, address = world.session, "/en/meetings/calendars/cities/mashhad.ics"
    before = client.get(address).getvalue()
    plan = {"starts_at": session.starts_at + timedelta(days=1), "ends_at": session.ends_at + timedelta(days=1)}
    moved = move_session(session=session, by=world.sara, **plan)

    after = client.get(address).getvalue()

    old, new = events(lines_of(before))[0], events(lines_of(after))[0]
    assert value(old, "UID") == value(new, "UID")
    assert (value(old, "SEQUENCE"), value(new, "SEQUENCE")) == ("0", "1")
    assert value(new, "LAST-MODIFIED") == f"{moved.changed_at:%Y%m%dT%H%M%SZ}"
    assert value(new, "DTSTART") != value(old, "DTSTART")
    cancel_session(session=session, reason="Ill.", by=world.sara)
    last = events(lines_of(client.get(address).getvalue()))[0]
    assert (value(last, "STATUS"), value(last, "SEQUENCE")) == ("CANCELLED", "2")
    assert events(lines_of(client.get("/en/meetings/calendars/cities/brussels.ics").getvalue())) == []
    meeting.unpublish(user=world.sara)
    assert events(lines_of(client.get(address).getvalue())) == []


def test_the_private_calendar_has_the_link_until_its_address_is_ended(world, client):
    soon = datetime.now(UTC) + timedelta(days=40)
    a_meeting(world, begins=soon, ends=soon + timedelta(hours=2))
    link = world.session.link
    own = make_calendar_address(user=world.mina)
    foreign = make_calendar_address(user=world.omid)

    calendar = client.get(f"/fa/meetings/calendars/{own}.ics").getvalue().decode().replace("\r\n ", "")
    assert link in calendar
    assert "مجمع عمومی" in calendar
    assert b"VEVENT" not in client.get(f"/fa/meetings/calendars/{foreign}.ics").getvalue()
    for address in ("calendars/bodies/metropolis.ics", "assembly-2020/", "?when=all", "meetings.csv"):
        assert link not in client.get(f"/en/meetings/{address}").getvalue().decode().replace("\r\n ", "")
    client.force_login(world.mina)
    assert link in client.get("/en/meetings/assembly-2020/").content.decode()
    again = make_calendar_address(user=world.mina)
    assert client.get(f"/en/meetings/calendars/{own}.ics").status_code == 404
    end_calendar_address(user=world.mina)
    assert client.get(f"/en/meetings/calendars/{again}.ics").status_code == 404


def test_a_moment_is_told_where_it_happens_and_where_the_reader_is(world):
    from zoneinfo import ZoneInfo

    seoul, tehran = ZoneInfo("Asia/Seoul"), ZoneInfo("Asia/Tehran")
    line = "Monday 30 November 2020, 13:00, time of Europe/Madrid (UTC+1)"
    assert sentence_of(BEGINS, "Europe/Madrid", ZoneInfo("Europe/Madrid"), "en") == line
    assert [(row.hour, row.offset) for row in in_both(BEGINS, "Europe/Madrid", seoul, "en")] == [
        ("13:00", "UTC+1"),
        ("21:00", "UTC+9"),
    ]
    rows = in_both(BEGINS, "Asia/Tehran", None, "en")
    assert (rows[0].other_day, rows[0].offset, rows[1].zone, rows[1].hour) == (
        "10 Azar 1399",
        "UTC+3:30",
        "UTC",
        "12:00",
    )
    assert [row.other_day for row in in_both(BEGINS, "Europe/Madrid", None, "en")] == ["", ""]
    persian = in_both(BEGINS, "Europe/Madrid", tehran, "fa")
    assert [(row.hour, row.other_day) for row in persian] == [("۱۳:۰۰", "۳۰ نوامبر ۲۰۲۰"), ("۱۵:۳۰", "۳۰ نوامبر ۲۰۲۰")]


def test_the_same_link_needs_a_safe_address(world):
    from django.core.exceptions import ValidationError

    a_meeting(world, members=False)
    plan = {"gathering": world.meeting, "starts_at": ENDS, "ends_at": ENDS + timedelta(hours=1), "zone": "UTC"}
    for link in ("http://rooms.example.org", "javascript:alert(1)", "ftp://example.org/a"):
        with pytest.raises(ValidationError):
            plan_session(**plan, link=link, by=world.sara)
