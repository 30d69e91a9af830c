"""An assignment that no longer stands is released, and waits for another juror."""

from typing import Any

from django.db.models import QuerySet

from hamshahr.accounts import log
from hamshahr.accounts.models import User

from ..models import Assignment

RELEASED = Assignment.State.RELEASED


def release_all(assignments: QuerySet[Assignment], *, by: User | None, because: str) -> list[Assignment]:
    """Release these; the rows stay, the juror does not see them any more."""
    rows = list(assignments.select_for_update(of=["self"]).select_related("juror__user", "submission"))
    change_each(rows, "assignment.released", by=by, because=because, state=RELEASED, released_because=because[:300])
    return rows


def change_each(rows: list, verb: str, *, by: User | None, because: str, **fields: Any) -> None:
    """Give each of these rows the same fields in one statement, with an act for each."""
    if not rows:
        return
    changed = []
    for row in rows:
        before = log.fields_of(row)
        for name, value in fields.items():
            setattr(row, name, value)
        changed.append((row, log.difference(before, log.fields_of(row))))
    type(rows[0])._base_manager.bulk_update(rows, list(fields), batch_size=500)
    log.write_each(verb, changed, by=by, reason=because[:300])
