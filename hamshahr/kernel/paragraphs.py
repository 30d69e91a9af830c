"""Two versions of a text compared: which paragraphs changed, and which words within them.

Spaces and line ends do not count: a text that was only set anew is the same text.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, CHANGED, ADDED, REMOVED = "same", "changed", "added", "removed"

# Paragraphs with at least this share of their words in common are one paragraph that changed.
ALIKE = 0.4
# Beyond so many words the comparison may leave out the frequent ones, so that it stays quick.
MANY = 2000
_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True)
class Piece:
    """Some words in a row that stayed, came or went."""

    state: str
    words: str


@dataclass(frozen=True)
class Passage:
    """One paragraph before and after; None where it was not there."""

    before: str | None
    after: str | None

    @property
    def state(self) -> str:
        """What happened to the paragraph: same, changed, added or removed."""
        if self.before is None:
            return ADDED
        if self.after is None:
            return REMOVED
        return SAME if self.before == self.after else CHANGED

    @property
    def pieces(self) -> list[Piece]:
        """The words of both versions in reading order, those that went before those that came."""
        before, after = (self.before or "").split(), (self.after or "").split()
        matcher = SequenceMatcher(None, before, after, autojunk=len(after) > MANY)
        pieces = []
        for tag, start, end, first, last in matcher.get_opcodes():
            if tag == "equal":
                pieces.append(Piece(SAME, " ".join(after[first:last])))
                continue
            if end > start:
                pieces.append(Piece(REMOVED, " ".join(before[start:end])))
            if last > first:
                pieces.append(Piece(ADDED, " ".join(after[first:last])))
        return pieces


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text, parted by empty lines, each with single spaces."""
    parts = _PARAGRAPH_END.split(text.replace("\r\n", "\n"))
    return [" ".join(part.split()) for part in parts if part.strip()]


def says_the_same(before: str, after: str) -> bool:
    """Whether two texts differ in nothing but spaces and line ends."""
    return paragraphs(before) == paragraphs(after)


def compare(before: Sequence[str], after: Sequence[str]) -> list[Passage]:
    """Every paragraph of both versions, in order, each beside what it became."""
    passages: list[Passage] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            passages += [Passage(text, text) for text in after[first:last]]
        else:
            passages += _beside(before[start:end], after[first:last])
    return passages


def compare_texts(before: str, after: str) -> list[Passage]:
    """Two plain texts, paragraph by paragraph."""
    return compare(paragraphs(before), paragraphs(after))


def _beside(before: Sequence[str], after: Sequence[str]) -> Iterator[Passage]:
    """Paragraphs that differ, each beside the next one like it."""
    if len(before) == len(after) == 1:
        yield Passage(before[0], after[0])
        return
    place = 0
    for text in before:
        alike = next((at for at in range(place, len(after)) if likeness(text, after[at]) >= ALIKE), None)
        if alike is None:
            yield Passage(text, None)
            continue
        yield from (Passage(None, new) for new in after[place:alike])
        yield Passage(text, after[alike])
        place = alike + 1
    yield from (Passage(None, new) for new in after[place:])


def likeness(one: str, other: str) -> float:
    """The share of words that two paragraphs have in common."""
    mine, theirs = Counter(one.split()), Counter(other.split())
    number = mine.total() + theirs.total()
    return 2 * (mine & theirs).total() / number if number else 1.0
