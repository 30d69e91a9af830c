"""Who judges an entry, when, and what a review must hold before it is finished."""

from datetime import datetime

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.calls.models import Criterion
from hamshahr.kernel.languages import listed

from ..models import Assignment, Juror, Review
from .panels import is_over


def may_judge(user: User, assignment: Assignment) -> bool:
    """The juror to whom the entry is assigned, in person."""
    return user.is_authenticated and user.is_active and assignment.juror.user_id == user.pk


def obstacle_to_judge(assignment: Assignment, *, at: datetime) -> str | None:
    """Why nobody can write a review of this entry now, or None."""
    stage = assignment.juror.panel.stage
    if assignment.state != Assignment.State.ACTIVE or assignment.juror.state != Juror.State.ACCEPTED:
        return _("This entry is not assigned to you any more.")
    if at < stage.opens_at:
        return _("This stage has not begun.")
    return _("This stage is over.") if is_over(stage, at) else None


def obstacle_to_write(review: Review) -> str | None:
    """Why a review cannot be changed, or None."""
    if review.recused_at:
        return _("You have stepped aside from this entry.")
    return _("This review is finished; reopen it to change it.") if review.is_done else None


def obstacle_to_finish(review: Review, missing: list[Criterion], *, has_choice_of_text: bool) -> str | None:
    """Why a review cannot be finished as it stands, or None; ``missing`` are the required criteria without a score."""
    if obstacle := obstacle_to_write(review):
        return obstacle
    if missing:
        return _("A score is missing: %(criteria)s.") % {"criteria": listed(*missing)}
    if has_choice_of_text and not review.text_read:
        return _("Say which text you read: the original, the translation or both.")
    return None


def obstacle_to_reopen(review: Review) -> str | None:
    """Why a review cannot be opened again, or None."""
    return None if review.is_done else _("This review is not finished.")
