"""Kemeny's order of a few finalists: the one that agrees with the most pairs of the jurors' rankings, exactly."""

from collections.abc import Sequence
from typing import NamedTuple

MOST_FINALISTS = 20


class Kemeny(NamedTuple):
    """An order with its agreements; where another agrees as much, ``is_only`` is false."""

    order: tuple[int, ...]
    agreements: int
    of: int
    is_only: bool


def kemeny(size: int, rankings: Sequence[Sequence[int]]) -> Kemeny:
    """The order of ``size`` finalists; whom a juror does not rank stands behind all whom it ranks."""
    import numpy as np  # noqa: PLC0415  numpy is not loaded before it is needed

    if not 0 < size <= MOST_FINALISTS:
        raise ValueError(f"Kemeny's order is worked out for 1 to {MOST_FINALISTS} finalists")
    above = preferences(size, rankings)
    best = np.zeros(1 << size, dtype=np.int32)
    ways = np.zeros(1 << size, dtype=np.float64)
    ways[0] = 1
    masks = np.arange(1 << size, dtype=np.uint32)
    counts = np.bitwise_count(masks)
    gains = [gain(np, above, one, size) for one in range(size)]
    for number in range(1, size + 1):
        layer = masks[counts == number]
        found, many = np.full(len(layer), -1, dtype=np.int32), np.zeros(len(layer))
        for one in range(size):
            inside = (layer >> one & 1).astype(bool)
            rest = layer[inside] ^ np.uint32(1 << one)
            score = best[rest] + gains[one][rest]
            now = found[inside]
            many[inside] = np.where(score > now, ways[rest], many[inside] + np.where(score == now, ways[rest], 0))
            found[inside] = np.maximum(score, now)
        best[layer], ways[layer] = found, many
    order = walked(size, best, gains)
    pairs = sum(above[one][two] for one in range(size) for two in range(size))
    return Kemeny(order, int(best[-1]), pairs, bool(ways[-1] == 1))


def preferences(size: int, rankings: Sequence[Sequence[int]]) -> list[list[int]]:
    """How many jurors have the first before the second."""
    above = [[0] * size for _ in range(size)]
    for ranking in rankings:
        behind = set(range(size))
        for one in ranking:
            behind.discard(one)
            for other in behind:
                above[one][other] += 1
    return above


def gain(np, above: list[list[int]], one: int, size: int):
    """For each set of finalists the agreements when ``one`` stands right behind all of them."""
    found = np.zeros(1, dtype=np.int32)
    for other in range(size):
        found = np.concatenate([found, found + above[other][one]])
    return found


def walked(size: int, best, gains) -> tuple[int, ...]:
    """An order that reaches the best, from its end; where several could stand last, the last by the list does."""
    order, mask = [], (1 << size) - 1
    while mask:
        fits = [
            one
            for one in range(size)
            if mask >> one & 1 and best[mask] == best[mask ^ (1 << one)] + gains[one][mask ^ (1 << one)]
        ]
        order.append(fits[-1])
        mask ^= 1 << fits[-1]
    return tuple(reversed(order))
