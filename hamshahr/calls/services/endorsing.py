"""The desk of a city stands behind the entries of its departments, or takes its word back."""

from datetime import datetime

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused

from .. import entry_notices as notices
from ..models import Endorsement, Submission
from ..rules import joining as rules
from .completing import complete, let_wait
from .entering import locked


def give_endorsement(submission: Submission, *, by: User, at: datetime) -> Endorsement:
    """Write the yes of the desk; the entry is locked and the rule asked by the caller."""
    endorsement = Endorsement.objects.filter(submission=submission).first() or Endorsement(submission=submission)
    endorsement.by, endorsement.given_at, endorsement.withdrawn_at, endorsement.reason = by, at, None, ""
    endorsement.full_clean()
    log.save(endorsement, "submission.endorsed", by=by)
    submission.endorsement = endorsement
    return endorsement


@transaction.atomic
def endorse(*, submission: Submission, by: User, at: datetime) -> Submission:
    """Stand behind an entry; with the last yes that was wanting it is submitted. Endorsed twice is endorsed."""
    submission = locked(submission)
    if rules.is_endorsed(submission):
        return submission
    if obstacle := rules.obstacle_to_endorse(submission, at=at):
        raise Refused(obstacle)
    give_endorsement(submission, by=by, at=at)
    notices.endorsed(submission, by)
    return complete(submission, by=by, at=at)


@transaction.atomic
def withdraw_endorsement(*, submission: Submission, reason: str, by: User, at: datetime) -> Submission:
    """Take the word of the desk back: the entry waits again and is not judged."""
    submission = locked(submission)
    if obstacle := rules.obstacle_to_withdraw_endorsement(submission):
        raise Refused(obstacle)
    endorsement = submission.endorsement
    endorsement.withdrawn_at, endorsement.reason = at, reason.strip()
    endorsement.full_clean()
    log.save(endorsement, "endorsement.withdrawn", by=by, reason=endorsement.reason)
    notices.endorsement_withdrawn(submission, endorsement)
    return let_wait(submission, by=by, at=at)
