"""Reminders of the deadlines of calls, by the distances that a call sets; after a pause only the nearest is written."""

from datetime import datetime

from django.db import transaction

from hamshahr.letters.models import Letter

from ..models import Call, Stage, Submission
from ..notices.reminders import desk_reminded, draft_reminded
from ..rules.handing_in import is_endorsed
from ..stages import runs, takes_entries

USUAL = [14, 3, 1]


def remind_entrants(*, at: datetime) -> list[Letter]:
    """Write the reminders that are due for entries not handed in or not endorsed, each once; the new letters."""
    windows = Stage.objects.at(at).filter(kind=Stage.Kind.OPEN, call__published_at__lte=at)
    letters: list[Letter] = []
    for stage in windows.select_related("call").order_by("pk"):
        days = distance_due(stage, at)
        if days is not None and runs(stage, at) and takes_entries(stage.call, at):
            letters += remind_call(stage.call, stage, days, at)
    return letters


@transaction.atomic
def remind_call(call: Call, stage: Stage, days: int, at: datetime) -> list[Letter]:
    letters: list[Letter] = []
    rows = Submission.objects.filter(call=call, state__in=("draft", "waiting")).select_related("call", "party")
    for submission in rows.order_by("pk"):
        if submission.state == Submission.State.DRAFT:
            letters += draft_reminded(submission, stage.closes_at, days=days, at=at)
        elif call.needs_endorsement and not is_endorsed(submission):
            letters += desk_reminded(submission, stage.closes_at, days=days, at=at)
    return letters


def distance_due(stage: Stage, at: datetime) -> int | None:
    """The nearest distance, in days before the deadline, that has come; None before the first."""
    left = stage.closes_at - at
    come = [days for days in stage.rules.get("reminders", USUAL) if left.total_seconds() <= days * 86400]
    return min(come, default=None)
