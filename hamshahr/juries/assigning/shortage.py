"""Why there is no assignment: who is short of whom, and how many more jurors would do."""

from dataclasses import replace

import numpy as np

from .flow import solve
from .pairs import BARRED, Pairs
from .panels import Panels
from .problem import Idleness, Infeasible, Juror, Shortage, Submission
from .reaching import Stuck, asked

FEW = 1000


def report(stuck: Stuck, open_pairs: np.ndarray) -> Infeasible:
    """The groups of submissions that are short together, each with what would mend it, and idle jurors."""
    groups = [shortage(stuck, rows, columns, open_pairs) for rows, columns in by_language(stuck)]
    return Infeasible(stuck.panels.pairs.problem, tuple(groups), idleness(stuck))


def by_language(stuck: Stuck) -> list[tuple[np.ndarray, np.ndarray]]:
    """The groups that share no readers, those of the same languages as one: who is invited for them reads both."""
    together: dict[frozenset[str], tuple[np.ndarray, np.ndarray]] = {}
    for rows, columns in grouped(stuck):
        languages = common(stuck.panels.pairs, rows)
        before = together.get(languages, (rows[:0], columns[:0]))
        together[languages] = np.union1d(before[0], rows), np.union1d(before[1], columns)
    return list(together.values())


def common(pairs: Pairs, rows: np.ndarray) -> frozenset[str]:
    """The languages in which all of these can be read."""
    return frozenset.intersection(*(pairs.submissions[row].languages for row in rows))


def grouped(stuck: Stuck) -> list[tuple[np.ndarray, np.ndarray]]:
    """The short submissions with all that share exhausted jurors with them, apart where they share none."""
    panels = stuck.panels
    ready, left, groups = asked(panels), panels.missing > 0, []
    sits = np.zeros(panels.pairs.affinity.shape, bool)
    sits[panels.rows, panels.columns] = True
    could = (panels.pairs.affinity != BARRED) & stuck.exhausted
    while left.any():
        rows = np.zeros(len(left), bool)
        rows[np.flatnonzero(left)[0]] = True
        columns = np.zeros(len(stuck.exhausted), bool)
        while True:
            wider = columns | (ready[rows] | (sits[rows] & could[rows])).any(axis=0) & stuck.exhausted
            more = rows | sits[:, wider].any(axis=1) | (left & ready[:, wider].any(axis=1))
            if (wider == columns).all() and (more == rows).all():
                break
            rows, columns = more, wider
        groups.append((np.flatnonzero(rows), np.flatnonzero(columns)))
        left &= ~rows
    return groups


def shortage(stuck: Stuck, rows: np.ndarray, columns: np.ndarray, open_pairs: np.ndarray) -> Shortage:
    panels = stuck.panels
    pairs = panels.pairs
    capacity = max(1, int(np.median(pairs.most)))
    return Shortage(
        submissions=tuple(sorted(pairs.submissions[row].id for row in rows)),
        jurors=tuple(sorted(pairs.jurors[column].id for column in columns)),
        missing=int(panels.missing[rows].sum()),
        languages=tuple(sorted(common(pairs, rows))),
        invite=invited(panels, rows, open_pairs, capacity),
        capacity=capacity,
        blocked=blocked(panels, rows[panels.missing[rows] > 0]),
    )


def invited(panels: Panels, rows: np.ndarray, open_pairs: np.ndarray, capacity: int) -> int:
    """How few more jurors, free of conflicts and able to read all of these, would fill the panels."""
    number = -(-int(panels.missing[rows].sum()) // capacity)
    while is_short_with(panels.pairs, rows, open_pairs, number, capacity):
        number += 1
    return number


def is_short_with(pairs: Pairs, rows: np.ndarray, open_pairs: np.ndarray, number: int, capacity: int) -> bool:
    """Whether reviews are still missing when so many newcomers, each of a region of its own, join."""
    seats = np.zeros((len(rows), number), np.int16)
    wider = replace(
        pairs,
        submissions=tuple(pairs.submissions[row] for row in rows),
        jurors=(*pairs.jurors, *[None] * number),
        affinity=np.hstack([pairs.affinity[rows], seats]),
        region=np.concatenate([pairs.region, pairs.regions + np.arange(number, dtype=np.int32)]),
        least=np.zeros(len(pairs.jurors) + number, np.int64),
        most=np.concatenate([pairs.most, np.full(number, capacity)]),
    )
    ways = np.hstack([open_pairs[rows], np.ones(seats.shape, bool)])
    return bool(solve(wider, ways, np.zeros(int(ways.sum()), np.int64), 1).missing.any())


def blocked(panels: Panels, rows: np.ndarray) -> dict[str, int]:
    """By which rule the jurors who still had time are kept from these submissions, the most frequent first."""
    pairs = panels.pairs
    free = np.flatnonzero(panels.loads < pairs.most)
    counts: dict[str, int] = {}
    for row in rows[:FEW]:
        on_panel = panels.columns[panels.rows == row]
        for column in free[~np.isin(free, on_panel)]:
            submission, juror = pairs.submissions[row], pairs.jurors[column]
            rule = rule_against(submission, juror, pairs.problem.conflicts) or "region"
            counts[rule] = counts.get(rule, 0) + 1
    return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def rule_against(submission: Submission, juror: Juror, conflicts: frozenset[tuple[str, str]]) -> str | None:
    """The first rule that forbids a pair: conflict, city, country or language; None where none does."""
    if (submission.id, juror.id) in conflicts:
        return "conflict"
    if submission.city and submission.city == juror.city:
        return "city"
    if submission.country and submission.country == juror.country:
        return "country"
    return None if submission.languages & juror.languages else "language"


def idleness(stuck: Stuck) -> tuple[Idleness, ...]:
    """The jurors who must take more than they can be given, together with those who cannot hand over to them."""
    if not stuck.idle.any():
        return ()
    panels = stuck.panels
    jurors = tuple(sorted(panels.pairs.jurors[column].id for column in np.flatnonzero(stuck.idle)))
    must, can = int(panels.pairs.least[stuck.idle].sum()), int(panels.loads[stuck.idle].sum())
    return (Idleness(jurors, must, can),)
