"""Changes to a text that can be undone: every stage yields edits, and stages compose into one list of changes."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """At ``offset`` of the source, ``before`` became ``after``."""

    offset: int
    before: str
    after: str
    reason: str
    confidence: float = 1.0

    @property
    def end(self) -> int:
        """Where the changed part of the source ends."""
        return self.offset + len(self.before)


def apply(text: str, changes: Iterable[Change]) -> str:
    """The text with these changes made; they stand in order and do not overlap."""
    parts, position = [], 0
    for change in changes:
        parts += text[position : change.offset], change.after
        position = change.end
    parts.append(text[position:])
    return "".join(parts)


def undo(restored: str, changes: Iterable[Change]) -> str:
    """The source, letter for letter, from which these changes made the restored text."""
    parts, position, shift = [], 0, 0
    for change in changes:
        start = change.offset + shift
        parts += restored[position:start], change.before
        position = start + len(change.after)
        shift += len(change.after) - len(change.before)
    parts.append(restored[position:])
    return "".join(parts)


def compose(source: str, first: Sequence[Change], second: Sequence[Change]) -> list[Change]:
    """One list over ``source`` for what ``second`` made of the outcome of ``first``."""
    if not first or not second:
        return list(first or second)
    placed = _in_outcome(first)
    starts = [start for start, _, _ in placed]
    merged: list[Change] = []
    taken = 0
    for group in _groups(placed, second):
        merged += first[taken : group.first_index]
        merged.append(group.merged(source, first, starts, placed))
        taken = max(taken, group.after_index)
    merged += first[taken:]
    return sorted(merged, key=lambda change: (change.offset, change.end))


@dataclass(slots=True)
class _Group:
    """Later edits that touch the same earlier edits and so become one change."""

    edits: list[Change]
    first_index: int
    after_index: int

    def merged(self, source: str, first: Sequence[Change], starts: list[int], placed: list) -> Change:
        """The group as one change of the source."""
        begin, end = self.edits[0].offset, self.edits[-1].end
        earlier = first[self.first_index : self.after_index]
        if earlier:
            begin = min(begin, starts[self.first_index])
            end = max(end, placed[self.after_index - 1][1])
        shift = placed[self.first_index - 1][2] if self.first_index else 0
        last_shift = placed[self.after_index - 1][2] if self.after_index else 0
        offset, finish = begin - shift, end - last_shift
        before = source[offset:finish]
        middle = apply(before, [_moved(change, -offset) for change in earlier])
        after = apply(middle, [_moved(edit, -begin) for edit in self.edits])
        reasons = dict.fromkeys(part for one in (*earlier, *self.edits) for part in one.reason.split(", "))
        return Change(offset, before, after, ", ".join(reasons), min(one.confidence for one in (*earlier, *self.edits)))


def _moved(change: Change, by: int) -> Change:
    return Change(change.offset + by, change.before, change.after, change.reason, change.confidence)


def _in_outcome(changes: Sequence[Change]) -> list[tuple[int, int, int]]:
    """For each change where its outcome starts and ends, and the shift after it."""
    placed, shift = [], 0
    for change in changes:
        start = change.offset + shift
        shift += len(change.after) - len(change.before)
        placed.append((start, start + len(change.after), shift))
    return placed


def _groups(placed: list[tuple[int, int, int]], edits: Sequence[Change]) -> list[_Group]:
    """The later edits, those that touch a common earlier one together."""
    ends = [end for _, end, _ in placed]
    starts = [start for start, _, _ in placed]
    groups: list[_Group] = []
    for edit in edits:
        low = bisect_right(ends, edit.offset - 1)
        high = bisect_right(starts, edit.end)
        if groups and low < groups[-1].after_index:
            groups[-1].edits.append(edit)
            groups[-1].after_index = max(groups[-1].after_index, high)
        else:
            groups.append(_Group([edit], low, max(low, high)))
    return groups
