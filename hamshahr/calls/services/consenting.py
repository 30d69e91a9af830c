"""Leave for further uses of an entry, one by one, and taken back one by one."""

from datetime import datetime

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused

from .. import uses
from ..models import Consent, Submission
from ..rules import joining as rules
from .entering import locked


@transaction.atomic
def give_consent(*, submission: Submission, use: str, by: User, at: datetime) -> Consent:
    """Give leave for one further use of an entry; given before it stands as it was given."""
    submission = locked(submission)
    if standing := submission.consents.filter(use=use, withdrawn_at=None).first():
        return standing
    if obstacle := rules.obstacle_to_consent(submission, use):
        raise Refused(obstacle)
    consent = Consent(submission=submission, use=use, given_by=by, given_at=at)
    consent.full_clean()
    log.save(consent, "consent.given", by=by)
    return consent


@transaction.atomic
def withdraw_consent(*, submission: Submission, use: str, by: User, at: datetime) -> Consent | None:
    """Take leave for one use back: what it made ends where it can; the others stay as they are."""
    submission = locked(submission)
    consent = submission.consents.select_for_update(of=["self"]).filter(use=use, withdrawn_at=None).first()
    if consent is None:
        return None
    consent.withdrawn_at, consent.withdrawn_by = at, by
    consent.full_clean()
    log.save(consent, "consent.withdrawn", by=by)
    offered = uses.use_of(use)
    if offered is not None and offered.ends is not None:
        offered.ends(submission=submission, by=by)
    return consent
