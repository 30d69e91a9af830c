"""Guidance on a draft before its deadline: asked for by its authors, given by who keeps the call."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused

from .. import entry_notices as notices
from .. import stages
from ..models import GuidanceRequest, Stage, Submission
from ..rules import joining as rules
from .entering import locked


@transaction.atomic
def ask_guidance(*, submission: Submission, question: str, by: User, at: datetime) -> GuidanceRequest:
    """Ask the secretariat to read a draft; it replies by a day that stands fast, before the deadline for entries."""
    submission = locked(submission)
    if obstacle := rules.obstacle_to_ask_guidance(submission, at=at):
        raise Refused(obstacle)
    call = submission.call
    reply_at = at + stages.reply_window(stages.stage_of(call, Stage.Kind.GUIDANCE))
    window = stages.stage_of(call, Stage.Kind.OPEN)
    reply_at = min(reply_at, window.closes_at) if window else reply_at
    asked = GuidanceRequest(submission=submission, asked_at=at, asked_by=by, question=question.strip())
    asked.reply_by = reply_at.astimezone(call.place_zone).date()
    asked.full_clean()
    log.save(asked, "guidance.asked", by=by)
    notices.guidance_asked(asked)
    return asked


@transaction.atomic
def answer_guidance(*, request: GuidanceRequest, reply: str, by: User, at: datetime) -> GuidanceRequest:
    """Reply to a request for guidance, once; the authors are told."""
    asked = GuidanceRequest.objects.select_for_update(of=["self"]).select_related("submission__call").get(pk=request.pk)
    if asked.replied_at is not None:
        raise Refused(_("This request was replied to."))
    asked.reply, asked.replied_at, asked.by = reply.strip(), at, by
    asked.full_clean()
    log.save(asked, "guidance.given", by=by)
    notices.guidance_given(asked)
    return asked
