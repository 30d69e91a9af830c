"""The hours of a meeting: its zone, and the moment up to which the books are read where nobody says another."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from hamshahr.bodies.models import Rule
from hamshahr.bodies.statute_book import StatuteBook
from hamshahr.gatherings.models import Gathering
from hamshahr.meetings.circle import day_of


def zone_of(gathering: Gathering) -> str:
    """The zone of its first session, else of its city, else of the house."""
    session = gathering.sessions.standing().order_by("starts_at", "pk").first()
    if session is not None:
        return session.zone
    place = gathering.place.place if gathering.place else None
    return (place.time_zone if place else "") or settings.TIME_ZONE


def day_of_entitlement(gathering: Gathering) -> date | None:
    """The day on which voices count: that of the first session, else the gathering's own where it is one day."""
    if gathering.sessions.standing().exists():
        return day_of(gathering)
    starts = gathering.starts_on
    return starts.first_day if starts is not None and starts.first_day == starts.last_day else None


def usual_cut_off(gathering: Gathering, on: date) -> datetime:
    """The beginning of that day in the meeting's zone, or so many days before as the statutes say."""
    book = StatuteBook(on)
    rule = book.rule_with(gathering.body_id, Rule.Topic.VOTING_RIGHT, "cut_off_days")
    days = timedelta(days=rule.values["cut_off_days"] if rule else 0)
    return datetime.combine(on - days, time.min, ZoneInfo(zone_of(gathering)))
