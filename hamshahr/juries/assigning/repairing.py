"""``repair``: a new assignment after a late conflict or a withdrawal that disturbs as few pairs as it can."""

from dataclasses import replace

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
    the best total anew: what the repair gives up for leaving things as they are can be read from it.
    """
    pairs = pairs_of(problem)
    search = Search(with_bonus(pairs, kept, begun))
    found = search.best()
    if isinstance(found, Stuck):
        return report(replace(found, panels=replace(found.panels, pairs=pairs)), search.open)
    anew = Search(pairs, search.open).best()
    if isinstance(anew, Stuck):
        raise RuntimeError("What was repaired a moment ago has no assignment.")
    (repaired, _bonus), (best, prices) = found, anew
    return written(search, replace(repaired, pairs=pairs), best.total, prices)


def with_bonus(pairs: Pairs, kept: frozenset[tuple[str, str]], begun: frozenset[tuple[str, str]]) -> Pairs:
    """The problem with a bonus on the pairs that stand."""
    row = {one.id: number for number, one in enumerate(pairs.submissions)}
    column = {one.id: number for number, one in enumerate(pairs.jurors)}
    affinity = pairs.affinity.astype("int64")
    bonus = FULL * pairs.problem.reviews * len(pairs.submissions) + 1
    for submission, juror in kept | begun:
        place = row.get(submission), column.get(juror)
        if None not in place and affinity[place] != BARRED:
            affinity[place] += bonus * (BEGUN if (submission, juror) in begun else 1)
    return replace(pairs, affinity=affinity)
