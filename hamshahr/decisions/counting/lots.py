"""Ties that a rule leaves open: one order of lots for the whole count, which anybody can draw again."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lots:
    """The order in which candidates win ties: by lot where a seed was published, else as they stand on the list.

    The lot of a candidate is the SHA-256 digest of ``seed/number`` in UTF-8; the smallest digest goes first.
    """

    seed: str | None
    order: tuple[int, ...]

    @classmethod
    def drawn(cls, candidates: int, seed: str | None = None) -> "Lots":
        numbers = range(candidates)
        if seed is None:
            return cls(None, tuple(numbers))
        return cls(seed, tuple(sorted(numbers, key=lambda one: hashlib.sha256(f"{seed}/{one + 1}".encode()).digest())))

    def in_order(self, tied: Iterable[int]) -> list[int]:
        """Those tied, the one who wins the tie first."""
        return sorted(tied, key=self.order.index)
