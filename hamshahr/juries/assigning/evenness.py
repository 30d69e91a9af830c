"""Loads as even as everybody's limits allow: the level of a water that fills the jurors from their least upwards."""

from dataclasses import replace

import numpy as np

from .pairs import Pairs


def levelled(pairs: Pairs, spread: int) -> Pairs:
    """The problem with limits drawn together, so that loads differ by at most ``spread`` where the limits let them."""
    needed = len(pairs.submissions) * pairs.problem.reviews
    low, high = 0, needed
    while low < high:
        middle = (low + high + 1) // 2
        if np.clip(middle, pairs.least, pairs.most).sum() <= needed:
            low = middle
        else:
            high = middle - 1
    floor = max(0, low - (spread - 1) // 2)
    least = np.clip(floor, pairs.least, pairs.most)
    return replace(pairs, least=least, most=np.clip(floor + spread, pairs.least, pairs.most))
