"""How far a jury is: for its chair and for who keeps it; no score is read for it."""

from dataclasses import dataclass

from django.db.models import Count, Q

from hamshahr.accounts.models import User
from hamshahr.calls.models import Submission

from ..models import Assignment, Juror, Panel
from ..models.conflicts import barred
from ..reading import Name, name_of
from ..rules import may_keep_panel

DONE = Q(assignments__state="active", assignments__review__is_done=True)
ACTIVE = Q(assignments__state="active")


@dataclass(frozen=True)
class Progress:
    """Jurors with their load and what they have finished; entries with the reviews they have and need."""

    jurors: list[Juror]
    entries: list[tuple[Submission, Name]]
    asked: int
    done: int
    short: list[Submission]


def progress_of(panel: Panel, user: User) -> Progress:
    """The progress of a panel as this reader may see it: nothing of an entry the reader is kept from."""
    seen = Assignment.objects.visible_to(user).active().filter(juror__panel=panel)
    jurors = (
        panel.jurors.judging()
        .select_related("user", "party")
        .annotate(
            load=Count("assignments", filter=Q(assignments__in=seen)),
            done=Count("assignments", filter=Q(assignments__in=seen, assignments__review__is_done=True)),
        )
    )
    judged = Submission.objects.filter(call=panel.stage.call_id, state=Submission.State.SUBMITTED)
    entries = judged.exclude(barred(user)).annotate(
        assigned=Count("assignments", filter=ACTIVE & Q(assignments__juror__panel=panel)),
        done=Count("assignments", filter=DONE & Q(assignments__juror__panel=panel)),
    )
    rows = list(entries.select_related("party").prefetch_related("copies", "redactions").order_by("number", "pk"))
    whole = may_keep_panel(user, panel)
    return Progress(
        jurors=list(jurors.order_by("user__full_name", "pk")),
        entries=[(entry, name_of(entry, whole=whole)) for entry in rows],
        asked=panel.reviews_each * len(rows),
        done=sum(entry.done for entry in rows),
        short=[entry for entry in rows if entry.assigned < panel.reviews_each],
    )
