"""Sessions that move or are called off: calendars and letters follow."""

from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused

from .. import notices, queries, rules
from ..models import Session
from .convoking import called
from .sessions import follow_sessions, locked


@transaction.atomic
def move_session(
    *,
    session: Session,
    starts_at: datetime,
    ends_at: datetime,
    by: User | None,
    decision: str = "",
    at: datetime | None = None,
    **place: Any,
) -> Session:
    """Give a session another time or place; whoever was called is called anew, by the rule of notice."""
    session, at = locked(session), at or timezone.now()
    if obstacle := rules.obstacle_to_move_session(session, starts_at=starts_at, ends_at=ends_at):
        raise Refused(obstacle)
    parties = queries.called_parties(session.gathering)
    new = {"starts_at": starts_at.astimezone(UTC), "ends_at": ends_at.astimezone(UTC), **place}
    if all(getattr(session, name) == value for name, value in new.items()):
        return session
    is_other_hour = new["starts_at"] != session.starts_at
    for name, value in new.items():
        setattr(session, name, value)
    session.edition, session.changed_at = session.edition + 1, at
    session.full_clean()
    log.save(session, "session.moved", by=by, reason=decision)
    follow_sessions(session, by=by)
    if parties and is_other_hour and session == queries.session_to_call(session.gathering):
        called(session, parties, decision=decision, at=at, by=by)
    elif parties:
        notices.session_changed(session, parties, at.astimezone(session.place_zone).date())
    return session


@transaction.atomic
def cancel_session(*, session: Session, reason: str, by: User | None, at: datetime | None = None) -> Session:
    """Call a session off; calendars strike it out and whoever was called gets a letter."""
    session, at = locked(session), at or timezone.now()
    if obstacle := rules.obstacle_to_cancel_session(session):
        raise Refused(obstacle)
    parties = queries.called_parties(session.gathering)
    session.cancelled_at = session.changed_at = at
    session.edition += 1
    log.save(session, "session.cancelled", by=by, reason=reason)
    notices.session_changed(session, parties, at.astimezone(session.place_zone).date())
    return session
