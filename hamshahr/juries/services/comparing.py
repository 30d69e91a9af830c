"""Finding entries that repeat earlier ones, of this call and of the calls of the same body."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.calls.models import Answer, Call, Submission

from ..models import Likeness, Panel
from ..similarity import likenesses


@transaction.atomic
def find_likenesses(*, panel: Panel, by: User, at: datetime | None = None) -> int:
    """Compare the entries of a call with each other and with those of earlier calls; how many pairs were found."""
    at = at or timezone.now()
    call = Call.objects.select_for_update(of=["self"]).get(pk=panel.stage.call_id)
    earlier = Q(call__body=call.body_id) | Q(call=call)
    entries = {one.key: one for one in Submission.objects.standing().filter(earlier)}
    own = [key for key, entry in entries.items() if entry.call_id == call.pk]
    found = likenesses(texts_of(entries), own)
    Likeness.objects.filter(submission__call=call).delete()
    rows = [
        Likeness(
            submission=entries[key],
            other=entries[each.other],
            share=Decimal(str(each.share)),
            sentences=[list(pair) for pair in each.sentences],
            found_at=at,
        )
        for key, alike in found.items()
        for each in alike
        if is_earlier(entries[each.other], entries[key])
    ]
    Likeness.objects.bulk_create(rows)
    log.write("likenesses.found", panel, by=by, facts={"pairs": len(rows), "entries": len(own)})
    return len(rows)


def is_earlier(other: Submission, entry: Submission) -> bool:
    """Whether another entry was handed in before; of one call the lower number is the earlier."""
    return (other.submitted_at, other.number or 0) < (entry.submitted_at, entry.number or 0)


def texts_of(entries: dict[str, Submission]) -> dict[str, str]:
    """What jurors may read of each entry, as one text."""
    rows = Answer.objects.filter(submission__in=entries.values(), question__is_private=False)
    texts = {key: [entry.title] for key, entry in entries.items()}
    for key, value in rows.order_by("submission", "question__position").values_list("submission__key", "value"):
        if isinstance(value, str):
            texts[key].append(value)
    return {key: "\n".join(parts) for key, parts in texts.items()}
