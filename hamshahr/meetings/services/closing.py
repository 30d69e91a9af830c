"""A meeting closed, and a meeting of next year made after it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.gatherings.models import Gathering
from hamshahr.gatherings.services import add_gathering
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused

from .. import rules
from ..models import AgendaItem, Closing, Session
from .agenda import add_item
from .interpreting import plan_interpretation
from .sessions import locked_meeting, plan_session

OF_ITEM = ("names", "text", "kind", "audience", "minutes_planned")
OF_SESSION = ("kind", "names", "place_name")
OF_INTERPRETATION = ("language", "channel", "days_before")
OF_GATHERING = ("kind", "series", "body", "parent", "place", "place_name", "country", "mode", "organiser", "host_name")


@transaction.atomic
def close_meeting(*, gathering: Gathering, by: User | None, reason: str = "", at: datetime | None = None) -> Closing:
    """Close the file of a meeting: nothing of it changes any more."""
    gathering = locked_meeting(gathering)
    if rules.is_closed(gathering):
        return gathering.meeting_closing
    if obstacle := rules.obstacle_to_close_meeting(gathering):
        raise Refused(obstacle)
    closing = Closing(gathering=gathering, closed_at=at or timezone.now(), reason=reason.strip(), by=by)
    closing.full_clean()
    log.save(closing, "meeting.closed", by=by, reason=closing.reason)
    return closing


@transaction.atomic
def clone_meeting(*, gathering: Gathering, slug: str, names: Any, starts_at: datetime, by: User | None) -> Gathering:
    """Make the next meeting after this one: sessions, agenda and languages at the same distances, and no people."""
    gathering = locked_meeting(gathering)
    if again := Gathering.objects.filter(slug=slug).first():
        return same(again, gathering)
    sessions = list(gathering.sessions.standing().filter(call_of=None).order_by("starts_at", "pk"))
    if not sessions:
        raise Refused(rules.nothing_to_clone())
    fields = {name: getattr(gathering, name) for name in OF_GATHERING}
    fields["number"] = gathering.number + 1 if gathering.number else None
    day = starts_at.astimezone(sessions[0].place_zone).date()
    new = add_gathering(slug=slug, names=names, starts_on=PartialDate.of(day), by=by, live=gathering.live, **fields)
    first = sessions[0].starts_at.astimezone(sessions[0].place_zone)
    for session in sessions:
        clone_session(session, new, wall_shift(first, starts_at, session), by=by)
    return new


def same(again: Gathering, before: Gathering) -> Gathering:
    if (again.body_id, again.kind) != (before.body_id, before.kind):
        raise Refused(rules.address_is_taken())
    return again


def wall_shift(first: datetime, new_first: datetime, session: Session) -> timedelta:
    """How far the hours on the wall move: a change of the clocks between the two years moves no session."""
    there = new_first.astimezone(session.place_zone)
    return there.replace(tzinfo=None) - first.astimezone(session.place_zone).replace(tzinfo=None)


def shifted(moment: datetime, session: Session, shift: timedelta) -> datetime:
    on_the_wall = moment.astimezone(session.place_zone).replace(tzinfo=None) + shift
    return on_the_wall.replace(tzinfo=session.place_zone).astimezone(UTC)


def clone_session(session: Session, gathering: Gathering, shift: timedelta, *, by: User | None) -> Session:
    """One session with its agenda and its languages; neither chair nor interpreters nor link."""
    starts_at, ends_at = shifted(session.starts_at, session, shift), shifted(session.ends_at, session, shift)
    fields = {name: getattr(session, name) for name in OF_SESSION}
    new = plan_session(gathering=gathering, starts_at=starts_at, ends_at=ends_at, zone=session.zone, by=by, **fields)
    clone_items(session, new, None, None, by=by)
    seen = set()
    for row in session.interpretations.filter(ended_on=None):
        if row.language not in seen:
            seen.add(row.language)
            plan_interpretation(session=new, by=by, **{name: getattr(row, name) for name in OF_INTERPRETATION})
    return new


def clone_items(
    session: Session, new: Session, below: AgendaItem | None, new_below: AgendaItem | None, *, by: User | None
) -> None:
    for item in session.items.filter(parent=below, removed_at=None).order_by("position", "pk"):
        fields = {name: getattr(item, name) for name in OF_ITEM}
        clone_items(session, new, item, add_item(session=new, parent=new_below, by=by, **fields), by=by)
