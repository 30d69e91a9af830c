"""The ranking of a sheet: each criterion fitted by itself, then weighted; intervals by parametric bootstrap."""

import hashlib
from fractions import Fraction

import numpy as np

from . import bias, connected
from .drawing import Draws, drawn
from .mixed import Design, Fit, fit
from .results import CriterionFit, JurorSeverity, Placed, Ranking
from .sheets import Sheet

PLACES = 6
EVERYTHING = 12_000  # scores up to which the bootstrap draws its full number
MOST_DRAWS, FEWEST_DRAWS = 999, 159


def rank(sheet: Sheet, top: int, seed: str, draws: int | None) -> Ranking:
    """Rank a sheet that has at least one score under a criterion with weight."""
    dice = np.random.Generator(np.random.PCG64(int(hashlib.sha256(seed.encode()).hexdigest()[:32], 16)))
    number, panel = len(sheet.submissions), len(sheet.jurors)
    columns = sheet.weighing
    shares = [float(one.weight / sum(each.weight for each in columns)) for one in columns]
    fits = [fit(Design.of(one, number, panel), np.array(one.points, dtype=float) / one.scale, dice) for one in columns]
    estimates = np.zeros(number)
    for share, each in zip(shares, fits, strict=True):
        estimates += share * (each.mean + each.submissions)
    top = min(top, number)
    found = drawn(fits, shares, draws or enough(sum(len(one.points) for one in columns)), dice, top)
    return Ranking(
        placed=placed(sheet, fits, estimates, found),
        jurors=severities(sheet, fits, shares),
        criteria=tuple(told(each, one.criterion, one.weight) for each, one in zip(fits, columns, strict=True)),
        components=connected.components(sheet),
        bias=bias.report(sheet, fits),
        top=top,
        draws=found.number,
        seed=seed,
    )


def enough(scores: int) -> int:
    """As many draws as the time allows: all for what a jury reads, fewer for the largest sheets."""
    return max(FEWEST_DRAWS, min(MOST_DRAWS, MOST_DRAWS * EVERYTHING // scores))


def placed(sheet: Sheet, fits: list[Fit], estimates: np.ndarray, found: Draws) -> tuple[Placed, ...]:
    """Every submission in its place; equal estimates share a place, and stand by name."""
    raw = [mean if mean is not None else Fraction(0) for mean in sheet.raw_means()]
    rounded = np.round(estimates, PLACES)
    shifts, ranks, raw_ranks = shifts_of(sheet, fits), places(rounded), places(np.array([float(one) for one in raw]))
    scores = np.sum([each.equations.design.reviews for each in fits], axis=0)
    rows = []
    for place, name in enumerate(sheet.submissions):
        estimate, shift = float(rounded[place]), round(float(shifts[place]), PLACES)
        pull = round(estimate - float(raw[place]) - shift, PLACES)
        interval = (int(found.low[place]), int(found.high[place]))
        chance = round(float(found.chance[place]), 4)
        counted = int(scores[place])
        row = (name, ranks[place], estimate, interval, chance, raw[place], raw_ranks[place], shift, pull, counted)
        rows.append(Placed(*row))
    return tuple(sorted(rows, key=lambda one: (one.rank, one.submission)))


def places(values: np.ndarray) -> list[int]:
    """The rank of each value, the greatest first; equal ones share the best."""
    ordered = np.sort(-values)
    return (np.searchsorted(ordered, -values, side="left") + 1).tolist()


def shifts_of(sheet: Sheet, fits: list[Fit]) -> np.ndarray:
    """What the severity of its own jurors took from each submission: that much is given back."""
    total, weights = np.zeros(len(sheet.submissions)), np.zeros(len(sheet.submissions))
    for column, each in zip(sheet.weighing, fits, strict=True):
        design, weight = each.equations.design, float(column.weight)
        mean = design.by_submission(-each.jurors[design.jurors]) / np.maximum(design.reviews, 1)
        total += weight * mean
        weights += weight * (design.reviews > 0)
    return total / np.maximum(weights, 1e-300)


def severities(sheet: Sheet, fits: list[Fit], shares: list[float]) -> tuple[JurorSeverity, ...]:
    total, counted = np.zeros(len(sheet.jurors)), np.zeros(len(sheet.jurors))
    for share, each in zip(shares, fits, strict=True):
        total -= share * each.jurors
        counted += each.equations.design.loads
    rows = zip(sheet.jurors, np.round(total, PLACES).tolist(), counted.tolist(), strict=True)
    return tuple(JurorSeverity(juror, severity + 0.0, int(scores)) for juror, severity, scores in rows)


def told(each: Fit, criterion: str, weight: Fraction) -> CriterionFit:
    spreads = (round(float(np.sqrt(one)), PLACES) for one in each.variances)
    return CriterionFit(criterion, weight, round(each.mean, PLACES), *spreads)
