"""Who may read what, and how well a pair suits: one matrix, worked out in exact integers."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import isqrt

import numpy as np

from .problem import Juror, Problem, Submission

FULL = 1000
BARRED = -1
BLOCK = 512


@dataclass(frozen=True)
class Pairs:
    """The problem as arrays, in the order of the published lots; ``affinity`` is ``BARRED`` where a rule forbids."""

    problem: Problem
    submissions: tuple[Submission, ...]
    jurors: tuple[Juror, ...]
    affinity: np.ndarray
    region: np.ndarray
    least: np.ndarray
    most: np.ndarray

    @property
    def regions(self) -> int:
        return int(self.region.max(initial=-1)) + 1


def affinity_of(submission: Submission, juror: Juror) -> int:
    """floor(1000 * dot / isqrt(|s|^2 * |j|^2)), and nothing where one of them names no topic."""
    dot = sum(a * b for a, b in zip(submission.topics, juror.topics, strict=True))
    size = isqrt(sum(a * a for a in submission.topics) * sum(b * b for b in juror.topics))
    return FULL * dot // size if size else 0


def by_lot(things: Sequence, seed: str) -> list:
    """The order of the lots: by the SHA-256 digest of seed and name, so that no order of a list favours anybody."""
    return sorted(things, key=lambda one: (hashlib.sha256(f"{seed}/{one.id}".encode()).digest(), one.id))


def pairs_of(problem: Problem) -> Pairs:
    """The arrays of a problem."""
    submissions = by_lot(problem.submissions, problem.seed)
    jurors = by_lot(problem.jurors, problem.seed)
    affinity = np.empty((len(submissions), len(jurors)), np.int16)
    for rows, values in affinities(submissions, jurors):
        affinity[rows] = values
    bar(affinity, submissions, jurors, problem.conflicts)
    return Pairs(
        problem,
        tuple(submissions),
        tuple(jurors),
        affinity,
        np.array(numbered([one.region for one in jurors]), np.int32),
        np.array([one.min_load for one in jurors], np.int64),
        np.array([one.max_load for one in jurors], np.int64),
    )


def affinities(submissions: Sequence[Submission], jurors: Sequence[Juror]) -> Iterator[tuple[slice, np.ndarray]]:
    """The affinities of a block of submissions at a time; floats hold these small integers exactly."""
    wanted = np.array([one.topics for one in submissions], np.float32)
    known = np.array([one.topics for one in jurors], np.float32)
    of_wanted, of_known = ((each.astype(np.float64) ** 2).sum(axis=1) for each in (wanted, known))
    for first in range(0, len(submissions), BLOCK):
        rows = slice(first, first + BLOCK)
        dot = (wanted[rows] @ known.T).astype(np.float64)
        size = np.floor(np.sqrt(of_wanted[rows, None] * of_known[None, :]))
        yield rows, np.floor(FULL * dot / np.maximum(size, 1)).astype(np.int16)


def bar(
    affinity: np.ndarray,
    submissions: Sequence[Submission],
    jurors: Sequence[Juror],
    conflicts: frozenset[tuple[str, str]],
) -> None:
    """Mark the pairs that a rule forbids: own city, own country, a language not read, a conflict."""
    for word in ("city", "country"):
        theirs, own = together(submissions, jurors, lambda one, word=word: getattr(one, word))
        for number in set(theirs) - {0}:
            affinity[np.ix_(theirs == number, own == number)] = BARRED
    written = {one.languages for one in submissions}
    in_which = [one.languages for one in submissions]
    for languages in written:
        rows = np.array([each == languages for each in in_which])
        deaf = np.array([not languages & one.languages for one in jurors])
        affinity[np.ix_(rows, deaf)] = BARRED
    row = {one.id: number for number, one in enumerate(submissions)}
    column = {one.id: number for number, one in enumerate(jurors)}
    for submission, juror in conflicts:
        if submission in row and juror in column:
            affinity[row[submission], column[juror]] = BARRED


def together(first: Sequence, second: Sequence, word: Callable) -> tuple[np.ndarray, np.ndarray]:
    """Both lists as numbers of one word of theirs; an empty word is 0 and like no other."""
    numbers = {"": 0}
    for one in (*first, *second):
        numbers.setdefault(word(one), len(numbers))
    theirs, own = (np.array([numbers[word(one)] for one in each], np.int32) for each in (first, second))
    return theirs, own


def numbered(words: Sequence[str]) -> list[int]:
    """Each word as the number of its first appearance in the alphabet."""
    numbers = {word: number for number, word in enumerate(sorted(set(words)))}
    return [numbers[word] for word in words]
