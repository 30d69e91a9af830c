"""Reading the entries of a call."""

from django.db.models import Q, QuerySet

from ..models import Call, Screening, Submission


def judged(call: Call) -> QuerySet[Submission]:
    """The entries that are judged: handed in whole, and let in by the screening or by an appeal against it."""
    let_in = Q(screening__is_eligible=True) | Q(screening__appeal_outcome=Screening.Outcome.GRANTED)
    return Submission.objects.standing().filter(let_in, call=call).order_by("number")
