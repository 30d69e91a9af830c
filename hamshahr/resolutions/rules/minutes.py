"""Who writes minutes, who asks for corrections, and which step comes after which."""

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.meetings.models import AgendaItem, Session
from hamshahr.meetings.rules import is_called, is_meeting, may_keep_meeting

from ..models import Correction, Minutes, Paragraph

State = Minutes.State


def may_keep_minutes(user: User, session: Session) -> bool:
    """The secretary of the body that met."""
    return may_keep_meeting(user, session.gathering)


def may_ask_correction(user: User, minutes: Minutes) -> bool:
    """Whoever was called to the meeting."""
    return is_called(user, minutes.session.gathering)


def obstacle_to_draft(session: Session, languages: list[str]) -> str | None:
    """Why no draft can be begun, or None."""
    if not is_meeting(session.gathering):
        return _("Minutes are of a meeting that decides.")
    if session.opened_at is None:
        return _("This session has not been opened; there is nothing to write down yet.")
    if Minutes.objects.filter(session=session).exists():
        return _("The minutes of this session have been begun.")
    if not languages:
        return _("Choose at least one language.")
    return None


def obstacle_to_write(minutes: Minutes) -> str | None:
    """Why the text cannot be written freely, or None."""
    if minutes.state != State.DRAFT:
        return _("These minutes were circulated; from then on only corrections that members ask for change them.")
    return None


def obstacle_to_circulate(minutes: Minutes) -> str | None:
    """Why the minutes cannot be circulated, or None."""
    if minutes.state != State.DRAFT:
        return _("These minutes were circulated already.")
    if minutes.session.closed_at is None:
        return _("The session is still open.")
    return None


def obstacle_to_ask(paragraph: Paragraph, text: str) -> str | None:
    """Why no correction can be asked for, or None."""
    if paragraph.minutes.state == State.DRAFT:
        return _("These minutes are not circulated yet.")
    if paragraph.minutes.state == State.APPROVED:
        return _("These minutes are approved; ask for a correction at the next meeting.")
    if not text.strip():
        return _("Write what should be corrected.")
    return None


def obstacle_to_answer(correction: Correction, *, is_taken: bool, text: str) -> str | None:
    """Why this answer cannot be given, or None."""
    if correction.answered_at is not None:
        return _("This correction was answered.")
    if correction.paragraph.minutes.state == State.APPROVED:
        return _("These minutes are approved; ask for a correction at the next meeting.")
    if is_taken and not text.strip():
        return _("Write the paragraph as it stands from now on.")
    return None


def obstacle_to_approve(minutes: Minutes, item: AgendaItem | None = None) -> str | None:
    """Why the minutes cannot be approved, or not under this item, or None."""
    if minutes.state == State.APPROVED:
        return _("These minutes are approved.")
    if minutes.state == State.DRAFT:
        return _("Minutes are circulated before they are approved.")
    if Correction.objects.filter(paragraph__minutes=minutes, answered_at=None).exists():
        return _("A correction that a member asked for waits for an answer.")
    return obstacle_of_item(minutes, item) if item is not None else None


def obstacle_of_item(minutes: Minutes, item: AgendaItem) -> str | None:
    later = item.session
    if later.gathering.body_id != minutes.session.gathering.body_id:
        return _("Minutes are approved by the body that met.")
    if later.starts_at <= minutes.session.starts_at or later.pk == minutes.session_id:
        return _("Minutes are approved under an item of a later session.")
    if later.opened_at is None:
        return _("That session has not been opened yet.")
    return None
