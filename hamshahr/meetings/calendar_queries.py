"""Which sessions stand in which calendar: of a person, of a city, of a body."""

from datetime import UTC, date, datetime, time

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body
from hamshahr.gatherings.models import Gathering
from hamshahr.gatherings.voices import DECIDING, voices_in
from hamshahr.parties.models import Party

from . import rules
from .calendars import KEPT_FOR
from .circle import day_of
from .models import Session

PUBLIC = AnonymousUser()


def since(on: date, user: User | AnonymousUser) -> QuerySet[Session]:
    """The sessions that a calendar still shows, those called off among them."""
    begin = datetime.combine(on - KEPT_FOR, time.min, tzinfo=UTC)
    rows = Session.objects.visible_to(user).filter(ends_at__gte=begin, gathering__body__live=True)
    rows = rows.filter(gathering__kind__in=DECIDING)
    return rows.select_related("gathering__body__parent", "gathering__place").order_by("starts_at", "pk")


def of_person(user: User, on: date) -> list[Session]:
    """The sessions of the meetings that somebody is called to or interprets at."""
    inside: dict[int, bool] = {}
    sessions = []
    for session in since(on, user):
        gathering = session.gathering
        if gathering.pk not in inside:
            inside[gathering.pk] = rules.is_called(user, gathering) or rules.is_interpreter(user, gathering)
        if inside[gathering.pk]:
            sessions.append(session)
    return sessions


def of_city(party: Party, on: date) -> list[Session]:
    """The public meetings in which a city has a voice."""
    has_voice: dict[int, bool] = {}
    sessions = []
    for session in since(on, PUBLIC):
        gathering = session.gathering
        if gathering.pk not in has_voice:
            has_voice[gathering.pk] = speaks_in(party, gathering)
        if has_voice[gathering.pk]:
            sessions.append(session)
    return sessions


def speaks_in(party: Party, gathering: Gathering) -> bool:
    day = day_of(gathering)
    return day is not None and bool(voices_in(gathering.body, day, party=party))


def of_body(body: Body, on: date) -> list[Session]:
    """The public meetings of a body."""
    return list(since(on, PUBLIC).filter(gathering__body=body))
