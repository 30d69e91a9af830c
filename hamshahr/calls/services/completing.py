"""Entries that are handed in become submitted with the last yes, and wait again when one is taken back."""

from datetime import datetime

from hamshahr.accounts import log
from hamshahr.accounts.models import User

from .. import entry_notices as notices
from ..models import Submission
from ..rules.handing_in import waits_for
from ..texts import digest_of_entry

State = Submission.State


def complete(submission: Submission, *, by: User | None, at: datetime) -> Submission:
    """Let an entry that waits be submitted once nobody's yes is wanting; it is locked by the caller."""
    if submission.state != State.WAITING or waits_for(submission):
        return submission
    submission.state, submission.submitted_at = State.SUBMITTED, at
    submission.digest = digest_of_entry(submission)
    submission.full_clean()
    log.save(submission, "submission.submitted", by=by)
    notices.submitted(submission)
    return submission


def let_wait(submission: Submission, *, by: User, at: datetime) -> Submission:
    """Let a submitted entry wait again for a yes that was taken back; it is locked by the caller."""
    if submission.state != State.SUBMITTED or not waits_for(submission):
        return submission
    submission.state, submission.submitted_at = State.WAITING, None
    submission.full_clean()
    log.save(submission, "submission.waits", by=by)
    return submission
