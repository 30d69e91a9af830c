"""Who may keep, read and attend a meeting, and what stands in the way of its acts."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.bodies.rules import may_keep_body
from hamshahr.gatherings.models import Gathering
from hamshahr.gatherings.voices import body_of_members, voices_in

from .circle import is_called, is_meeting
from .models import AgendaItem, Audience, Consultation, Paper, Session
from .models.agenda import DEEPEST
from .models.interpretation import interpreted_by

__all__ = ["is_called", "is_meeting"]


def may_keep_meeting(user: User, gathering: Gathering) -> bool:
    """The secretary of the body that meets."""
    return user.is_authenticated and gathering.body is not None and may_keep_body(user, gathering.body)


def audiences_for(user: User, gathering: Gathering) -> list[str]:
    """What of the agenda a reader is shown: all for the secretary, the hidden items for nobody else."""
    if may_keep_meeting(user, gathering):
        return list(Audience)
    is_inside = is_called(user, gathering) or is_interpreter(user, gathering)
    return [Audience.PUBLIC, Audience.INTERNAL] if is_inside else [Audience.PUBLIC]


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


def obstacle_to_move_session(session: Session, *, starts_at: datetime, ends_at: datetime) -> str | None:
    """Why this session cannot be held at another time, or None."""
    if session.cancelled_at is not None:
        return _("This session was called off.")
    if session.opened_at is not None:
        return _("This session has been opened.")
    return obstacle_to_plan_session(session.gathering, starts_at=starts_at, ends_at=ends_at)


def obstacle_to_cancel_session(session: Session) -> str | None:
    """Why this session cannot be called off, or None."""
    return obstacle_to_open_session(session)


def obstacle_to_convoke(gathering: Gathering, *, at: datetime) -> str | None:
    """Why nobody can be called to this meeting at that moment, or None."""
    if obstacle := obstacle_of_meeting(gathering):
        return obstacle
    session = gathering.sessions.standing().order_by("starts_at", "pk").first()
    if session is None:
        return _("No session is planned yet: first say when and where.")
    if session.opened_at is not None or session.starts_at <= at:
        return _("The first session has begun; nobody can be called to it any more.")
    if not voices_in(gathering.body, session.day):
        return _("Nobody has a voice in this body on the day of the meeting.")
    return None


def obstacle_to_change_item(item: AgendaItem) -> str | None:
    """Why an item of the agenda stays as it is, or None."""
    if item.removed_at is not None:
        return _("This item was taken off the agenda.")
    if item.session.closed_at is not None:
        return _("This session has been closed.")
    return obstacle_of_meeting(item.session.gathering)


def obstacle_to_add_item(session: Session, parent: AgendaItem | None) -> str | None:
    """Why no item can be put there, or None."""
    if session.cancelled_at is not None:
        return _("This session was called off.")
    if session.closed_at is not None:
        return _("This session has been closed.")
    if parent is not None and parent.session_id != session.pk:
        return _("An item and its parts belong to one session.")
    if parent is not None and depth_of(parent) >= DEEPEST:
        return _("An agenda has three levels at most.")
    return obstacle_of_meeting(session.gathering)


def depth_of(item: AgendaItem) -> int:
    """One for an item of the first level."""
    depth = 1
    while item.parent_id is not None:
        item, depth = item.parent, depth + 1
    return depth


def obstacle_to_remove_item(item: AgendaItem) -> str | None:
    """Why an item cannot be taken off, or None."""
    if item.opened_at is not None:
        return _("This item was dealt with.")
    if item.parts.filter(removed_at=None).exists():
        return _("First take off the parts of this item.")
    return obstacle_to_change_item(item)


def obstacle_to_open_item(item: AgendaItem) -> str | None:
    """Why the session cannot come to this item, or None."""
    if not item.session.is_open:
        return _("This session is not open.")
    return obstacle_to_change_item(item)


def is_interpreter(user: User, gathering: Gathering) -> bool:
    """Whether this person interprets at the meeting."""
    return gathering.pk in interpreted_by(user)


def obstacle_to_bring_paper(gathering: Gathering, item: AgendaItem | None) -> str | None:
    """Why no paper can be laid there, or None."""
    if item is not None and item.session.gathering_id != gathering.pk:
        return _("This item is of another meeting.")
    if item is not None and item.removed_at is not None:
        return _("This item was taken off the agenda.")
    return obstacle_of_meeting(gathering)


def obstacle_to_change_paper(paper: Paper, gathering: Gathering) -> str | None:
    """Why a paper stays as it is, or None."""
    if paper.withdrawn_at is not None:
        return _("This paper was withdrawn.")
    return obstacle_of_meeting(gathering)


def obstacle_to_interpret(session: Session) -> str | None:
    """Why no interpretation can be planned for a session, or None."""
    if session.cancelled_at is not None:
        return _("This session was called off.")
    if session.closed_at is not None:
        return _("This session has been closed.")
    return obstacle_of_meeting(session.gathering)


def obstacle_to_consult(consultation: Consultation) -> str | None:
    """Why this talk is no consultation of a member, or None."""
    if consultation.held_on > timezone.localdate() + timedelta(days=1):
        return _("This day has not come yet.")
    of_members = body_of_members(consultation.body)
    if of_members is not None and consultation.party_id not in voices_in(consultation.body, consultation.held_on):
        return _("This party was no member on that day.")
    return None


def obstacle_to_close_meeting(gathering: Gathering) -> str | None:
    """Why the file of a meeting stays open, or None."""
    if obstacle := obstacle_of_meeting(gathering):
        return obstacle
    standing = gathering.sessions.standing()
    if not standing.exists():
        return _("No session of this meeting was held.")
    waiting = standing.filter(closed_at=None).first()
    if waiting is not None:
        return _("A session is not closed yet: %(session)s") % {"session": waiting}
    return None


def nothing_to_clone() -> str:
    return _("This meeting has no session to go by.")


def address_is_taken() -> str:
    return _("Another gathering has this address.")


def may_read_meeting(user: User, gathering: Gathering) -> bool:
    """Who sees more of a meeting than the public does: those who are called, interpreters, the secretary."""
    inside = is_called(user, gathering) or is_interpreter(user, gathering)
    return inside or may_keep_meeting(user, gathering)
