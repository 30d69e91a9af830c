"""Levels of a call, and outcomes prepared in silence."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.calls.models import Call, Submission
from hamshahr.kernel.errors import Refused

from .. import rules
from ..models import Level, Outcome


def locked(call: Call) -> Call:
    rows = Call.objects.select_for_update(of=["self"]).select_related("body", "edition__award")
    return rows.get(pk=call.pk)


@transaction.atomic
def set_levels(*, call: Call, levels: Iterable[Mapping[str, Any]], by: User | None) -> list[Level]:
    """Name the levels of a call from the highest down; each is a mapping with ``names`` and what else it has."""
    call = locked(call)
    if obstacle := rules.obstacle_to_set_levels(call):
        raise Refused(obstacle)
    last, made = call.levels.count(), []
    for position, fields in enumerate(levels, start=last + 1):
        level = Level(call=call, position=position, **fields)
        level.full_clean()
        log.save(level, "level.named", by=by)
        made.append(level)
    return made


@transaction.atomic
def prepare_outcome(
    *, submission: Submission, level: Level | None, by: User | None, citation: Any = "", reason: str = ""
) -> Outcome:
    """Write down how far an entry came; prepared anew it takes the place of what was prepared before."""
    locked(submission.call)
    if obstacle := rules.obstacle_to_prepare(submission, level):
        raise Refused(obstacle)
    outcome = Outcome.objects.filter(submission=submission).first()
    outcome = outcome or Outcome(call=submission.call, submission=submission)
    outcome.level, outcome.citation, outcome.reason, outcome.prepared_by = level, citation, reason.strip(), by
    outcome.full_clean()
    log.save(outcome, "outcome.prepared", by=by)
    return outcome


@transaction.atomic
def prepare_by_order(
    *, call: Call, order: Sequence[Submission], places: Sequence[tuple[Level, int]], by: User | None
) -> list[Outcome]:
    """Prepare outcomes from a ranking: the first entries come to the highest level, and so on; the rest to none."""
    levels = [level for level, count in places for _place in range(count)]
    levels += [None] * (len(order) - len(levels))
    pairs = zip(order, levels, strict=False)
    return [prepare_outcome(submission=submission, level=level, by=by) for submission, level in pairs]
