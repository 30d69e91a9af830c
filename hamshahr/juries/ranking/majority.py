"""Majority judgement (Balinski and Laraki): the entry of the highest median grade, ties by taking medians away; exact.

Grades are whole numbers, the higher the better. The majority-gauge settles ties without removing ballots one by one:
two entries of equal median are compared by the median that is left when one grade at the median goes, and so on.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Judged:
    """One entry: its place, how many gave it each grade from the lowest, its median grade."""

    entry: int
    place: int
    grades: tuple[int, ...]
    median: int


def judge(tallies: Sequence[Sequence[int]]) -> list[Judged]:
    """The entries in order; ``tallies[entry][grade]`` is how many gave that grade. Entries alike share a place."""
    taken = [medians(tally) for tally in tallies]
    ordered = sorted(range(len(tallies)), key=lambda entry: ([-grade for grade in taken[entry]], entry))
    found: list[Judged] = []
    for position, entry in enumerate(ordered, start=1):
        is_alike = position > 1 and taken[ordered[position - 2]] == taken[entry]
        place = found[-1].place if is_alike else position
        found.append(Judged(entry, place, tuple(tallies[entry]), taken[entry][0] if taken[entry] else 0))
    return found


def medians(tally: Sequence[int]) -> list[int]:
    """The lower median grade, then that of the grades left without it, and so on to the last."""
    grades = [grade for grade, number in enumerate(tally) for _voter in range(number)]
    low = (len(grades) - 1) // 2
    high, taken = low + 1, []
    for left in range(len(grades), 0, -1):
        is_low = left == len(grades) or left % 2 == 0
        taken.append(grades[low if is_low else high])
        low, high = (low - 1, high) if is_low else (low, high + 1)
    return taken
