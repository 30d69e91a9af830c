"""The two-way mixed model of one criterion: score = mean + submission + juror + chance, variances by EM (REML).

Submissions are eliminated, which leaves one equation for each juror and one for the mean: few are solved exactly, many
by conjugate gradients. Sums run in the fixed order of the sheet, so that the same scores give the same numbers.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .sheets import Column

FEW_JURORS = 250
PROBES = 3
LEAST = 1e-4
CLOSE, CLOSE_ENOUGH = 1e-9, 1e-4
ROUNDS = 25
SHARES = np.array([0.4, 0.2, 0.4])
Vector = np.ndarray


def added(values: Vector) -> float:
    """The sum in numpy's own fixed order, pair by pair."""
    return float(np.add.reduce(values))


@dataclass(frozen=True)
class Design:
    """Who scored what under one criterion, by places."""

    submissions: Vector
    jurors: Vector
    number: int
    panel: int

    @classmethod
    def of(cls, column: Column, number: int, panel: int) -> "Design":
        return cls(np.array(column.submissions), np.array(column.jurors), number, panel)

    @cached_property
    def reviews(self) -> Vector:
        """How many scores each submission has."""
        return np.bincount(self.submissions, minlength=self.number).astype(float)

    @cached_property
    def loads(self) -> Vector:
        """How many scores each juror gave."""
        return np.bincount(self.jurors, minlength=self.panel).astype(float)

    def by_submission(self, values: Vector) -> Vector:
        return np.bincount(self.submissions, values, self.number)

    def by_juror(self, values: Vector) -> Vector:
        """Sums for each juror, and behind them the sum of all."""
        sums = np.bincount(self.jurors, values, self.panel)
        return np.append(sums, added(sums))


@dataclass(frozen=True)
class Equations:
    """The equations of a design under given variances; ``pull`` and ``hold`` are chance over each variance."""

    design: Design
    pull: float
    hold: float

    @cached_property
    def shrink(self) -> Vector:
        return 1.0 / (self.design.reviews + self.pull)

    @cached_property
    def diagonal(self) -> Vector:
        """Of the matrix, to precondition with."""
        design = self.design
        own = np.bincount(design.jurors, self.shrink[design.submissions], design.panel)
        whole = added(design.reviews - design.reviews**2 * self.shrink)
        return np.append(np.maximum(design.loads - own, 0) + self.hold, max(whole, 1e-12))

    @cached_property
    def inverse(self) -> Vector | None:
        """The whole inverse, where the panel is small enough."""
        if self.design.panel > FEW_JURORS:
            return None
        matrix = np.array([self.times(one) for one in np.eye(self.design.panel + 1)])
        return np.linalg.inv((matrix + matrix.T) / 2)

    def spread(self, effects: Vector) -> Vector:
        """What the jurors' effects and the mean give each score."""
        return effects[self.design.jurors] + effects[-1]

    def left(self, values: Vector) -> Vector:
        """What is left of a value for each score when each submission has taken its shrunken part."""
        return values - (self.design.by_submission(values) * self.shrink)[self.design.submissions]

    def times(self, effects: Vector) -> Vector:
        found = self.design.by_juror(self.left(self.spread(effects)))
        found[:-1] += self.hold * effects[:-1]
        return found

    def solve(self, right: Vector, close: float = CLOSE) -> Vector:
        """The jurors' effects and the mean for a right side."""
        if self.inverse is not None:
            return self.inverse @ right
        return self.by_gradients(right, close)

    def by_gradients(self, right: Vector, close: float) -> Vector:
        found, left = np.zeros_like(right), right.copy()
        ahead = towards = left / self.diagonal
        size = first = added(left * ahead)
        for _round in range(500):
            if size <= close * close * first or size == 0:
                break
            bent = self.times(towards)
            step = size / added(towards * bent)
            found, left = found + step * towards, left - step * bent
            ahead = left / self.diagonal
            size, before = added(left * ahead), size
            towards = ahead + (size / before) * towards
        return found

    def effects(self, scores: Vector, close: float = CLOSE) -> tuple[Vector, Vector]:
        """The best guess of each submission's part, and of each juror's with the mean behind them."""
        jurors = self.solve(self.design.by_juror(self.left(scores)), close)
        return self.design.by_submission(scores - self.spread(jurors)) * self.shrink, jurors

    def traces(self, probes: Vector) -> tuple[float, float]:
        """How unsure the guesses are, summed over submissions and over jurors: exactly, or by fixed probes."""
        alone = added(self.shrink)
        if self.inverse is not None:
            columns, solved = np.eye(self.design.panel + 1), self.inverse
        else:
            columns, solved = probes, np.array([self.solve(one, CLOSE_ENOUGH) for one in probes])
        many = 1 if self.inverse is not None else len(probes)
        jurors = sum(added((x * v)[:-1]) for x, v in zip(solved, columns, strict=True)) / many
        shared = sum(self.shared(x, v) for x, v in zip(solved, columns, strict=True)) / many
        return alone + shared, jurors

    def shared(self, solved: Vector, probe: Vector) -> float:
        down = [self.design.by_submission(self.spread(one)) * self.shrink for one in (solved, probe)]
        return added(down[0] * down[1])


