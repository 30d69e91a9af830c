"""A ranking as it is read: entries by name in their places, with what is drawn of each; and why each stands there."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language, get_language_bidi

from hamshahr.accounts.models import User
from hamshahr.calls.models import Submission

from ..models import Juror, Ranking
from ..models.conflicts import barred
from ..ranking.words import sentences
from ..reading import Name, name_of

WHOLE = 100


@dataclass(frozen=True)
class Standing:
    """One entry in its place; ``state`` is what the cut makes of it, the bar is its interval out of a hundred."""

    entry: Submission
    name: Name
    row: dict[str, Any]
    state: str
    bar_at: str
    bar_wide: str
    dot_at: str

    @property
    def chance(self) -> int:
        return round(WHOLE * self.row["chance_of_top"])


def entries_of(ranking: Ranking, user: User) -> dict[str, Submission]:
    """The ranked entries that a user is not kept from, by key."""
    keys = [row["submission"] for row in ranking.result["submissions"]]
    rows: QuerySet[Submission] = Submission.objects.filter(call=ranking.panel.stage.call_id, key__in=keys)
    rows = rows.exclude(barred(user)).select_related("party").prefetch_related("copies", "redactions")
    return {entry.key: entry for entry in rows}


def state_of(row: dict[str, Any], places: int) -> str:
    """In, out, or open: whether the line behind the last place runs through the interval."""
    low, high = row["interval"]
    if high <= places:
        return "in"
    return "open" if low <= places else "out"


def standings(ranking: Ranking, user: User, *, blind: bool = False) -> list[Standing]:
    """Every entry that the reader may know of, in its place; two queries."""
    entries, rows = entries_of(ranking, user), ranking.result["submissions"]
    return [
        standing(entries[row["submission"]], row, ranking.places, len(rows), blind=blind)
        for row in rows
        if row["submission"] in entries
    ]


def standing(entry: Submission, row: dict[str, Any], places: int, number: int, *, blind: bool) -> Standing:
    low, high = row["interval"]
    start, wide = (low - 1) / number * WHOLE, (high - low + 1) / number * WHOLE
    dot = (row["rank"] - 0.5) / number * WHOLE
    if get_language_bidi():
        start, dot = WHOLE - start - wide, WHOLE - dot
    name = name_of(entry, whole=not blind)
    return Standing(entry, name, row, state_of(row, places), f"{start:.2f}%", f"{wide:.2f}%", f"{dot:.2f}%")


def line_at(ranking: Ranking) -> str:
    """Where the line behind the last place is drawn."""
    at = ranking.places / len(ranking.result["submissions"]) * WHOLE
    return f"{WHOLE - at if get_language_bidi() else at:.2f}%"


def counted(rows: list[Standing]) -> dict[str, int]:
    """How many entries are in, open and out."""
    return {state: sum(each.state == state for each in rows) for state in ("in", "open", "out")}


def explained(ranking: Ranking, row: dict[str, Any]) -> list[str]:
    """Why an entry has its place, in the reader's language."""
    return list(sentences(row, ranking.result, (get_language() or "en").split("-")[0], ranking.places))


def severities(ranking: Ranking) -> list[tuple[Juror, dict[str, Any]]]:
    """Each juror with how many points of a hundred the juror gives less than the others, the harshest first."""
    jurors = {one.key: one for one in Juror.objects.filter(panel=ranking.panel_id).select_related("user")}
    rows = sorted(ranking.result["jurors"], key=lambda row: (-row["severity"], row["juror"]))
    return [(jurors[row["juror"]], row) for row in rows if row["juror"] in jurors]
