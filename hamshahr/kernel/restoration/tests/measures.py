"""Counts by which a restoration is judged."""

from dataclasses import dataclass, field, fields
from difflib import SequenceMatcher

from hamshahr.kernel.restoration.letters import HALF_SPACE, LETTERS, fold


@dataclass
class Tally:
    """What went right and wrong over many lines."""

    words: int = 0
    wrong: int = 0
    wrong_before: int = 0
    lines: int = 0
    right_lines: int = 0
    lams_lost: int = 0
    lams_put: int = 0
    lams_right: int = 0
    half_spaces: int = 0
    half_spaces_right: int = 0
    misses: list[tuple[str, str]] = field(default_factory=list)

    def add(self, damaged: str, restored: str, correct: str) -> None:
        """Count one line."""
        self.words += len(correct.split())
        self.wrong += wrong_words(restored, correct)
        self.wrong_before += wrong_words(damaged, correct)
        self.lines += 1
        self.right_lines += restored == correct
        lost, put = lam_places(damaged, correct), lam_places(damaged, restored)
        self.lams_lost += len(lost)
        self.lams_put += len(put)
        self.lams_right += len(lost & put)
        wanted = half_space_places(correct) - half_space_places(damaged)
        self.half_spaces += len(wanted)
        self.half_spaces_right += len(wanted & half_space_places(restored))
        if restored != correct:
            self.misses.append((restored, correct))

    def __add__(self, other: "Tally") -> "Tally":
        """Both tallies together."""
        return Tally(**{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)})

    @property
    def error(self) -> float:
        """Share of words that are wrong."""
        return self.wrong / max(1, self.words)

    @property
    def error_before(self) -> float:
        """Share of words that were wrong in the damaged lines."""
        return self.wrong_before / max(1, self.words)

    @property
    def recall(self) -> float:
        """Share of the lost lams that were put back."""
        return self.lams_right / max(1, self.lams_lost)

    @property
    def precision(self) -> float:
        """Share of the lams put in that had been lost."""
        return self.lams_right / max(1, self.lams_put)

    @property
    def half_space_recall(self) -> float:
        """Share of the lost half-spaces that were put back."""
        return self.half_spaces_right / max(1, self.half_spaces)

    @property
    def lines_right(self) -> float:
        """Share of lines without any mistake."""
        return self.right_lines / max(1, self.lines)


def wrong_words(text: str, correct: str) -> int:
    """Words of the correct text that the other has not, and those it has too many, whichever is more."""
    one, other = text.split(), correct.split()
    same = sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
    return max(len(one), len(other)) - same


def lam_places(damaged: str, other: str) -> set[int]:
    """Letters of the damaged line before which the other line has one lam more."""
    short, long = letters_of(damaged), letters_of(other)
    found, at = set(), 0
    for place, letter in enumerate(short):
        if at < len(long) and long[at] == "ل" and letter == "ا":
            found.add(place)
            at += 1
        at += 1
    return found


def letters_of(text: str) -> str:
    """The Persian letters of a text, folded."""
    return "".join(letter for letter in fold(text) if letter in LETTERS)


def half_space_places(text: str) -> set[int]:
    """After how many letters, joined lams not counted, half-spaces stand."""
    places, seen = set(), 0
    for index, letter in enumerate(text):
        if letter in LETTERS and not (letter == "ل" and text[index + 1 : index + 2] == "ا"):
            seen += 1
        elif letter == HALF_SPACE:
            places.add(seen)
    return places