@dataclass(frozen=True)
class Fit:
    """A fitted criterion: variances of submissions, jurors and chance, and the guesses."""

    equations: Equations
    variances: Vector
    mean: float
    submissions: Vector
    jurors: Vector
    residuals: Vector


def fit(design: Design, scores: Vector, dice: np.random.Generator) -> Fit:
    """Fit one criterion; scores that are all alike leave nothing to tell apart."""
    middle = added(scores) / len(scores)
    scores = scores - middle
    whole = added(scores * scores) / max(len(scores) - 1, 1)
    if whole <= 0:
        submissions, jurors = np.zeros(design.number), np.zeros(design.panel)
        flat = Equations(design, 1.0, 1.0)
        return Fit(flat, np.zeros(3), middle, submissions, jurors, scores)
    probes = dice.choice([-1.0, 1.0], size=(PROBES, design.panel + 1))
    variances = settled(design, scores, probes, whole)
    equations = equations_for(design, variances)
    submissions, jurors = equations.effects(scores)
    residuals = scores - submissions[design.submissions] - equations.spread(jurors)
    return Fit(equations, variances, middle + float(jurors[-1]), submissions, jurors[:-1], residuals)


def equations_for(design: Design, variances: Vector) -> Equations:
    of_submissions, of_jurors, of_chance = (float(one) for one in variances)
    return Equations(design, of_chance / of_submissions, of_chance / of_jurors)


def settled(design: Design, scores: Vector, probes: Vector, whole: float) -> Vector:
    """The variances at which another round of EM changes nothing; extrapolated between rounds (SQUAREM)."""
    here = np.log(SHARES * whole)
    for _round in range(ROUNDS):
        first = improved(design, scores, probes, whole, here)
        second = improved(design, scores, probes, whole, first)
        pace, bend = first - here, second - 2 * first + here
        far, turn = np.sqrt(added(pace * pace)), np.sqrt(added(bend * bend))
        if far < CLOSE_ENOUGH or turn < 1e-12:
            return np.exp(second)
        stride = min(max(far / turn, 1.0), 16.0)
        ahead = here + 2 * stride * pace + stride * stride * bend
        here = np.clip(ahead, np.log(LEAST * whole), np.log(4 * whole)) if stride > 1 else second
    return np.exp(here)


def improved(design: Design, scores: Vector, probes: Vector, whole: float, logs: Vector) -> Vector:
    """One round of EM. One less than all is divided by, which keeps a variance from falling to nought (Chung 2013)."""
    variances = np.exp(logs)
    equations = equations_for(design, variances)
    submissions, jurors = equations.effects(scores, CLOSE_ENOUGH)
    unsure, unsure_jurors = equations.traces(probes)
    chance = float(variances[2])
    residuals = scores - submissions[design.submissions] - equations.spread(jurors)
    seen = [int(np.count_nonzero(each)) for each in (design.reviews, design.loads)]
    idle = design.number - seen[0], design.panel - seen[1]
    new = [
        (added(submissions**2) + chance * (unsure - idle[0] / equations.pull)) / max(seen[0] - 1, 1),
        (added(jurors[:-1] ** 2) + chance * (unsure_jurors - idle[1] / equations.hold)) / max(seen[1] - 1, 1),
        added(scores * residuals) / max(len(scores) - 1, 1),
    ]
    return np.log(np.clip(new, LEAST * whole, 4 * whole))
