"""How many of what there is in a call: for who keeps it, and counted from the rows."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from ..models import Call, GuidanceRequest, Screening, Submission
from .entries import judged

State = Submission.State


def numbers_of(call: Call) -> list[tuple[str, int]]:
    """The numbers of a call with their names, in the order of its way."""
    rows = call.submissions.all()
    counted = rows.aggregate(
        drafts=Count("pk", filter=Q(state=State.DRAFT)),
        waiting=Count("pk", filter=Q(state=State.WAITING)),
        submitted=Count("pk", filter=Q(state=State.SUBMITTED)),
        withdrawn=Count("pk", filter=Q(state=State.WITHDRAWN)),
        cities=Count("party", filter=Q(state=State.SUBMITTED), distinct=True),
        countries=Count("party__country", filter=Q(state=State.SUBMITTED), distinct=True),
    )
    screenings = Screening.objects.filter(submission__call=call)
    open_appeals = screenings.filter(appealed_at__isnull=False, appeal_decided_at=None)
    asked = GuidanceRequest.objects.filter(submission__call=call, replied_at=None)
    return [
        (_("Drafts"), counted["drafts"]),
        (_("Handed in, waiting for a yes"), counted["waiting"]),
        (_("Submitted"), counted["submitted"]),
        (_("Cities that submitted"), counted["cities"]),
        (_("Their countries"), counted["countries"]),
        (_("Withdrawn"), counted["withdrawn"]),
        (_("Let in"), judged(call).count()),
        (_("Screened out"), screenings.filter(is_eligible=False).count()),
        (_("Appeals to decide"), open_appeals.count()),
        (_("Requests for guidance to answer"), asked.count()),
    ]
