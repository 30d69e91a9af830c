"""The search for the optimum: flows over few pairs, opening more until none that is closed could better anything."""

import numpy as np

from .flow import solve
from .pairs import BARRED, BLOCK, FULL, Pairs
from .panels import Panels
from .prices import prices_of, worth_opening
from .reaching import Stuck, reach

CANDIDATES = 60
OPENED_AT_ONCE = 30


class Search:
    """The open pairs of one problem, kept from one question to the next."""

    def __init__(self, pairs: Pairs, open_pairs: np.ndarray | None = None) -> None:
        self.pairs = pairs
        self.open = candidates(pairs) if open_pairs is None else open_pairs & (pairs.affinity != BARRED)
        self.rounds = 0

    def best(self, weights: np.ndarray | None = None) -> tuple[Panels, np.ndarray] | Stuck:
        """The panels of greatest weighted affinity with the prices that prove it, or what forbids them."""
        weights = np.ones(len(self.pairs.submissions), np.int64) if weights is None else weights
        while True:
            panels = self.whole(weights)
            if isinstance(panels, Stuck):
                return panels
            prices = prices_of(panels, self.pairs.affinity)
            if prices is not None:
                return panels, prices
            seen = prices_of(panels, np.where(self.open, self.pairs.affinity, BARRED))
            if seen is None:
                raise RuntimeError("The flow is not the best over the pairs it was shown.")
            self.open |= worth_opening(panels, seen, OPENED_AT_ONCE)

    def whole(self, weights: np.ndarray) -> Panels | Stuck:
        """The best panels over open pairs, of which as many are opened as it takes to leave no review missing."""
        while True:
            self.rounds += 1
            panels = self.over_open_pairs(weights)
            if not panels.is_short:
                return panels
            if stuck := self.widen(panels):
                return stuck

    def widen(self, panels: Panels) -> Stuck | None:
        """Open pairs that lead from what is short to jurors with time, ever more until one of them is new."""
        most = OPENED_AT_ONCE
        while True:
            reached = reach(panels, most)
            if isinstance(reached, Stuck):
                return reached
            if (reached & ~self.open).any():
                self.open |= reached
                return None
            most *= 4

    def over_open_pairs(self, weights: np.ndarray) -> Panels:
        """The best flow over the open pairs; a light penalty is quick, a heavy one counts where something is short."""
        rows, columns = np.nonzero(self.open)
        gain = self.pairs.affinity[rows, columns] * weights[rows]
        greatest = max(FULL, int(gain.max(initial=0)))
        for penalty in (3 * greatest, greatest * len(weights) * (self.pairs.problem.reviews + 1)):
            flow = solve(self.pairs, self.open, gain, penalty)
            panels = Panels(self.pairs, flow.rows, flow.columns, flow.missing, weights)
            if not panels.is_short:
                break
        return panels


def candidates(pairs: Pairs) -> np.ndarray:
    """For each submission its best jurors, and for each juror as many of its best submissions as it must read twice."""
    found = np.zeros(pairs.affinity.shape, bool)
    for first in range(0, len(pairs.submissions), BLOCK):
        open_best(found[first : first + BLOCK], pairs.affinity[first : first + BLOCK], CANDIDATES)
    wanted = min(int(2 * pairs.least.max(initial=0)), CANDIDATES)
    for first in range(0, len(pairs.jurors), BLOCK):
        columns = slice(first, first + BLOCK)
        theirs = np.zeros(found.T[columns].shape, bool)
        open_best(theirs, np.ascontiguousarray(pairs.affinity.T[columns]), wanted)
        found.T[columns] |= theirs
    return found & (pairs.affinity != BARRED)


def open_best(found: np.ndarray, affinity: np.ndarray, most: int) -> None:
    """Mark the greatest of each row."""
    if most >= affinity.shape[1]:
        found[:] = True
    elif most:
        np.put_along_axis(found, np.argpartition(-affinity, most, axis=1)[:, :most], True, 1)
