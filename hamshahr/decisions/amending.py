"""Amendments by paragraph: the text with those that were adopted, which of them exclude each other, who is voted first.

Every amendment names its place in the text as it was opened for amendments. What was adopted is laid into that text
again each time, so the order in which they were adopted never matters.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import pgettext_lazy

from hamshahr.kernel.paragraphs import likeness


class Change(models.TextChoices):
    """What an amendment does to a paragraph."""

    REPLACE = "replace", pgettext_lazy("of an amendment", "replace the paragraph")
    INSERT = "insert", pgettext_lazy("of an amendment", "insert after the paragraph")
    DELETE = "delete", pgettext_lazy("of an amendment", "delete the paragraph")


@dataclass(frozen=True, slots=True)
class Amended:
    """One change to a text: its number, what it does, to which paragraph from 1 on, and the new paragraphs."""

    number: int
    change: Change
    paragraph: int
    words: tuple[str, ...] = ()


def laid_in(paragraphs: Sequence[str], changes: Iterable[Amended]) -> list[str]:
    """The text with these changes; insertions at one place stand in the order of their numbers."""
    changes = sorted(changes, key=lambda change: change.number)
    text: list[str] = []
    for place in range(len(paragraphs) + 1):
        here = [change for change in changes if change.paragraph == place]
        instead = [change for change in here if change.change != Change.INSERT]
        if instead:
            text += instead[-1].words
        elif place:
            text.append(paragraphs[place - 1])
        for change in here:
            text += change.words if change.change == Change.INSERT else ()
    return text


def exclude(one: Amended, other: Amended) -> bool:
    """Whether of two changes only one can be adopted: both want to say what becomes of the same paragraph."""
    is_of_both = Change.INSERT not in (one.change, other.change)
    return one.number != other.number and is_of_both and one.paragraph == other.paragraph


def in_order_of_voting(paragraphs: Sequence[str], changes: Iterable[Amended]) -> list[Amended]:
    """Paragraph by paragraph from the beginning; at each the one that goes farthest from the text comes first."""
    return sorted(changes, key=lambda change: (change.paragraph, -farness(paragraphs, change), change.number))


def farness(paragraphs: Sequence[str], change: Amended) -> float:
    """How far a change goes: what deletes goes farthest, what inserts leaves the text as it is."""
    if change.change == Change.DELETE:
        return 1.0
    if change.change == Change.INSERT:
        return -1.0
    return 1.0 - likeness(paragraphs[change.paragraph - 1], " ".join(change.words))
