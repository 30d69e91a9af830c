"""Which entries are before a jury."""

from django.db.models import QuerySet

from hamshahr.calls.models import Stage, Submission
from hamshahr.calls.queries import judged

from .models import Panel


def judged_by(panel: Panel) -> QuerySet[Submission]:
    """The entries before a jury: those let in by the screening, or all handed in where the call has none."""
    call = panel.stage.call
    if call.stages.filter(kind=Stage.Kind.ELIGIBILITY).exists():
        return judged(call)
    return Submission.objects.standing().filter(call=call).order_by("number")
