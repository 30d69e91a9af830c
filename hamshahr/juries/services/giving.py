"""Giving one entry to one juror by hand; the whole jury is assigned by a run."""

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.calls.models import Submission
from hamshahr.kernel.errors import Refused

from .. import rules
from ..models import Assignment, Juror
from .releasing import release_all

BY_HAND = "by hand"


@transaction.atomic
def give_entry(*, juror: Juror, submission: Submission, reason: str, by: User) -> Assignment:
    """Let a juror read an entry; conflicts, languages and the agreed number of entries are looked at."""
    rows = Juror.objects.select_for_update(of=["self"]).select_related("panel__stage__call", "user")
    juror = rows.get(pk=juror.pk)
    if obstacle := rules.obstacle_to_give(juror, submission):
        raise Refused(obstacle)
    found = Assignment.objects.filter(juror=juror, submission=submission).first()
    given = found or Assignment(juror=juror, submission=submission)
    given.state, given.released_because, given.reasons = Assignment.State.ACTIVE, "", {BY_HAND: reason}
    given.full_clean()
    log.save(given, "assignment.given", by=by, reason=reason)
    return given


@transaction.atomic
def pass_entry(
    *, submission: Submission, juror: Juror, reason: str, by: User, assignment: Assignment | None = None
) -> Assignment:
    """Take an entry from one juror and give it to another, both or neither; or give it one reader more."""
    if assignment is not None:
        rows = Assignment.objects.select_for_update(of=["self"]).select_related("juror__user", "submission")
        assignment = rows.get(pk=assignment.pk)
        if obstacle := rules.obstacle_to_take(assignment):
            raise Refused(obstacle)
        release_all(Assignment.objects.filter(pk=assignment.pk), by=by, because=reason)
    return give_entry(juror=juror, submission=submission, reason=reason, by=by)
