"""Sessions as a calendar that other programs follow: with the rules of each zone, and with what has changed."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from icalendar import Calendar, Event, Timezone

from hamshahr.kernel.languages import listed, say

from .models import Session
from .moments import sentence_of

PRODUCT = "-//Hamshahr//Meetings//EN"
STEERING = re.compile(r"[\x00-\x1f\x7f]")
KEPT_FOR = timedelta(days=400)  # so long a calendar shows what is over
CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar_of(name: str, sessions: Iterable[Session], *, inside: frozenset[int] = frozenset()) -> bytes:
    """The calendar with these sessions; of the meetings ``inside`` with the link to take part from afar."""
    sessions = list(sessions)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", in_one_line(name))
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for zone in sorted({session.zone for session in sessions if session.zone != "UTC"}):
        calendar.add_component(rules_of(zone, [session for session in sessions if session.zone == zone]))
    for session in sessions:
        calendar.add_component(event_of(session, with_link=session.gathering_id in inside))
    return calendar.to_ical()


def rules_of(zone: str, sessions: list[Session]) -> Timezone:
    """When the clocks of a zone change, over the years in which it is used here."""
    days = [moment.date() for session in sessions for moment in (session.starts_at, session.ends_at)]
    first, last = date(min(days).year - 1, 1, 1), date(max(days).year + 2, 1, 1)
    return Timezone.from_tzinfo(ZoneInfo(zone), tzid=zone, first_date=first, last_date=last)


def event_of(session: Session, *, with_link: bool) -> Event:
    """One session; a moved one has a higher edition, one that was called off says so."""
    gathering, event = session.gathering, Event()
    event.add("uid", f"session-{gathering.slug}-{session.number}@{urlsplit(settings.ADDRESS).hostname}")
    event.add("dtstamp", session.changed_at)
    event.add("last-modified", session.changed_at)
    event.add("sequence", session.edition)
    event.add("dtstart", local(session.starts_at, session))
    event.add("dtend", local(session.ends_at, session))
    event.add("summary", in_one_line(name_of(session)))
    event.add("status", "CANCELLED" if session.cancelled_at else "CONFIRMED")
    address = settings.ADDRESS + reverse("meetings:meeting", args=[gathering.slug])
    event.add("url", address)
    lines = [sentence_of(session.starts_at, session.zone, None, get_language()), address]
    if with_link and session.link:
        lines.append(session.link)
    event.add("description", "\n".join(lines))
    if where := place_of(session):
        event.add("location", in_one_line(where))
    return event


def in_one_line(text: str) -> str:
    """A name without breaks of lines and other steering signs, which no line of a calendar can hold."""
    return " ".join(STEERING.sub(" ", text).split())


def local(moment: datetime, session: Session) -> datetime:
    return moment.astimezone(session.place_zone) if session.zone != "UTC" else moment


def name_of(session: Session) -> str:
    """The meeting, and the session where it has a name of its own."""
    named = say(session.names) if session.names else ""
    return listed(say(session.gathering.names), named) if named else say(session.gathering.names)


def place_of(session: Session) -> str:
    gathering = session.gathering
    city = say(gathering.place.names) if gathering.place and gathering.place.live else gathering.place_name
    return listed(*(word for word in (session.place_name, city) if word))
