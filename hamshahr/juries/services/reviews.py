"""Writing a review: each field saved as it was typed, never over what another tab saved; finished, reopened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused

from .. import rules
from ..asked import locked_rows, review_rows, score_rows
from ..fields import SCORE, TEXTS, digest_of_scores, mark_of, value_of
from ..models import Assignment, Review, Score
from ..reading import languages_of
from ..rules.reviews import obstacle_to_write
from ..totals import criteria_of, missing_scores

Value = str | bool | Decimal | None
EMPTY = mark_of(None)


@dataclass(frozen=True, slots=True)
class Crossing:
    """One field that was saved elsewhere since this form was opened: what stands there, and what was typed here."""

    name: str
    stored: Value
    typed: Value

    @property
    def is_score(self) -> bool:
        return self.name.startswith(SCORE)

    @property
    def mark(self) -> str:
        """The mark under which the typed value may replace the stored one."""
        return mark_of(self.stored)


@dataclass(frozen=True, slots=True)
class Written:
    """A review as it is stored now, with its scores by the keys of their criteria."""

    review: Review
    scores: Mapping[str, Score]


class Crossed(Refused):
    """Something was saved elsewhere since the form was opened; nothing of this form is stored."""

    def __init__(self, crossings: list[Crossing]) -> None:
        super().__init__(_("Another tab saved something else meanwhile. Nothing of this form is stored yet."))
        self.crossings = crossings


def locked_assignment(assignment: Assignment, at: datetime) -> Assignment:
    """The assignment, so that two tabs of a juror come one after the other."""
    assignment = locked_rows(None, task=assignment.pk)[0]
    if obstacle := rules.obstacle_to_judge(assignment, at=at):
        raise Refused(obstacle)
    return assignment


def review_of(assignment: Assignment, by: User) -> Review:
    """The review of an assignment, begun with the first word or score."""
    review = next(iter(review_rows(None, task=assignment.pk)), None)
    if review is None:
        review = Review(assignment=assignment)
        log.save(review, "review.begun", by=by)
    review.assignment = assignment
    return review


def save_review(**said: Any) -> Review:
    """The review as ``write_review`` leaves it."""
    return write_review(**said).review


@transaction.atomic
def write_review(
    *,
    assignment: Assignment,
    typed: Mapping[str, Value],
    marks: Mapping[str, str],
    by: User,
    at: datetime | None = None,
) -> Written:
    """Save what was typed; ``marks`` say what stood in each field when the form was opened.

    A field that was not touched here keeps what another tab saved. One that was changed in both is refused with both
    values, until the juror says which stands.
    """
    at = at or timezone.now()
    assignment = locked_assignment(assignment, at)
    review = review_of(assignment, by)
    scores = {score.criterion.slug: score for score in score_rows(None, review=review.pk)}
    stored = {name: value_of(review, scores, name) for name in typed}
    changed = {
        name: value for name, value in typed.items() if value != stored[name] and was_touched(name, value, marks)
    }
    crossed = [
        Crossing(name, stored[name], value) for name, value in changed.items() if is_crossed(name, stored, marks)
    ]
    if crossed:
        raise Crossed(crossed)
    if not changed:
        return Written(review, scores)
    if obstacle := obstacle_to_write(review):
        raise Refused(obstacle)
    scores = write_fields(review, scores, changed)
    review.version, review.saved_at = review.version + 1, at
    review.save(force_update=True)
    return Written(review, scores)


def was_touched(name: str, value: Value, marks: Mapping[str, str]) -> bool:
    return mark_of(value) != marks.get(name, EMPTY)


def is_crossed(name: str, stored: Mapping[str, Value], marks: Mapping[str, str]) -> bool:
    return mark_of(stored[name]) != marks.get(name, EMPTY)


def write_fields(review: Review, scores: Mapping[str, Score], changed: Mapping[str, Value]) -> dict[str, Score]:
    """The texts of a review and its scores; an approved feedback that changes is not approved any more."""
    written = dict(scores)
    if "feedback" in changed and "feedback_approved" not in changed:
        review.feedback_approved = False
    for name in changed.keys() & set(TEXTS):
        setattr(review, name, changed[name])
    criteria = {criterion.slug: criterion for criterion in criteria_of(review.assignment.juror.panel)}
    for name in changed.keys() - set(TEXTS):
        slug = name.removeprefix(SCORE)
        value = in_scale(criteria[slug], changed[name])
        score = scores.get(slug)
        if score is None:
            written[slug] = Score.objects.create(review=review, criterion=criteria[slug], value=value)
        else:
            score.value, score.version = value, score.version + 1
            score.save(update_fields=["value", "version"])
    return written


def in_scale(criterion, value: Decimal | None) -> Decimal | None:
    """A score within the scale of its criterion."""
    if value is None or criterion.low <= value <= criterion.high:
        return value
    words = {"criterion": criterion, "low": criterion.low, "high": criterion.high}
    raise Refused(_("%(criterion)s: a score runs from %(low)s to %(high)s.") % words)


@transaction.atomic
def finish_review(*, assignment: Assignment, by: User, at: datetime | None = None) -> Review:
    """A juror finishes a review; the log keeps a digest of it, so that nobody changes it later unseen."""
    at = at or timezone.now()
    assignment = locked_assignment(assignment, at)
    review = review_of(assignment, by)
    if review.is_done:
        return review
    missing = missing_scores(review)
    has_choice = len(languages_of(assignment.submission)) > 1
    if obstacle := rules.obstacle_to_finish(review, missing, has_choice_of_text=has_choice):
        raise Refused(obstacle)
    review.is_done, review.done_at = True, at
    changes = log.saved(review)
    log.write("review.finished", review, by=by, changes=changes, facts={"digest": digest_of_scores(review)})
    return review


@transaction.atomic
def reopen_review(*, assignment: Assignment, by: User, at: datetime | None = None) -> Review:
    """Open a finished review again, until the stage is over."""
    assignment = locked_assignment(assignment, at or timezone.now())
    review = review_of(assignment, by)
    if obstacle := rules.obstacle_to_reopen(review):
        raise Refused(obstacle)
    review.is_done, review.done_at = False, None
    log.save(review, "review.reopened", by=by)
    return review
