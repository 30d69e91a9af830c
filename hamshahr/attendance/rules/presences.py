"""Who enters arrivals and departures, and what stands in the way."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.kernel.digits import localise
from hamshahr.meetings.models import Session

from ..models import Delegate, Presence
from .delegations import may_keep_attendance

DOORS_OPEN = timedelta(hours=12)


def may_arrive(user: User, delegate: Delegate) -> bool:
    """The delegate alone, and the secretary for everybody."""
    if not user.is_authenticated:
        return False
    return delegate.user_id == user.pk or may_keep_attendance(user, delegate.gathering)


def may_correct(user: User, presence: Presence) -> bool:
    """The secretary."""
    return may_keep_attendance(user, presence.session.gathering)


def obstacle_to_arrive(delegate: Delegate, session: Session, *, at: datetime) -> str | None:
    """Why nobody can be entered as there at that minute, or None."""
    if delegate.gathering_id != session.gathering_id:
        return _("This badge is for another meeting.")
    if delegate.withdrawn_at:
        return _("%(name)s was withdrawn.") % {"name": delegate.person_name}
    if session.cancelled_at:
        return _("This session was called off.")
    if session.closed_at and session.closed_at <= at:
        return _("This session is closed.")
    if at < session.starts_at - DOORS_OPEN:
        return _("Arrivals are entered from twelve hours before the session on.")
    later = delegate.presences.standing().filter(session=session, left_at__gt=at).first()
    if later is not None:
        return _("%(name)s was there until %(time)s; mend that row instead.") % {
            "name": delegate.person_name,
            "time": clock(later.left_at, session),
        }
    return None


def obstacle_to_leave(delegate: Delegate, session: Session) -> str | None:
    """Why nobody can be entered as gone, or None."""
    if not delegate.presences.standing().filter(session=session).exists():
        return _("%(name)s has not arrived at this session.") % {"name": delegate.person_name}
    return None


def obstacle_to_correct(presence: Presence, *, arrived_at: datetime, left_at: datetime | None) -> str | None:
    """Why a row cannot be mended so, or None."""
    if presence.superseded_at:
        return _("This row was mended already; mend the one that replaces it.")
    if left_at is not None and left_at < arrived_at:
        return _("Nobody leaves before they arrive.")
    return obstacle_of_overlap(presence.delegate, presence.session, arrived_at, left_at, without=presence)


def obstacle_of_overlap(
    delegate: Delegate,
    session: Session,
    arrived_at: datetime,
    left_at: datetime | None,
    *,
    without: Presence | None = None,
) -> str | None:
    """Why these minutes cannot stand beside the others of a delegate, or None."""
    others = delegate.presences.standing().filter(session=session).exclude(pk=without.pk if without else None)
    for other in others:
        begins_within = other.left_at is None or arrived_at < other.left_at
        ends_after = left_at is None or left_at > other.arrived_at
        if begins_within and ends_after and other.left_at != other.arrived_at:
            return _("%(name)s is entered from %(time)s on already.") % {
                "name": delegate.person_name,
                "time": clock(other.arrived_at, session),
            }
    return None


def clock(moment: datetime, session: Session) -> str:
    """The minute on the clock of the room."""
    return localise(timezone.localtime(moment, session.place_zone).strftime("%H:%M"))
