"""Who passes an entry from one juror to another, and what stands in the way of it."""

from datetime import datetime

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.calls.models import Submission
from hamshahr.kernel.digits import localise

from ..judged import judged_by
from ..models import Assignment, Conflict, Juror, Panel, Review
from .panels import is_chair, is_over, may_keep_panel


def may_reassign(user: User, panel: Panel) -> bool:
    """The chair of the jury, and who keeps it."""
    return is_chair(user, panel) or may_keep_panel(user, panel)


def may_read_files(user: User, panel: Panel) -> bool:
    """Who keeps the jury, unless kept from an entry of it: the files name every pair."""
    kept_from = Conflict.objects.standing().filter(juror__panel=panel, juror__user=user)
    return may_keep_panel(user, panel) and not kept_from.exists()


def obstacle_to_give(juror: Juror, submission: Submission) -> str | None:
    """Why this juror cannot be given this entry, or None."""
    name = {"juror": juror}
    if juror.state != Juror.State.ACCEPTED:
        return _("%(juror)s is not on the jury.") % name
    if submission.call_id != juror.panel.stage.call_id:
        return _("This entry belongs to another call.")
    if Conflict.objects.standing().filter(juror=juror, submission=submission).exists():
        return _("%(juror)s has a conflict of interest with this entry.") % name
    if not set(juror.languages) & {submission.language, *juror.panel.languages}:
        return _("%(juror)s reads none of the languages in which this entry stands.") % name
    load = juror.assignments.active()
    if load.filter(submission=submission).exists():
        return _("%(juror)s reads this entry already.") % name
    if load.count() >= juror.max_load:
        full = _("%(juror)s has %(load)s entries, as many as agreed.")
        return full % {"juror": juror, "load": localise(juror.max_load)}
    return None


def obstacle_to_take(assignment: Assignment) -> str | None:
    """Why this entry cannot be taken from its juror, or None."""
    if assignment.state != Assignment.State.ACTIVE:
        return _("This juror does not read this entry any more.")
    review = getattr(assignment, "review", None)
    return _("This juror has finished the review of this entry.") if review and review.is_done else None


def obstacle_to_assign(panel: Panel, *, at: datetime) -> str | None:
    """Why this jury cannot be assigned from the beginning, or None."""
    if obstacle := obstacle_to_any_run(panel, at):
        return obstacle
    if Review.objects.filter(assignment__juror__panel=panel, assignment__state=Assignment.State.ACTIVE).exists():
        return _("Reviews are begun: fill what is empty instead, which leaves what stands.")
    return None


def obstacle_to_repair(panel: Panel, *, at: datetime) -> str | None:
    """Why what is empty in this jury cannot be filled, or None."""
    if obstacle := obstacle_to_any_run(panel, at):
        return obstacle
    if not panel.runs.exists():
        return _("This jury was not assigned yet.")
    return None


def obstacle_to_any_run(panel: Panel, at: datetime) -> str | None:
    if is_over(panel.stage, at):
        return _("This stage is over.")
    if not panel.jurors.judging().exists():
        return _("Nobody has accepted yet.")
    return None if judged_by(panel).exists() else _("No entry is before this jury yet.")
