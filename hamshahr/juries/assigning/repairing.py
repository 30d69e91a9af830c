"""``repair``: a new assignment after a late conflict or a withdrawal that disturbs as few pairs as it can."""

from dataclasses import replace

import numpy as np

from .mixing import Wishes, mended
from .pairs import BARRED, FULL, Pairs, pairs_of
from .problem import Assigned, Infeasible, Problem
from .reaching import Stuck
from .searching import Search
from .shortage import report
from .solving import written

BEGUN = 8  # pairs that are merely kept


def repair(
    problem: Problem, kept: frozenset[tuple[str, str]], begun: frozenset[tuple[str, str]] = frozenset()
) -> Assigned | Infeasible:
    """Keep as many of the pairs as the rules let stand, those already begun before all others; then the best total.

    The flow is the same with a bonus on these pairs that no affinity outweighs. The proof that comes with it is that of
    the best total anew: what the repair gives up for leaving things as they are can be read from it. A wish for mixed
    panels is met as far as it costs not one pair more of those that stand.
    """
    pairs = pairs_of(problem)
    standing = bonus_of(pairs, kept, begun)
    search = Search(with_bonus(pairs, standing))
    found = search.best()
    if isinstance(found, Stuck):
        return report(replace(found, panels=replace(found.panels, pairs=pairs)), search.open)
    anew = Search(pairs, search.open).best()
    if isinstance(anew, Stuck):
        raise RuntimeError("What was repaired a moment ago has no assignment.")
    (repaired, _bonus), (best, prices) = found, anew
    wishes = Wishes(problem.mixes_genders, problem.mixes_countries)
    return written(search, mended(replace(repaired, pairs=pairs), wishes, standing), best.total, prices)


def bonus_of(pairs: Pairs, kept: frozenset[tuple[str, str]], begun: frozenset[tuple[str, str]]) -> np.ndarray:
    """How much each pair counts for standing already."""
    row = {one.id: number for number, one in enumerate(pairs.submissions)}
    column = {one.id: number for number, one in enumerate(pairs.jurors)}
    standing = np.zeros(pairs.affinity.shape, np.int64)
    for submission, juror in kept | begun:
        place = row.get(submission), column.get(juror)
        if None not in place and pairs.affinity[place] != BARRED:
            standing[place] = BEGUN if (submission, juror) in begun else 1
    return standing


def with_bonus(pairs: Pairs, standing: np.ndarray) -> Pairs:
    """The problem with a bonus on the pairs that stand."""
    bonus = FULL * pairs.problem.reviews * len(pairs.submissions) + 1
    return replace(pairs, affinity=pairs.affinity + bonus * standing)
