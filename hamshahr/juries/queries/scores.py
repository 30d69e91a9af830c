"""The scores of a panel as a ranking reads them, and the feedback that goes to entrants."""

from dataclasses import dataclass
from decimal import Decimal

from hamshahr.calls.models import Submission

from ..models import Assignment, Panel, Review, Score


@dataclass(frozen=True, slots=True)
class GivenScore:
    """One number of a finished review."""

    juror: int
    submission: int
    criterion: int
    value: Decimal


def scores_of(panel: Panel) -> list[GivenScore]:
    """Every score of every finished review that stands, in one order; whoever stepped aside has given none.

    For computing, not for showing: who may read a score says ``Score.objects.visible_to``.
    """
    rows = Score.objects.filter(value__isnull=False, review__done_at__isnull=False, review__recused_at=None)
    rows = rows.filter(review__assignment__juror__panel=panel)
    rows = rows.filter(review__assignment__state=Assignment.State.ACTIVE)
    names = ("review__assignment__juror", "review__assignment__submission", "criterion", "value")
    return [GivenScore(*row) for row in rows.order_by(*names[:3]).values_list(*names)]


def feedback_for(submission: Submission) -> list[str]:
    """What jurors let the entrant read, without their names, in no order that tells whose it is."""
    rows = Review.objects.finished().filter(assignment__submission=submission, feedback_approved=True)
    rows = rows.filter(assignment__state=Assignment.State.ACTIVE).exclude(feedback="")
    return sorted(rows.values_list("feedback", flat=True))
