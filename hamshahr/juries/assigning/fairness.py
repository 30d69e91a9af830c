"""How much of its best possible panel each submission gets, and assignments that leave none far behind."""

from dataclasses import replace

import numpy as np

from .pairs import BARRED, BLOCK, Pairs
from .panels import Panels
from .reaching import Stuck
from .searching import Search

GIVEN_UP = 2  # thousandths of the total
HALVINGS, TRIES, WEIGHT = 7, 25, 16


def best_panels(pairs: Pairs, reviews: int) -> np.ndarray:
    """What each submission would get if it were alone: its best jurors, region by region within the cap."""
    best = np.zeros(len(pairs.submissions), np.int64)
    for first in range(0, len(best), BLOCK):
        left = pairs.affinity[first : first + BLOCK].copy()
        every = np.arange(len(left))
        seats = np.zeros((len(left), pairs.regions), np.int32)
        for _ in range(reviews):
            chosen = left.argmax(axis=1)
            best[first : first + BLOCK] += np.maximum(left[every, chosen], 0)
            left[every, chosen] = BARRED
            seats[every, pairs.region[chosen]] += 1
            left[(seats >= pairs.problem.region_cap)[:, pairs.region]] = BARRED
    return best


def shares_of(panels: Panels) -> np.ndarray:
    """Got / best possible, by submission; who could get nothing has all of it."""
    best = best_panels(panels.pairs, panels.pairs.problem.reviews)
    got = np.bincount(panels.rows, panels.gains, len(best))
    return np.where(best > 0, got / np.maximum(best, 1), 1.0)


def fairer(search: Search, panels: Panels) -> tuple[Panels, float]:
    """Panels whose poorest share is as great as could be found for the little of the total that may be given up.

    With it comes what no assignment at all can exceed: at a greater share some submissions could not be read.
    """
    pairs, bound = search.pairs, 1.0
    low, high = float(shares_of(panels).min()), 1.0
    floor = -(-panels.total * (1000 - GIVEN_UP) // 1000)
    for _ in range(HALVINGS):
        target = (low + high) / 2
        narrower = Search(without_hopeless(pairs, target), search.open)
        found = reaching(narrower, target, floor)
        search.rounds += narrower.rounds
        if isinstance(found, Panels):
            panels, low = replace(found, pairs=pairs), float(shares_of(found).min())
        else:
            high = target
            bound = target if isinstance(found, Stuck) else bound
        if low >= high:
            break
    return panels, max(bound, low)


def without_hopeless(pairs: Pairs, target: float) -> Pairs:
    """The problem without the pairs that leave a panel below the target whoever else sits on it."""
    reviews = pairs.problem.reviews
    needed = np.ceil(target * best_panels(pairs, reviews) - 1e-9) - best_panels(pairs, reviews - 1)
    return replace(pairs, affinity=np.where(pairs.affinity >= needed[:, None], pairs.affinity, np.int16(BARRED)))


def reaching(search: Search, target: float, floor: int) -> Panels | Stuck | None:
    """Panels that all reach the target: who falls short counts for more in the next try, until it costs too much."""
    weights = np.full(len(search.pairs.submissions), WEIGHT, np.int64)
    for _ in range(TRIES):
        panels = search.whole(weights)
        if isinstance(panels, Stuck):
            return panels
        if panels.total < floor:
            return None
        short = shares_of(panels) < target
        if not short.any():
            return panels
        weights[short] += weights[short] * 3 // 10
    return None
