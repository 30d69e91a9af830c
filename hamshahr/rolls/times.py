"""The hours of a meeting: its zone, and the moment up to which the books are read where nobody says another."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from hamshahr.bodies.models import Body, Rule
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
    days = cut_off_days(gathering.body_id, on)
    return datetime.combine(on - timedelta(days=days), time.min, ZoneInfo(zone_of(gathering)))


def cut_off_in_writing(body: Body, at: datetime) -> datetime:
    """The moment of asking, or the beginning of the day so many days before as the statutes say."""
    on = timezone.localdate(at)
    days = cut_off_days(body.pk, on)
    if not days:
        return at
    return datetime.combine(on - timedelta(days=days), time.min, ZoneInfo(settings.TIME_ZONE))


def cut_off_days(body: int | None, on: date) -> int:
    """How many days before a vote the statutes close the books."""
    rule = StatuteBook(on).rule_with(body, Rule.Topic.VOTING_RIGHT, "cut_off_days")
    return rule.values["cut_off_days"] if rule else 0
