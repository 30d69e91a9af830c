"""Sessions planned, opened and closed."""

from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused

from .. import rules
from ..models import Session


def locked_meeting(gathering: Gathering) -> Gathering:
    """The meeting, so that two who change it come one after the other."""
    rows = Gathering.objects.select_for_update(of=["self"]).select_related("body__parent", "meeting_closing")
    return rows.get(pk=gathering.pk)


def locked(session: Session) -> Session:
    """A session under the lock of its meeting."""
    meeting = locked_meeting(session.gathering)
    session = Session.objects.select_for_update(of=["self"]).get(pk=session.pk)
    session.gathering = meeting
    return session


@transaction.atomic
def plan_session(
    *,
    gathering: Gathering,
    starts_at: datetime,
    ends_at: datetime,
    zone: str,
    by: User | None,
    at: datetime | None = None,
    **fields: Any,
) -> Session:
    """Plan a further session of a meeting: when, where, which; the same one again is the one planned before."""
    gathering = locked_meeting(gathering)
    if obstacle := rules.obstacle_to_plan_session(gathering, starts_at=starts_at, ends_at=ends_at):
        raise Refused(obstacle)
    starts_at, ends_at = starts_at.astimezone(UTC), ends_at.astimezone(UTC)
    kind = fields.get("kind", Session.Kind.ORDINARY)
    if again := gathering.sessions.standing().filter(starts_at=starts_at, ends_at=ends_at, kind=kind).first():
        return again
    number = (gathering.sessions.aggregate(last=Max("number"))["last"] or 0) + 1
    session = Session(gathering=gathering, number=number, starts_at=starts_at, ends_at=ends_at, zone=zone, **fields)
    session.changed_at = at or timezone.now()
    session.full_clean()
    log.save(session, "session.planned", by=by)
    follow_sessions(session, by=by)
    return session


@transaction.atomic
def open_session(*, session: Session, by: User | None, at: datetime | None = None) -> Session:
    """Open a session: from now on it is sitting."""
    session = locked(session)
    if obstacle := rules.obstacle_to_open_session(session):
        raise Refused(obstacle)
    session.opened_at = at or timezone.now()
    log.save(session, "session.opened", by=by)
    return session


@transaction.atomic
def close_session(*, session: Session, by: User | None, at: datetime | None = None) -> Session:
    """Close a session that is sitting."""
    session, at = locked(session), at or timezone.now()
    if obstacle := rules.obstacle_to_close_session(session, at=at):
        raise Refused(obstacle)
    session.closed_at = at
    log.save(session, "session.closed", by=by)
    return session


def follow_sessions(session: Session, *, by: User | None) -> None:
    """The days of the gathering are those of its sessions."""
    gathering = session.gathering
    days = sorted(each.day for each in gathering.sessions.standing())
    starts_on = PartialDate.of(days[0])
    ends_on = PartialDate.of(days[-1]) if len(days) > 1 and days[-1] != days[0] else None
    if (gathering.starts_on, gathering.ends_on) == (starts_on, ends_on):
        return
    gathering.starts_on, gathering.ends_on = starts_on, ends_on
    log.save(gathering, "gathering.moved", by=by)
    if gathering.latest_revision_id and not gathering.has_unpublished_changes:
        gathering.save_revision(user=by, clean=False, log_action=False)
