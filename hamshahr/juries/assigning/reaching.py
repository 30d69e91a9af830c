"""Where reviews are missing: the pairs that would help, or the cut that shows that nothing does."""

from dataclasses import dataclass

import numpy as np

from .pairs import BARRED
from .panels import NEVER, Panels


@dataclass(frozen=True)
class Stuck:
    """Panels that cannot be bettered: who was reached from what is missing, and from the jurors with too little."""

    panels: Panels
    exhausted: np.ndarray
    idle: np.ndarray


def reach(panels: Panels, most: int) -> np.ndarray | Stuck:
    """The pairs by which some juror with time can be reached from what is short, or the proof that there are none."""
    pairs = panels.pairs
    swappable = panels.swaps(pairs.affinity) < NEVER
    found = np.zeros(pairs.affinity.shape, bool)
    first = asked(panels)
    exhausted, helped = spread(np.logical_or.reduce(first), swappable.T, panels.loads < pairs.most)
    if helped:
        short = np.flatnonzero(panels.missing)
        found[short] |= best_of(np.where(first[short], pairs.affinity[short], BARRED), most)
        found |= between(panels, exhausted, exhausted, most)
    idle, eased = spread(panels.loads < pairs.least, swappable, panels.loads > pairs.least)
    if eased:
        found |= between(panels, idle, idle, most)
    return found if helped or eased else Stuck(panels, exhausted, idle)


def asked(panels: Panels) -> np.ndarray:
    """The jurors who could at once take a review that is missing, by submission."""
    pairs = panels.pairs
    short = panels.missing > 0
    could = np.zeros(pairs.affinity.shape, bool)
    could[short] = (pairs.affinity[short] != BARRED) & ~panels.full[short][:, pairs.region]
    could[panels.rows, panels.columns] = False
    return could


def spread(start: np.ndarray, to: np.ndarray, is_goal: np.ndarray) -> tuple[np.ndarray, bool]:
    """All jurors that can be reached over ``to`` from the first ones, and whether a goal is among them."""
    reached, border = start.copy(), start & ~is_goal
    while border.any():
        new = to[border].any(axis=0) & ~reached
        reached |= new
        border = new & ~is_goal
    return reached, bool((reached & is_goal).any())


def between(panels: Panels, sitting: np.ndarray, newcomers: np.ndarray, most: int) -> np.ndarray:
    """For every panel on which one of ``sitting`` sits: the best of the newcomers it does not have yet."""
    affinity = panels.pairs.affinity
    found = np.zeros(affinity.shape, bool)
    rows = np.unique(panels.rows[sitting[panels.columns]])
    theirs = np.where(newcomers[None, :], affinity[rows], BARRED)
    found[rows] = best_of(theirs, most)
    return found


def best_of(affinity: np.ndarray, most: int) -> np.ndarray:
    """The greatest of each row that no rule forbids."""
    best = np.argsort(-affinity, axis=1, kind="stable")[:, :most]
    found = np.zeros(affinity.shape, bool)
    np.put_along_axis(found, best, True, 1)
    return found & (affinity != BARRED)
