"""Running text as words: runs of Persian words parted by single spaces, with their places in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from hamshahr.kernel.restoration.letters import HALF_SPACE, LETTERS, MARKS, look_up_key
from hamshahr.kernel.restoration.protected import spans_of

_MARKS = frozenset(MARKS)
_RUN = re.compile(f"[{LETTERS}{MARKS}{HALF_SPACE}]+(?: [{LETTERS}{MARKS}{HALF_SPACE}]+)*")


@dataclass(slots=True)
class Word:
    """A stretch of letters without space; ``key`` are its letters for look-up, half-spaces kept."""

    start: int
    letters: str
    key: str = field(default="")
    is_cut: bool = False

    def __post_init__(self) -> None:
        self.key = look_up_key(self.letters)

    @property
    def end(self) -> int:
        """Where the word ends in the text."""
        return self.start + len(self.letters)

    @property
    def has_tanvin(self) -> bool:
        """Whether the word is an adverb in -an, which no other word is spelt like."""
        return "\u064b" in self.letters

    def place(self, position: int) -> int:
        """Where in the text the letter at this position of the key stands."""
        if len(self.key) == len(self.letters):
            return self.start + position
        seen = -1
        for index, letter in enumerate(self.letters):
            seen += letter not in _MARKS
            if seen == position:
                return self.start + index
        return self.end

    def part(self, begin: int, end: int) -> "Word":
        """The stretch between two positions of the key."""
        start, stop = self.place(begin), self.place(end) if end < len(self.key) else self.end
        return Word(start, self.letters[start - self.start : stop - self.start], is_cut=True)


def runs(text: str) -> Iterator[list[Word]]:
    """The runs of Persian words of a text, protected parts left out."""
    spans = spans_of(text)
    for found in _RUN.finditer(text):
        if spans.touch(*found.span()):
            continue
        words, start = [], found.start()
        for letters in found[0].split(" "):
            words.append(Word(start, letters))
            start += len(letters) + 1
        yield words
