"""Entries handed in under a number, completed by the last yes, taken back to be changed, and withdrawn."""

from datetime import datetime

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused

from .. import entry_notices as notices
from ..models import Counter, Submission
from ..queries.gaps import gaps_of
from ..rules import handing_in as rules
from ..rules.entering import may_endorse
from ..rules.handing_in import waits_for
from ..texts import digest_of_entry
from .completing import complete
from .endorsing import give_endorsement
from .entering import locked

State = Submission.State


@transaction.atomic
def submit(*, submission: Submission, by: User, at: datetime) -> Submission:
    """Hand an entry in; it gets its number and digest, and is submitted when nobody's yes is wanting.

    Handed in twice it is handed in once. The desk that hands in its own entry endorses it with the same act.
    """
    counter = locked_counter(submission)
    submission = locked(submission)
    if submission.state in rules.COUNTING:
        return submission
    if obstacle := rules.obstacle_to_submit(submission, lacks=len(gaps_of(submission)), at=at):
        raise Refused(obstacle)
    if submission.number is None:
        counter.last += 1
        counter.save()
        submission.number = counter.last
    submission.handed_in_at, submission.digest = at, digest_of_entry(submission)
    submission.state = State.WAITING
    submission.full_clean()
    log.save(submission, "submission.handed_in", by=by)
    if submission.call.needs_endorsement and may_endorse(by, submission) and not rules.is_endorsed(submission):
        give_endorsement(submission, by=by, at=at)
    notices.handed_in(submission, waits_for(submission))
    return complete(submission, by=by, at=at)


def locked_counter(submission: Submission) -> Counter:
    """The row of numbers of a call; the next one is given under its lock."""
    Counter.objects.get_or_create(call_id=submission.call_id)
    return Counter.objects.select_for_update(of=["self"]).get(call_id=submission.call_id)


@transaction.atomic
def take_back(*, submission: Submission, by: User, at: datetime) -> Submission:
    """Make a draft again of what was handed in, so that it can be changed; it keeps its number."""
    submission = locked(submission)
    if submission.state == State.DRAFT:
        return submission
    if obstacle := rules.obstacle_to_take_back(submission, at=at):
        raise Refused(obstacle)
    submission.state, submission.submitted_at = State.DRAFT, None
    submission.full_clean()
    log.save(submission, "submission.taken_back", by=by)
    return submission


@transaction.atomic
def withdraw(*, submission: Submission, reason: str, by: User, at: datetime) -> Submission:
    """Withdraw an entry for good; its number is given to nobody else."""
    submission = locked(submission)
    if submission.state == State.WITHDRAWN:
        return submission
    if obstacle := rules.obstacle_to_withdraw(submission):
        raise Refused(obstacle)
    submission.state, submission.withdrawn_at, submission.reason = State.WITHDRAWN, at, reason.strip()
    submission.full_clean()
    log.save(submission, "submission.withdrawn", by=by, reason=submission.reason)
    notices.withdrawn(submission, by)
    return submission
