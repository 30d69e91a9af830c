"""Who keeps jurors from entries, and what stands in the way of it."""

from datetime import datetime

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.calls.models import Submission

from ..models import Assignment, Conflict, Juror, Panel
from .panels import is_chair, is_over, may_keep_panel


def may_pin(user: User, panel: Panel) -> bool:
    """The chair of the jury, and who keeps it."""
    return is_chair(user, panel) or may_keep_panel(user, panel)


def may_recuse_silently(user: User, panel: Panel) -> bool:
    """Who keeps the jury; the juror is not told."""
    return may_keep_panel(user, panel)


def may_lift_conflict(user: User, conflict: Conflict) -> bool:
    """Who keeps the jury, and never the juror of whom it speaks."""
    return conflict.juror.user_id != user.pk and may_keep_panel(user, conflict.juror.panel)


def obstacle_to_declare(juror: Juror, *, at: datetime) -> str | None:
    """Why this juror cannot declare a conflict now, or None."""
    if juror.state not in {Juror.State.INVITED, Juror.State.ACCEPTED}:
        return _("This person is not on the jury.")
    return _("This stage is over.") if is_over(juror.panel.stage, at) else None


def obstacle_to_keep_apart(juror: Juror, submission: Submission) -> str | None:
    """Why this juror cannot be kept from this entry, or None."""
    if submission.call_id != juror.panel.stage.call_id:
        return _("This entry belongs to another call.")
    return None


def obstacle_to_lift(conflict: Conflict) -> str | None:
    """Why this conflict cannot be lifted, or None."""
    return _("This conflict is lifted.") if conflict.lifted_at else None


def obstacle_to_step_aside(assignment: Assignment, *, at: datetime) -> str | None:
    """Why a juror cannot step aside from this entry, or None."""
    if assignment.state != Assignment.State.ACTIVE:
        return _("This entry is not assigned to you any more.")
    return _("This stage is over.") if is_over(assignment.juror.panel.stage, at) else None
