"""The parametric bootstrap: panels like this one are drawn, judged and fitted; their errors are laid on our estimates.

What a draw of the fitted model misses by has the law of what we miss by. Criteria are drawn together as they hang
together in the scores, for a juror whom one side of a submission pleases is pleased by the others.
"""

from dataclasses import dataclass
from math import ceil

import numpy as np

from .mixed import Fit, Vector

COVERED = 0.91  # to be the shortest of many costs an interval a hundredth
CLOSE = 1e-3


@dataclass(frozen=True)
class Draws:
    """The interval of each submission's rank and its chance to be among the first."""

    low: Vector
    high: Vector
    chance: Vector
    number: int


def drawn(fits: list[Fit], shares: list[float], number: int, dice: np.random.Generator, top: int) -> Draws:
    """Draw as many panels as told, and keep of each submission the ranks that hold 90 of a hundred draws."""
    reviews = numbered(fits)
    bonds = [
        bond([each.submissions for each in fits]),
        bond([each.jurors for each in fits]),
        bond(aligned(fits, reviews)),
    ]
    size = len(fits[0].submissions)
    ranks = np.empty((number, size), dtype=np.int32)
    best = weighed([each.submissions for each in fits], shares)
    for row in range(number):
        total = best + missed(fits, shares, reviews, bonds, dice)
        order = np.argsort(-total) if total.any() else dice.permutation(size)
        ranks[row, order] = np.arange(1, size + 1, dtype=np.int32)
    chance = np.count_nonzero(ranks <= top, axis=0) / number
    return Draws(*shortest(np.sort(np.ascontiguousarray(ranks.T), axis=1)), chance, number)


def shortest(ordered: Vector) -> tuple[Vector, Vector]:
    """The shortest interval of each row of ranks that holds its share of the draws."""
    number = ordered.shape[1]
    held = min(ceil(COVERED * (number + 1)), number)
    at = np.argmin(ordered[:, held - 1 :] - ordered[:, : number - held + 1], axis=1)
    rows = np.arange(len(ordered))
    return ordered[rows, at], ordered[rows, at + held - 1]


def imagined(
    fits: list[Fit], reviews: list[Vector], bonds: list[Vector], dice: np.random.Generator
) -> list[tuple[Vector, Vector]]:
    """For each criterion the scores of one panel that is drawn, and what its submissions truly are."""
    sizes = len(fits[0].submissions), len(fits[0].jurors), 1 + max(int(one.max()) for one in reviews)
    waves = [mixed(bond, dice.standard_normal((len(fits), size))) for bond, size in zip(bonds, sizes, strict=True)]
    found = []
    for place, each in enumerate(fits):
        design, spreads = each.equations.design, np.sqrt(each.variances)
        true, bias, chance = (spread * wave[place] for spread, wave in zip(spreads, waves, strict=True))
        found.append((true[design.submissions] + bias[design.jurors] + chance[reviews[place]], true))
    return found


def missed(
    fits: list[Fit], shares: list[float], reviews: list[Vector], bonds: list[Vector], dice: np.random.Generator
) -> Vector:
    """By how much the weighted estimate of each submission misses, in one panel that is drawn."""
    errors = []
    for each, (scores, true) in zip(fits, imagined(fits, reviews, bonds, dice), strict=True):
        guess, _jurors = each.equations.effects(scores, CLOSE)
        errors.append(true - guess)
    return weighed(errors, shares)


def weighed(rows: list[Vector], shares: list[float]) -> Vector:
    total = np.zeros(len(rows[0]))
    for row, share in zip(rows, shares, strict=True):
        total += share * row
    return total


def mixed(bond: Vector, waves: Vector) -> Vector:
    """Independent rows made to hang together; added in order, so that it is the same every time."""
    if len(waves) == 1:
        return waves
    return np.array([sum(part * waves[place] for place, part in enumerate(row) if part) for row in bond])


def numbered(fits: list[Fit]) -> list[Vector]:
    """For each score the number of its review: one juror's reading of one submission, over all criteria."""
    panel = len(fits[0].jurors)
    keys = [each.equations.design.submissions * panel + each.equations.design.jurors for each in fits]
    every = np.unique(np.concatenate(keys))
    return [np.searchsorted(every, one) for one in keys]


def aligned(fits: list[Fit], reviews: list[Vector]) -> list[Vector]:
    """The residuals of each criterion, by review."""
    size = 1 + max(int(one.max()) for one in reviews)
    found = []
    for each, review in zip(fits, reviews, strict=True):
        row = np.zeros(size)
        row[review] = each.residuals
        found.append(row)
    return found


def bond(rows: list[Vector]) -> Vector:
    """The lower half of the correlation of rows; a row of noughts hangs with nothing."""
    if len(rows) == 1:
        return np.ones((1, 1))
    table = np.array([row / (np.sqrt(np.sum(row * row)) or 1.0) for row in rows])
    found = np.array([[np.sum(one * other) for other in table] for one in table])
    np.fill_diagonal(found, 1.0)
    return np.linalg.cholesky(0.999 * found + 0.001 * np.eye(len(rows)))
