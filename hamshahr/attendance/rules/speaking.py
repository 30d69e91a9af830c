"""Who asks for the floor and who gives it, and what stands in the way."""

from datetime import datetime

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.kernel.digits import localise
from hamshahr.meetings.models import AgendaItem, Session

from ..models import Delegate, Speaking
from .delegations import may_keep_attendance


def may_chair(user: User, session: Session) -> bool:
    """Who is in the chair of the session, and the secretary."""
    if not user.is_authenticated or not user.is_active:
        return False
    in_the_chair = session.chair is not None and session.chair.user_id == user.pk
    return in_the_chair or may_keep_attendance(user, session.gathering)


def may_ask_for(user: User, delegate: Delegate, session: Session) -> bool:
    """The delegate alone; the chair for everybody who raises a hand."""
    return (user.is_authenticated and delegate.user_id == user.pk) or may_chair(user, session)


def may_withdraw_wish(user: User, speaking: Speaking) -> bool:
    """Whoever may ask for it."""
    return may_ask_for(user, speaking.delegate, speaking.session)


def obstacle_to_ask(
    delegate: Delegate, session: Session, item: AgendaItem | None = None, *, at: datetime
) -> str | None:
    """Why a delegate cannot be put on the list, or None."""
    if not session.is_open:
        return _("The list of speakers is open while the session is.")
    if not delegate.has_voice:
        return _("Companions do not ask for the floor.")
    if not delegate.presences.at(at).filter(session=session).exists():
        return _("%(name)s is not in the session.") % {"name": delegate.person_name}
    if item is not None and (item.session_id != session.pk or item.removed_at):
        return _("This point is not on the agenda of the session.")
    return obstacle_of_account(delegate, session, at)


def obstacle_of_account(delegate: Delegate, session: Session, at: datetime) -> str | None:
    """Why the time of a city is used up, or None."""
    limits = getattr(session, "speaking_limits", None)
    if limits is None or limits.city is None:
        return None
    spoken = Speaking.objects.filter(session=session, delegate__delegation=delegate.delegation_id)
    if sum(each.seconds_at(at) for each in spoken) < limits.city:
        return None
    return _("The city has used its %(seconds)s seconds of this session.") % {"seconds": localise(limits.city)}


def obstacle_to_give_floor(speaking: Speaking) -> str | None:
    """Why this delegate cannot be given the floor, or None."""
    if not speaking.session.is_open:
        return _("The list of speakers is open while the session is.")
    if speaking.withdrawn_at:
        return _("This wish was withdrawn.")
    return None


def obstacle_to_pause(speaking: Speaking) -> str | None:
    """Why this speech cannot be interrupted, or None."""
    return None if has_begun(speaking) else _("This delegate does not have the floor.")


def obstacle_to_resume(speaking: Speaking) -> str | None:
    """Why this speech cannot go on, or None."""
    return None if has_begun(speaking) else _("This delegate does not have the floor.")


def obstacle_to_stop(speaking: Speaking) -> str | None:
    """Why this speech cannot be ended, or None."""
    return None if speaking.started_at else _("This delegate does not have the floor.")


def obstacle_to_withdraw_wish(speaking: Speaking) -> str | None:
    """Why this wish cannot be withdrawn, or None."""
    return _("Who has had the floor is not taken off the list.") if speaking.started_at else None


def has_begun(speaking: Speaking) -> bool:
    return speaking.started_at is not None and speaking.ended_at is None
