"""Who may keep, read and attend a meeting, and what stands in the way of its acts."""

from datetime import datetime

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.bodies.rules import may_keep_body
from hamshahr.gatherings.models import Gathering

from .circle import is_called, is_meeting
from .models import Audience, Session

__all__ = ["is_called", "is_meeting"]


def may_keep_meeting(user: User, gathering: Gathering) -> bool:
    """The secretary of the body that meets."""
    return user.is_authenticated and gathering.body is not None and may_keep_body(user, gathering.body)


def audiences_for(user: User, gathering: Gathering) -> list[str]:
    """What of the agenda a reader is shown: all for the secretary, the hidden items for nobody else."""
    if may_keep_meeting(user, gathering):
        return list(Audience)
    return [Audience.PUBLIC, Audience.INTERNAL] if is_called(user, gathering) else [Audience.PUBLIC]


def is_closed(gathering: Gathering) -> bool:
    """Whether the file of the meeting is closed."""
    return hasattr(gathering, "meeting_closing")


def obstacle_of_meeting(gathering: Gathering) -> str | None:
    """Why nothing of this meeting can be changed, or None."""
    if not is_meeting(gathering):
        return _("Only a gathering that decides, of a body, has sessions and an agenda.")
    if is_closed(gathering):
        return _("This meeting is closed; its file stays as it is.")
    return None


def obstacle_to_plan_session(gathering: Gathering, *, starts_at: datetime, ends_at: datetime) -> str | None:
    """Why no session can be planned for these hours, or None."""
    if ends_at <= starts_at:
        return _("A session ends after it begins.")
    return obstacle_of_meeting(gathering)


def obstacle_to_open_session(session: Session) -> str | None:
    """Why this session cannot be opened, or None."""
    if session.cancelled_at is not None:
        return _("This session was called off.")
    if session.opened_at is not None:
        return _("This session has been opened.")
    return obstacle_of_meeting(session.gathering)


def obstacle_to_close_session(session: Session, *, at: datetime) -> str | None:
    """Why this session cannot be closed at that moment, or None."""
    if session.opened_at is None:
        return _("This session is not open yet.")
    if session.closed_at is not None:
        return _("This session has been closed.")
    if at < session.opened_at:
        return _("A session is closed after it is opened.")
    return None
