"""What forms share that take long Persian texts: a damaged one is shown mended, and its writer chooses.

Nothing is mended silently. A form that was filled in without mistakes comes back once with the mended text beside what
was typed; it is sent with whichever was chosen. The choice holds for the text that was seen: one that was typed anew
meanwhile is looked at anew. Without scripts all of it works alike.
"""

import hashlib
from dataclasses import dataclass, replace

from django import forms

from .paragraphs import ADDED, Passage, compare_texts
from .restoration import Restoration, restore
from .restoration.languages import language_of

MENDED, AS_TYPED = "mended", "typed"
# Beyond so many signs a text was not typed into a form, and is brought in by an import.
LONGEST = 20_000
# What any typist does and nobody stumbles over: not worth a question.
TRIFLES = frozenset({"stray short vowel", "doubled space", "space before punctuation", "space inside quotes", "digits"})
TRIFLES |= {"no space after punctuation", "no space beside quotes", "no space beside a number"}


@dataclass(frozen=True)
class Offer:
    """A text as it would be once mended, for the field of this name; ``chosen`` is what its writer decided."""

    name: str
    restored: Restoration
    seen: str
    chosen: str = ""
    is_asked_again: bool = False

    @property
    def passages(self) -> list[Passage]:
        """Each paragraph of the text before and after."""
        return compare_texts(self.restored.source, self.restored.text)

    @property
    def number(self) -> int:
        """How many places look damaged: as many as are marked."""
        return sum(piece.state == ADDED for passage in self.passages for piece in passage.pieces)


def mended(text: str) -> Restoration | None:
    """The text mended where it is Persian and looks damaged, or None."""
    if not text or len(text) > LONGEST or language_of(text) != "fa":
        return None
    restored = restore(text)
    return restored if any(not TRIFLES.issuperset(change.reason.split(", ")) for change in restored.changes) else None


def offer_for(name: str, text: str) -> Offer | None:
    """The mended text of a field, or None where nothing looks damaged."""
    restored = mended(text)
    return Offer(name, restored, hashlib.sha256(text.encode()).hexdigest()[:16]) if restored else None


class OffersMending(forms.BaseForm):
    """Behind a form: the fields named in ``mendable`` are looked at once everything else is right."""

    mendable: tuple[str, ...] = ()

    def full_clean(self) -> None:
        super().full_clean()
        self.offers: list[Offer] = []
        for name in self.mendable if self.is_bound and not self._errors else ():
            self._look_at(name)

    def is_valid(self) -> bool:
        return super().is_valid() and not self.offers

    def _look_at(self, name: str) -> None:
        """Offer the mended text of a field, or take it where that was chosen for this very text."""
        text = self.cleaned_data.get(name) or ""
        found = offer_for(name, text)
        if found is None:
            return
        was_seen = self.data.get(f"{name}_seen") == found.seen
        chosen = self.data.get(f"{name}_choice", "") if was_seen else ""
        if chosen not in (MENDED, AS_TYPED):
            chosen = ""
        offer = replace(found, chosen=chosen, is_asked_again=was_seen and not chosen)
        self.fields[name].offer = offer
        if not chosen:
            self.offers.append(offer)
        elif chosen == MENDED:
            self.cleaned_data[name] = offer.restored.text
            if (instance := getattr(self, "instance", None)) is not None:
                setattr(instance, name, offer.restored.text)
