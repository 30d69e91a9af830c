"""The weighted total of a review, exact: each score as a part of its scale, by its weight, out of a hundred."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet

from hamshahr.calls.models import Criterion
from hamshahr.kernel.prepared import Prepared

from .models import Panel, Review

FULL = 100


def criteria_of(panel: Panel) -> list[Criterion]:
    """The criteria of a stage in their order; read once for each panel that is held."""
    if not hasattr(panel, "_criteria"):
        panel._criteria = criterion_rows(None, stage=panel.stage_id)
    return panel._criteria


@Prepared
def criterion_rows(_user: None, *, stage: int) -> QuerySet[Criterion]:
    return Criterion.objects.filter(stage=stage).order_by("position")


def weighted_total(criteria: Iterable[Criterion], scores: Mapping[int, Decimal | None]) -> Fraction | None:
    """The total out of a hundred; None while a criterion that counts has no score.

    A criterion that is informative, or weighs nothing, stands outside. One that is not required and was left empty
    neither helps nor harms: the others share its weight.
    """
    got, weights = Fraction(0), Fraction(0)
    for criterion in criteria:
        value = scores.get(criterion.pk)
        if criterion.is_informative or not criterion.weight:
            continue
        if value is None:
            if criterion.is_required:
                return None
            continue
        part = Fraction(Fraction(value) - criterion.low, criterion.high - criterion.low)
        got += Fraction(criterion.weight) * part
        weights += Fraction(criterion.weight)
    return got * FULL / weights if weights else None


def scores_by_criterion(review: Review) -> dict[int, Decimal]:
    return {score.criterion_id: score.value for score in review.scores.all() if score.value is not None}


def missing_scores(review: Review) -> list[Criterion]:
    """The required criteria that have no score yet."""
    given = scores_by_criterion(review)
    return [each for each in criteria_of(review.assignment.juror.panel) if each.is_required and each.pk not in given]


def to_show(total: Fraction | None) -> Decimal | None:
    """A total to two places, as it stands on a page; what is computed with stays exact."""
    if total is None:
        return None
    return (Decimal(total.numerator) / Decimal(total.denominator)).quantize(Decimal("0.01"))
