"""One field of a page: what stood there, what restoration made of it, and the way back."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import accumulate

from hamshahr.kernel.restoration import Change, Doubt, restore
from hamshahr.kernel.restoration.edits import apply, compose
from hamshahr.kernel.restoration.letters import HALF_SPACE, fold
from hamshahr.kernel.restoration.titles import decoded, restore_title

from .signs import UNSEEN

PERSIAN = "fa"
LONGEST_TITLE = 300

_WIDE_SPACE = re.compile("[ \t\u00a0]{8,}")
_ENDLESS_WORD = re.compile(r"\S{300,}")
_STAND_IN = "x"


@dataclass(frozen=True)
class FieldRead:
    """A field as it stood (``source``) and as restored (``text``); every change can be undone by its number."""

    name: str
    source: str
    text: str
    changes: tuple[Change, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def without(self, undone: Collection[int]) -> str:
        """The text with these changes taken back; all of them taken back, it is the source."""
        return apply(self.source, [change for number, change in enumerate(self.changes) if number not in undone])

    def part(self, start: int, end: int, undone: Collection[int] = ()) -> str:
        """What became of the stretch of the source between two places."""
        first = bisect_left(self.changes, start, key=_offset)
        last = bisect_right(self.changes, end, key=_offset)
        parts, place = [], start
        for number in range(first, last):
            change = self.changes[number]
            if number not in undone and change.end <= end:
                parts += self.source[place : change.offset], change.after
                place = change.end
        return "".join(parts) + self.source[place:end]


def _offset(change: Change) -> int:
    return change.offset


class Places:
    """Where places of the source stand in a part of the field; what a change covers in part is covered whole."""

    def __init__(self, field: FieldRead, start: int, end: int, undone: Collection[int] = ()) -> None:
        first = bisect_left(field.changes, start, key=_offset)
        last = bisect_right(field.changes, end, key=_offset)
        changes = [field.changes[number] for number in range(first, last) if number not in undone]
        self.start, self.changes = start, [change for change in changes if change.end <= end]
        self.shifts = [0, *accumulate(len(change.after) - len(change.before) for change in self.changes)]

    def first(self, place: int) -> int:
        """Where the stretch that begins at this place begins, behind what was put in there."""
        number = bisect_right(self.changes, place, key=_end)
        if number < len(self.changes):
            place = min(place, self.changes[number].offset)
        return place - self.start + self.shifts[number]

    def last(self, place: int) -> int:
        """Where the stretch that ends at this place ends, before what was put in there."""
        number = bisect_left(self.changes, place, key=_offset)
        if number:
            place = max(place, self.changes[number - 1].end)
        return place - self.start + self.shifts[number]


def _end(change: Change) -> int:
    return change.end


def field_read(name: str, source: str, language: str) -> FieldRead:
    """The field without unseen signs and, where it is Persian, restored by what it tells itself."""
    first = _unseen(source)
    cleaned = apply(source, first)
    if language != PERSIAN:
        return FieldRead(name, source, cleaned, tuple(first))
    second, doubts = _restored(cleaned)
    changes = compose(source, first, second)
    return FieldRead(
        name, source, apply(source, changes), tuple(changes), tuple(doubt.before(first) for doubt in doubts)
    )


def title_read(plain: str, coded: str, language: str) -> FieldRead:
    """A title, with the borders of words from its coded copy where the page has one."""
    if language != PERSIAN or (not coded and plain):
        return field_read("title", plain, language)
    if not plain:
        title = restore_title((decoded(coded) or "").replace(HALF_SPACE, ""), coded).text
        return FieldRead("title", coded, title, (Change(0, coded, title, "base64"),))
    title = restore_title(plain, coded)
    if not title.is_confirmed:
        return field_read("title", plain, language)
    return FieldRead("title", plain, title.text, tuple(_differences(plain, title.text)))


def _differences(plain: str, title: str) -> list[Change]:
    """What must change for one to become the other, letter by letter."""
    changes = []
    for kind, start, end, begin, stop in SequenceMatcher(None, plain, title, autojunk=False).get_opcodes():
        if kind != "equal":
            before, after = plain[start:end], title[begin:stop]
            reason = "Arabic letter" if before and fold(before) == after else "second copy of the title"
            changes.append(Change(start, before, after, reason, 0.99))
    return changes


def _unseen(source: str) -> list[Change]:
    found = [Change(one.start(), one[0], "", "unseen sign") for one in UNSEEN.finditer(source)]
    found += [Change(one.start(), one[0], " ", "doubled space") for one in _WIDE_SPACE.finditer(source)]
    return sorted(found, key=lambda change: change.offset)


def _restored(text: str) -> tuple[list[Change], list[Doubt]]:
    """The changes of restoration; words without end (codes, addresses) stand aside meanwhile.

    A change never crosses from one line into another.
    """
    asides = list(_ENDLESS_WORD.finditer(text))
    outcome = restore(_ENDLESS_WORD.sub(_STAND_IN, text), document=True)
    changes, doubts, shift, following = [], [], 0, iter([*asides, None])
    aside = next(following)
    for entry in sorted([*outcome.changes, *outcome.doubts], key=lambda one: one.offset):
        while aside is not None and entry.offset + shift > aside.start():
            shift += len(aside[0]) - len(_STAND_IN)
            aside = next(following)
        moved = replace(entry, offset=entry.offset + shift) if shift else entry
        if isinstance(moved, Doubt):
            doubts.append(moved)
        elif "\n" not in moved.before + moved.after:
            changes.append(moved)
    return changes, doubts
