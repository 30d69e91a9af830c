"""Scores as they were given, in one order whatever the order of their rows, and the means that follow exactly."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import NamedTuple


class Given(NamedTuple):
    """One score: a juror's of a submission, under one criterion."""

    submission: str
    juror: str
    score: Fraction
    criterion: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """The scores under one criterion: places of submissions and jurors, and whole numbers of ``1/scale`` points."""

    criterion: str
    weight: Fraction
    submissions: tuple[int, ...]
    jurors: tuple[int, ...]
    points: tuple[int, ...]
    scale: int

    def sums(self) -> dict[int, tuple[int, int]]:
        """For each submission the sum of its points and their number."""
        found: dict[int, tuple[int, int]] = {}
        for place, points in zip(self.submissions, self.points, strict=True):
            total, number = found.get(place, (0, 0))
            found[place] = (total + points, number + 1)
        return found


@dataclass(frozen=True, slots=True)
class Sheet:
    """All scores of a panel; a criterion of no weight is for information and decides nothing."""

    submissions: tuple[str, ...]
    jurors: tuple[str, ...]
    columns: tuple[Column, ...]
    juror_groups: Mapping[str, str] = field(default_factory=dict)
    submission_groups: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        given: Iterable[Given],
        weights: Mapping[str, Fraction] | None = None,
        juror_groups: Mapping[str, str] | None = None,
        submission_groups: Mapping[str, str] | None = None,
    ) -> "Sheet":
        """The sheet of these scores; who is in one group with a submission is asked about in the report on bias."""
        rows = sorted(given, key=lambda one: (one.criterion, one.submission, one.juror))
        submissions = tuple(sorted({one.submission for one in rows}))
        jurors = tuple(sorted({one.juror for one in rows}))
        places = {name: place for place, name in enumerate(submissions)}
        seats = {name: place for place, name in enumerate(jurors)}
        weights = weights or {}
        grouped: dict[str, list[Given]] = {}
        for one in rows:
            grouped.setdefault(one.criterion, []).append(one)
        columns = tuple(
            column(criterion, weights.get(criterion, Fraction(1)), found, places, seats)
            for criterion, found in grouped.items()
        )
        return cls(submissions, jurors, columns, juror_groups or {}, submission_groups or {})

    @property
    def weighing(self) -> tuple[Column, ...]:
        """The criteria that count."""
        return tuple(column for column in self.columns if column.weight > 0)

    def raw_means(self) -> list[Fraction | None]:
        """For each submission the weighted mean of its means, exactly; what nobody scored is left out, not nought."""
        sums = [(each, each.sums()) for each in self.weighing]
        whole = lcm(*(each.weight.denominator for each, _found in sums))
        base = lcm(*(each.scale * number for each, found in sums for number in {n for _points, n in found.values()}))
        totals, weights = [0] * len(self.submissions), [0] * len(self.submissions)
        for each, found in sums:
            weight = int(each.weight * whole)
            for place, (points, number) in found.items():
                totals[place] += points * (base // (number * each.scale)) * weight
                weights[place] += weight
        return [
            Fraction(total, weight * base) if weight else None for total, weight in zip(totals, weights, strict=True)
        ]


def column(
    criterion: str, weight: Fraction, rows: list[Given], places: Mapping[str, int], seats: Mapping[str, int]
) -> Column:
    scale = lcm(*{one.score.denominator for one in rows})
    return Column(
        criterion,
        weight,
        tuple(places[one.submission] for one in rows),
        tuple(seats[one.juror] for one in rows),
        tuple(one.score.numerator * (scale // one.score.denominator) for one in rows),
        scale,
    )
