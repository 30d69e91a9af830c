"""Who screens and who appeals, and what stands in the way of either."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.accounts.translations import texts_in
from hamshahr.bodies.rules import may_keep_body

from .. import stages
from ..models import Call, Screening, Stage, Submission
from ..models.submissions import own
from ..reasons import INCOMPLETE, reasons_in


def may_screen(user: User, submission: Submission) -> bool:
    """Who keeps the body that calls, where no conflict of interest bars them."""
    is_keeper = user.is_authenticated and may_keep_body(user, submission.call.body)
    return is_keeper and Submission.objects.visible_to(user).filter(pk=submission.pk).exists()


def may_appeal(user: User, submission: Submission) -> bool:
    """Who entered: its authors, and the desks of the cities whose entry it is."""
    if not user.is_authenticated or not user.is_active:
        return False
    return Submission.objects.filter(own(user), pk=submission.pk).exists()


def rules_of(call: Call) -> dict:
    """The particulars of the stage of eligibility."""
    stage = stages.stage_of(call, Stage.Kind.ELIGIBILITY)
    return stage.rules if stage else {}


def obstacle_to_screen(submission: Submission, *, at: datetime) -> str | None:
    """Why this entry cannot be screened now, or None."""
    if submission.state != Submission.State.SUBMITTED:
        return _("Only what was submitted and not withdrawn is screened.")
    stage = stages.stage_of(submission.call, Stage.Kind.ELIGIBILITY)
    if stage is None:
        return _("This call has no stage of eligibility.")
    if at < stage.opens_at:
        return _("The screening has not begun: entries can still change.")
    if Screening.objects.filter(submission=submission).exists():
        return _("This entry was screened; from now on only an appeal changes what was decided.")
    return None


def obstacle_of_reason(call: Call, *, is_eligible: bool, reason: str, text: Any = "") -> str | None:
    """Why this reason, with these words, does not go with what was decided, or None."""
    if is_eligible:
        return _("An entry that is let in needs no reason.") if reason else None
    if reason not in reasons_in(rules_of(call)):
        return _("An entry is screened out for one of the reasons of its call.")
    if reason == INCOMPLETE and not texts_in(text):
        return _("Say what is missing; who entered reads it and may appeal.")
    return None


def obstacle_to_appeal(submission: Submission, *, at: datetime) -> str | None:
    """Why nobody can appeal for this entry now, or None."""
    screening = Screening.objects.filter(submission=submission).first()
    if screening is None or screening.is_eligible:
        return _("This entry was not screened out.")
    if screening.appealed_at is not None:
        return _("An appeal was made already.")
    if at >= screening.appeal_until:
        return _("The time to appeal is over.")
    return None


def obstacle_to_decide_appeal(screening: Screening) -> str | None:
    """Why there is nothing to decide, or None."""
    if screening.appealed_at is None:
        return _("Nobody has appealed.")
    return _("The appeal was decided.") if screening.appeal_decided_at is not None else None
