"""Panels as the flow leaves them, and the swaps of one juror for another that they allow."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .pairs import BARRED, Pairs

NEVER = np.int64(1) << 60


@dataclass(frozen=True)
class Panels:
    """The seats of all panels, by submission; ``weights`` says how much the affinities of each submission count."""

    pairs: Pairs
    rows: np.ndarray
    columns: np.ndarray
    missing: np.ndarray
    weights: np.ndarray

    @cached_property
    def loads(self) -> np.ndarray:
        return np.bincount(self.columns, minlength=len(self.pairs.jurors))

    @cached_property
    def full(self) -> np.ndarray:
        """Which regions (column) have no room left on which panel (row)."""
        seats = np.zeros((len(self.pairs.submissions), self.pairs.regions), np.int32)
        np.add.at(seats, (self.rows, self.pairs.region[self.columns]), 1)
        return seats >= self.pairs.problem.region_cap

    @property
    def sitting(self) -> np.ndarray:
        """A row of jurors for each submission, where no review is missing."""
        return self.columns.reshape(len(self.pairs.submissions), self.pairs.problem.reviews)

    @cached_property
    def gains(self) -> np.ndarray:
        """The affinity of every seat."""
        return self.pairs.affinity[self.rows, self.columns].astype(np.int64)

    @property
    def total(self) -> int:
        return int(self.gains.sum())

    @property
    def is_short(self) -> bool:
        return bool(self.missing.any() or (self.loads < self.pairs.least).any())

    def swaps(self, affinity: np.ndarray) -> np.ndarray:
        """What the cheapest swap of each juror (column) for each other (row) costs over all panels it sits on.

        A swap is possible where the other is allowed, does not sit there yet, and has the same region or one with room.
        """
        size, region = len(self.pairs.jurors), self.pairs.region
        cost = np.full((size, size), NEVER)
        open_to = affinity.copy()
        open_to[self.rows, self.columns] = BARRED
        order = np.argsort(self.columns, kind="stable")
        begins = np.searchsorted(self.columns[order], np.arange(size + 1))
        for juror in np.flatnonzero(self.loads):
            seats = order[begins[juror] : begins[juror + 1]]
            rows = self.rows[seats]
            others = open_to[rows]
            possible = (others != BARRED) & (~self.full[rows][:, region] | (region == region[juror]))
            loses = (self.gains[seats, None] - others) * self.weights[rows, None]
            cost[:, juror] = np.where(possible, loses, NEVER).min(axis=0)
        return cost
