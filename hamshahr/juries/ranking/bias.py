"""Whether jurors favour their own: points given to one's own group beyond what the same submission had from others."""

from math import sqrt

import numpy as np

from .mixed import Fit, Vector, added
from .results import Bias
from .sheets import Sheet

PLACES = 6
NINETY = 1.6448536269514722


def report(sheet: Sheet, fits: list[Fit]) -> tuple[Bias, ...]:
    """For each criterion the effect of the own group, by generalised least squares in the fitted model."""
    if not sheet.juror_groups or not sheet.submission_groups:
        return ()
    rows = zip(sheet.weighing, fits, strict=True)
    return tuple(of_criterion(column.criterion, each, own_of(sheet, each)) for column, each in rows)


def own_of(sheet: Sheet, each: Fit) -> Vector:
    """1 for a score given within one's own group, otherwise 0."""
    groups = sorted({*sheet.juror_groups.values(), *sheet.submission_groups.values()} - {""})
    codes = {name: code for code, name in enumerate(groups)}
    submissions = np.array([codes.get(sheet.submission_groups.get(one, ""), -1) for one in sheet.submissions])
    jurors = np.array([codes.get(sheet.juror_groups.get(one, ""), -2) for one in sheet.jurors])
    design = each.equations.design
    return (submissions[design.submissions] == jurors[design.jurors]).astype(float)


def of_criterion(criterion: str, each: Fit, own: Vector) -> Bias:
    design, many = each.equations.design, int(own.sum())
    submissions, jurors = each.equations.effects(own)
    left = own - submissions[design.submissions] - each.equations.spread(jurors)
    told = added(own * left)
    if many == 0 or told <= 1e-9:
        return Bias(criterion, many, len(own) - many, 0.0, (0.0, 0.0))
    effect, unsure = added(own * each.residuals) / told, sqrt(each.variances[2] / told)
    low, high = effect - NINETY * unsure, effect + NINETY * unsure
    return Bias(criterion, many, len(own) - many, round(effect, PLACES), (round(low, PLACES), round(high, PLACES)))
