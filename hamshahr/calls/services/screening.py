"""Entries screened before they are judged, and the appeals of those that are not let in."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused

from .. import stages
from ..models import Screening, Stage, Submission
from ..notices import screening as notices
from ..rules import screening as rules
from .entering import locked


@transaction.atomic
def screen(
    *, submission: Submission, is_eligible: bool, by: User | None, at: datetime, reason: str = "", text: Any = ""
) -> Screening:
    """Let an entry in, or screen it out for a reason of its call; who entered is told, and until when to appeal."""
    submission = locked(submission)
    obstacle = rules.obstacle_to_screen(submission, at=at)
    said = {"is_eligible": is_eligible, "reason": reason, "text": text}
    obstacle = obstacle or rules.obstacle_of_reason(submission.call, **said)
    if obstacle:
        raise Refused(obstacle)
    screening = Screening(submission=submission, **said)
    screening.decided_at, screening.decided_by = at, by
    if not is_eligible:
        stage = stages.stage_of(submission.call, Stage.Kind.ELIGIBILITY)
        screening.appeal_until = at + stages.appeal_window(stage)
    screening.full_clean()
    log.save(screening, "submission.screened", by=by)
    notices.screened(screening)
    return screening


@transaction.atomic
def appeal(*, submission: Submission, text: str, by: User, at: datetime) -> Screening:
    """Ask for another decision, once, with what the screening did not see."""
    submission = locked(submission)
    if obstacle := rules.obstacle_to_appeal(submission, at=at):
        raise Refused(obstacle)
    if not text.strip():
        raise Refused(_("Say what the screening did not see."))
    screening = Screening.objects.select_for_update(of=["self"]).get(submission=submission)
    screening.appeal, screening.appealed_at, screening.appealed_by = text.strip(), at, by
    screening.full_clean()
    log.save(screening, "screening.appealed", by=by)
    notices.appealed(screening)
    return screening


@transaction.atomic
def decide_appeal(*, screening: Screening, outcome: str, reply: str, by: User | None, at: datetime) -> Screening:
    """Let the entry in after all, or leave the screening as it is; who entered reads the answer."""
    screening = Screening.objects.select_for_update(of=["self"]).get(pk=screening.pk)
    if obstacle := rules.obstacle_to_decide_appeal(screening):
        raise Refused(obstacle)
    if not reply.strip():
        raise Refused(_("An appeal is answered in words."))
    screening.appeal_outcome, screening.appeal_reply = outcome, reply.strip()
    screening.appeal_decided_at, screening.appeal_decided_by = at, by
    screening.full_clean()
    log.save(screening, "screening.appeal_decided", by=by)
    notices.appeal_decided(screening)
    return screening
