"""What was mended in an imported text: each change undoable, until the bytes of the source stand again."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from hamshahr.kernel.digits import number

from .models import Origin

FIELDS = ("title", "lead", "body")
MOST_AROUND = 24
# What the restoration gives as its reason, in words for the reader.
REASONS = {
    "Arabic letter": gettext_lazy("Arabic letter"),
    "presentation form": gettext_lazy("presentation form"),
    "kashida": gettext_lazy("kashida"),
    "stray short vowel": gettext_lazy("stray short vowel"),
    "half-space": gettext_lazy("half-space"),
    "lost half-space": gettext_lazy("lost half-space"),
    "lost space": gettext_lazy("lost space"),
    "lost lam": gettext_lazy("lost lam"),
    "digits": gettext_lazy("mixed digits"),
    "no space beside a number": gettext_lazy("no space beside a number"),
    "no space after punctuation": gettext_lazy("no space after punctuation"),
    "space before punctuation": gettext_lazy("space before punctuation"),
    "space inside a word": gettext_lazy("space inside a word"),
    "title": gettext_lazy("the title in the source's second line"),
    "second copy of the title": gettext_lazy("second copy of the title"),
    "unseen sign": gettext_lazy("unseen sign"),
    "doubled space": gettext_lazy("doubled space"),
}


@dataclass(frozen=True)
class Repair:
    """One change of the restoration: where, from what to what, why, how sure, and whether it was undone."""

    number: int
    start: int
    before: str
    after: str
    reason: str
    confidence: float
    is_undone: bool

    @property
    def why(self) -> str:
        """The reasons in the reader's language."""
        return pgettext("between items of a list", ", ").join(
            str(REASONS.get(reason, reason)) for reason in self.reason.split(", ")
        )

    @property
    def sure(self) -> str:
        """How sure, in whole per cent."""
        return _("%(number)s%%") % {"number": number(round(self.confidence * 100))}


def repairs_of(origin: Origin) -> Iterator[tuple[str, list[Repair]]]:
    """The repairs of each field that has some."""
    for field in FIELDS:
        rows, text = origin.repairs.get(field, []), origin.texts.get(field, "")
        if rows:
            yield field, [in_words(number, row, text) for number, row in enumerate(rows)]


def in_words(number: int, row: list[Any], text: str) -> Repair:
    """A change shown with the words around it, for a half-space alone shows nothing."""
    start, before, after, reason, confidence, is_undone = row
    end = start + len(before)
    first = max(text.rfind(sign, 0, max(start - 1, 0)) for sign in " \n") + 1
    spaces = [place for sign in " \n" if (place := text.find(sign, end + 1)) >= 0]
    last = min(spaces, default=len(text))
    first, last = max(first, start - MOST_AROUND), min(last, end + MOST_AROUND)
    old, new = text[first:last].strip(), (text[first:start] + after + text[end:last]).strip()
    return Repair(number, start, old, new, reason, confidence, is_undone)
