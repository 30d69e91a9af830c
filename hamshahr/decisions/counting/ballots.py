"""The ballots of an election, equal ones together."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

MOST_CANDIDATES = 255


@dataclass(frozen=True)
class Ballots:
    """Papers by what is written on them: candidates as bytes (0 is the first), the most preferred first.

    A blank paper names nobody. It is counted as cast, never as valid, and no method sees it.
    """

    candidates: tuple[str, ...]
    papers: Mapping[bytes, int]
    blank: int = 0

    @cached_property
    def valid(self) -> int:
        return sum(self.papers.values())

    @cached_property
    def first_preferences(self) -> tuple[int, ...]:
        """How many papers name each candidate first."""
        firsts = [0] * len(self.candidates)
        for ranking, number in self.papers.items():
            firsts[ranking[0]] += number
        return tuple(firsts)
