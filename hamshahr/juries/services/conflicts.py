"""Conflicts of interest: found by rule, declared, pinned, known to the office; each shuts an entry at once."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.calls.models import Submission
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Party

from .. import conflicts, rules
from ..models import Assignment, Conflict, Declaration, Juror, Panel, Review
from .releasing import change_each, release_all

How = Conflict.How
NO_LONGER = gettext_noop("The fact it rested on no longer holds.")
IN_CONFLICT = gettext_noop("A conflict of interest.")


@transaction.atomic
def infer_conflicts(
    *,
    panel: Panel,
    by: User | None = None,
    on: date | None = None,
    submissions: Collection[int] | None = None,
    jurors: Collection[int] | None = None,
) -> list[Conflict]:
    """Find the conflicts again that follow from facts: new ones stand at once, those without a fact are lifted."""
    panel = Panel.objects.select_for_update(of=["self"]).select_related("stage").get(pk=panel.pk)
    on = on or timezone.localdate()
    found = conflicts.infer(panel, on=on, submissions=submissions)
    if jurors is not None:
        found = {key: each for key, each in found.items() if each.juror in jurors}
    rows = Conflict.objects.filter(juror__panel=panel, how=How.INFERRED)
    rows = rows if submissions is None else rows.filter(submission__in=submissions)
    rows = rows if jurors is None else rows.filter(juror__in=jurors)
    named = rows.standing().select_related("juror__user", "submission")
    standing = {(row.juror_id, row.submission_id, row.rule): row for row in named}
    refuted = {
        (row.juror_id, row.submission_id, row.rule, tuple(sorted(row.facts.items())))
        for row in rows.filter(lifted_by__isnull=False)
    }
    fresh = [each for key, each in found.items() if key not in standing]
    fresh = [each for each in fresh if (*each.key, tuple(sorted(each.facts.items()))) not in refuted]
    gone = [row for key, row in standing.items() if key not in found]
    change_each(gone, "conflict.lifted", by=by, because=NO_LONGER, lifted_at=timezone.now(), lifted_because=NO_LONGER)
    made = make_each((fields_of(each) for each in fresh), by=by)
    declared = declared_in(panel, submissions, jurors, by)
    return made + declared


def fields_of(found: conflicts.Found) -> dict[str, Any]:
    fields = {"juror_id": found.juror, "submission_id": found.submission, "kind": found.kind}
    return fields | {"how": How.INFERRED, "rule": found.rule, "facts": found.facts}


def make_each(rows: Iterable[dict[str, Any]], *, by: User | None) -> list[Conflict]:
    """Write conflicts with an act for each, and release what they forbid."""
    now = timezone.now()
    made = Conflict.objects.bulk_create([Conflict(made_at=now, made_by=by, **fields) for fields in rows])
    if not made:
        return []
    named = Conflict.objects.filter(pk__in=[each.pk for each in made]).select_related("juror__user", "submission")
    log.write_each("conflict.found", [(each, log.difference({}, log.fields_of(each))) for each in named], by=by)
    pairs = {(each.juror_id, each.submission_id) for each in made}
    reading = Assignment.objects.active().filter(juror__in={juror for juror, _entry in pairs})
    shut = [row.pk for row in reading if (row.juror_id, row.submission_id) in pairs]
    if shut:
        release_all(Assignment.objects.filter(pk__in=shut), by=by, because=IN_CONFLICT)
    return made


def declared_in(
    panel: Panel, submissions: Collection[int] | None, jurors: Collection[int] | None, by: User | None
) -> list[Conflict]:
    """The entries of the cities that jurors declared, as far as they are not shut already."""
    said = Declaration.objects.filter(juror__panel=panel)
    said = list(said if jurors is None else said.filter(juror__in=jurors))
    if not said:
        return []
    entries = conflicts.entries_of(panel, submissions)
    had = Conflict.objects.filter(juror__panel=panel, how=How.DECLARED)
    known = set(had.values_list("juror", "submission"))
    fresh = {(each.juror_id, pk): each for each in said for pk in entries.of(each.party_id)}
    rows = [
        {"juror_id": juror, "submission_id": pk, "kind": each.kind, "how": How.DECLARED, "reason": each.reason}
        | {"facts": {"party": each.party_id}}
        for (juror, pk), each in fresh.items()
        if (juror, pk) not in known
    ]
    return make_each(rows, by=by)


@transaction.atomic
def declare_conflict(
    *, juror: Juror, party: Party, kind: str, reason: str, by: User, at: datetime | None = None
) -> Declaration:
    """A juror names a city; every entry it stands behind, now or later, is shut to the juror."""
    at = at or timezone.now()
    juror = Juror.objects.select_for_update(of=["self"]).select_related("panel__stage__call", "user").get(pk=juror.pk)
    if obstacle := rules.obstacle_to_declare(juror, at=at):
        raise Refused(obstacle)
    if again := Declaration.objects.filter(juror=juror, party=party).first():
        return again
    said = Declaration(juror=juror, party=party, kind=kind, reason=reason.strip(), made_at=at)
    said.full_clean()
    log.save(said, "conflict.declared", by=by)
    infer_conflicts(panel=juror.panel, jurors=[juror.pk], by=by)
    return said


@transaction.atomic
def step_aside(*, assignment: Assignment, kind: str, reason: str, by: User, at: datetime | None = None) -> Conflict:
    """A juror steps aside from one entry; what was written of it counts no more."""
    at = at or timezone.now()
    rows = Assignment.objects.select_for_update(of=["self"])
    assignment = rows.select_related("juror__panel__stage__call", "juror__user", "submission").get(pk=assignment.pk)
    if obstacle := rules.obstacle_to_step_aside(assignment, at=at):
        raise Refused(obstacle)
    review = Review.objects.select_for_update(of=["self"]).filter(assignment=assignment).first()
    if review is not None:
        review.is_done, review.done_at, review.recused_at = False, None, at
        log.save(review, "review.recused", by=by)
    return keep_apart(assignment.juror, assignment.submission, How.DECLARED, kind, reason, by)


@transaction.atomic
def pin_conflict(*, juror: Juror, submission: Submission, kind: str, reason: str, by: User) -> Conflict:
    """The chair, or who keeps the jury, keeps a juror from an entry."""
    return keep_apart(juror, submission, How.PINNED, kind, reason, by)


@transaction.atomic
def recuse_silently(*, juror: Juror, submission: Submission, kind: str, reason: str, by: User) -> Conflict:
    """The office keeps a juror from an entry; the juror is not told, and finds the entry on no list."""
    return keep_apart(juror, submission, How.RECUSED, kind, reason, by)


def keep_apart(juror: Juror, submission: Submission, how: str, kind: str, reason: str, by: User) -> Conflict:
    if obstacle := rules.obstacle_to_keep_apart(juror, submission):
        raise Refused(obstacle)
    Juror.objects.select_for_update(of=["self"]).get(pk=juror.pk)
    said = {"juror": juror, "submission": submission, "how": how}
    if again := Conflict.objects.standing().filter(**said, rule=Conflict.Rule.SAID).first():
        return again
    fields = {"juror_id": juror.pk, "submission_id": submission.pk, "kind": kind, "how": how, "reason": reason.strip()}
    Conflict(**fields, made_at=timezone.now(), made_by=by).full_clean()
    return make_each([fields], by=by)[0]


@transaction.atomic
def lift_conflict(*, conflict: Conflict, reason: str, by: User, at: datetime | None = None) -> Conflict:
    """Lift one conflict for a reason; whatever else keeps the two apart still does."""
    rows = Conflict.objects.select_for_update(of=["self"]).select_related("juror__user", "submission")
    conflict = rows.get(pk=conflict.pk)
    if obstacle := rules.obstacle_to_lift(conflict):
        raise Refused(obstacle)
    conflict.lifted_at, conflict.lifted_by, conflict.lifted_because = at or timezone.now(), by, reason.strip()
    conflict.full_clean()
    log.save(conflict, "conflict.lifted", by=by, reason=reason.strip()[:300])
    return conflict
