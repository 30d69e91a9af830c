"""The proof: a price for each juror at which no submission would change its panel and no juror its load.

The prices must make no swap worth while, of all pairs and not only of those the flow was shown. They are the lengths of
the shortest ways from juror to juror over the cheapest swaps; a way around that gains disproves the assignment.
"""

import numpy as np

from .pairs import BARRED, BLOCK, Pairs
from .panels import NEVER, Panels

CHECKED_EVERY = 16


def prices_of(panels: Panels, affinity: np.ndarray) -> np.ndarray | None:
    """The prices that prove the panels best over the pairs of ``affinity``, or None where they are not."""
    size = len(panels.pairs.jurors)
    ways = np.full((size + 1, size + 1), NEVER)
    ways[:size, :size] = panels.swaps(affinity)
    ways[size, :size][panels.loads < panels.pairs.most] = 0
    ways[:size, size][panels.loads > panels.pairs.least] = 0
    from_whom = np.ascontiguousarray(ways.T)
    lengths, before = np.zeros(size + 1, np.int64), np.arange(size + 1)
    for turn in range(size + 2):
        through = from_whom + lengths
        nearest = through.argmin(axis=1)
        shorter = through[np.arange(size + 1), nearest]
        better = shorter < lengths
        if not better.any():
            return lengths[:size] - lengths[size]
        lengths, before = np.where(better, shorter, lengths), np.where(better, nearest, before)
        if turn % CHECKED_EVERY == CHECKED_EVERY - 1 and goes_around(before):
            return None
    return None


def goes_around(before: np.ndarray) -> bool:
    """Whether the ways back end in a circle and not at a beginning: then each turn gains, and none is shortest."""
    beginnings = before == np.arange(len(before))
    for _ in range(len(before).bit_length()):
        before = before[before]
    return not beginnings[before].all()


def worth_opening(panels: Panels, prices: np.ndarray, most: int) -> np.ndarray:
    """The pairs that would better a panel at these prices, at most so many a submission."""
    pairs, found = panels.pairs, np.zeros(panels.pairs.affinity.shape, bool)
    for first in range(0, len(pairs.submissions), BLOCK):
        rows = slice(first, first + BLOCK)
        affinity, sitting = pairs.affinity[rows], panels.sitting[rows]
        gains = affinity * panels.weights[rows, None] - prices
        bars = thresholds(pairs, np.take_along_axis(gains, sitting, 1), sitting, panels.full[rows])
        over = gains - bars[:, pairs.region]
        over[affinity == BARRED] = 0
        np.put_along_axis(over, sitting, 0, 1)
        if (over > 0).any():
            best = np.argsort(-over, axis=1, kind="stable")[:, :most]
            np.put_along_axis(found[rows], best, np.take_along_axis(over, best, 1) > 0, 1)
    return found


def thresholds(pairs: Pairs, gains: np.ndarray, sitting: np.ndarray, full: np.ndarray) -> np.ndarray:
    """What a newcomer of each region must exceed on each panel: the weakest of all, or of a full region its own."""
    bars = np.repeat(gains.min(axis=1)[:, None], pairs.regions, axis=1)
    for number in range(pairs.regions):
        own = np.where(pairs.region[sitting] == number, gains, NEVER).min(axis=1)
        bars[:, number] = np.where(full[:, number], own, bars[:, number])
    return bars
