"""Who keeps a jury, who chairs it, and what stands in the way of joining one."""

from datetime import datetime

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.bodies.office.keeping import may_keep_some
from hamshahr.bodies.rules import may_keep_body
from hamshahr.calls.models import Stage

from ..models import Juror, Panel

JUDGING = (Stage.Kind.REVIEW, Stage.Kind.DELIBERATION)


def may_keep_panel(user: User, panel: Panel) -> bool:
    """The secretariat, and whoever keeps the body of the call."""
    return user.is_authenticated and user.is_active and may_keep_body(user, panel.stage.call.body)


def may_keep_some_panel(user: User, thing: Panel | None = None) -> bool:
    """For a register: whoever keeps a body at all; for a panel: whoever keeps its body."""
    return may_keep_some(user) if thing is None else may_keep_panel(user, thing)


def is_chair(user: User, panel: Panel) -> bool:
    return panel.jurors.judging().filter(user=user, is_chair=True).exists()


def may_see_progress(user: User, panel: Panel) -> bool:
    """Who keeps the jury, and its chair."""
    return may_keep_panel(user, panel) or is_chair(user, panel)


def may_answer_invitation(user: User, juror: Juror) -> bool:
    """Whoever was asked, in person."""
    return user.is_authenticated and user.is_active and juror.user_id == user.pk


def obstacle_to_seat(stage: Stage) -> str | None:
    """Why this stage cannot have a jury, or None."""
    if stage.kind not in JUDGING:
        return _("Only a stage of review or deliberation has a jury.")
    return _("This stage has a jury already.") if Panel.objects.filter(stage=stage).exists() else None


def obstacle_to_invite(panel: Panel, *, at: datetime) -> str | None:
    """Why nobody can be asked to join this jury any more, or None."""
    return _("This stage is over.") if is_over(panel.stage, at) else None


def obstacle_to_answer(juror: Juror, *, at: datetime) -> str | None:
    """Why this invitation cannot be answered, or None."""
    if juror.state == Juror.State.WITHDRAWN:
        return _("You have left this jury.")
    if is_over(juror.panel.stage, at):
        return _("This stage is over.")
    return None if juror.state == Juror.State.INVITED else _("You have answered this invitation.")


def obstacle_to_describe(juror: Juror, *, at: datetime) -> str | None:
    """Why what is known of a juror cannot be changed, or None."""
    if juror.state in {Juror.State.DECLINED, Juror.State.WITHDRAWN}:
        return _("This person is not on the jury.")
    return _("This stage is over.") if is_over(juror.panel.stage, at) else None


def obstacle_to_leave(juror: Juror) -> str | None:
    """Why this person cannot leave the jury, or None."""
    if juror.state in {Juror.State.DECLINED, Juror.State.WITHDRAWN}:
        return _("This person is not on the jury.")
    return None


def is_over(stage: Stage, at: datetime) -> bool:
    closed = stage.call.closed_at
    return bool((stage.closes_at and at >= stage.closes_at) or (closed and at >= closed))
