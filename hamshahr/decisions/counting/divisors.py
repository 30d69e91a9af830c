"""Seats shared out among lists or regions by their votes: the highest averages of D'Hondt and of Webster."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from hamshahr.decisions.counting.lots import Lots
from hamshahr.decisions.counting.results import Amount, Step, tie


class Divisor(StrEnum):
    """What the votes of a list are divided by for its next seat."""

    D_HONDT = "d-hondt"
    WEBSTER = "webster"


DIVISORS: dict[Divisor, Callable[[int], int]] = {
    Divisor.D_HONDT: lambda held: held + 1,
    Divisor.WEBSTER: lambda held: 2 * held + 1,
}


@dataclass(frozen=True, slots=True)
class Sharing:
    """How many seats each list gets, and every seat with the average that won it."""

    seats: tuple[int, ...]
    steps: tuple[Step, ...]


def share_out(votes: Sequence[Amount], seats: int, divisor: Divisor, lots: Lots) -> Sharing:
    """Give each seat to the highest average (D'Hondt 1882: 1, 2, 3, ...; Webster 1832: 1, 3, 5, ...)."""
    averages = [
        (Fraction(total) / DIVISORS[divisor](held), one, held)
        for one, total in enumerate(votes)
        for held in range(seats)
    ]
    averages.sort(key=lambda average: (-average[0], lots.order.index(average[1]), average[2]))
    won, steps = averages[:seats], []
    for place, (average, one, held) in enumerate(won, start=1):
        steps.append(Step("seat", {"place": place, "candidate": one, "average": average, "held": held + 1}))
    steps += tie_for_last(averages, seats, lots)
    held_by = [one for _average, one, _held in won]
    return Sharing(tuple(held_by.count(one) for one in range(len(votes))), tuple(steps))


def tie_for_last(averages: list[tuple[Fraction, int, int]], seats: int, lots: Lots) -> list[Step]:
    """The step that says how equal averages for the last seats were settled, where there were some."""
    if not 0 < seats < len(averages) or averages[seats - 1][0] != averages[seats][0]:
        return []
    last = averages[seats - 1][0]
    tied = [one for average, one, _held in averages if average == last]
    return [tie(tied, [one for average, one, _held in averages[:seats] if average == last], lots)]
