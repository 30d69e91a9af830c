"""Pairs that are words with the lam and without it, and the neighbours that tell which one is meant.

The pairs stand in ``contexts.txt``, where a final ``-`` of a cue stands for any ending. Cues are compared without
joined lams, since the neighbours are damaged by the same source.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hamshahr.kernel.restoration.letters import look_up_key, without_joined_lams

REACH = 4
_SOURCE = Path(__file__).with_name("contexts.txt")
_BY_DISTANCE = (5.0, 3.2, 2.2, 1.6)
_FURTHER_CUES = 0.3


@dataclass(frozen=True)
class Cues:
    """Neighbours that speak for one reading: whole words, and beginnings of words."""

    words: frozenset[str]
    beginnings: tuple[str, ...]

    def match(self, word: str) -> bool:
        """Whether the word is one of them."""
        return word in self.words or word.startswith(self.beginnings)


@dataclass(frozen=True)
class Pair:
    """The two readings and their neighbours."""

    bare: str
    whole: str
    for_bare: Cues
    for_whole: Cues

    def leaning(self, before: list[str], after: list[str]) -> float:
        """Log-odds for the lam, from the words before (nearest last) and after."""
        return _strength(self.for_whole, before, after) - _strength(self.for_bare, before, after)


def pair_for(bare: str) -> Pair | None:
    """The entry of this word in the table."""
    return _pairs().get(bare)


def _strength(cues: Cues, before: list[str], after: list[str]) -> float:
    best = total = 0.0
    for words in (before[::-1], after):
        for distance, word in enumerate(words[:REACH]):
            if cues.match(word):
                best = max(best, _BY_DISTANCE[distance])
                total += _BY_DISTANCE[distance]
    return best + _FURTHER_CUES * (total - best)


@cache
def _pairs() -> dict[str, Pair]:
    pairs = {}
    for line in _SOURCE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        bare, whole, for_bare, for_whole = (part.strip() for part in line.split("|"))
        pairs[bare] = Pair(bare, whole, _cues(for_bare), _cues(for_whole))
    return pairs


def _cues(text: str) -> Cues:
    cues = [without_joined_lams(look_up_key(cue)) for cue in text.split()]
    words = frozenset(cue for cue in cues if not cue.endswith("-"))
    return Cues(words, tuple(cue.removesuffix("-") for cue in cues if cue.endswith("-")))
