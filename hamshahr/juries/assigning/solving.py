"""``assign``: the optimum of the whole problem, reached over few pairs and proven over all of them."""

from dataclasses import replace

import numpy as np

from .evenness import levelled
from .fairness import fairer, shares_of
from .mixing import Wishes, mended
from .pairs import Pairs, pairs_of
from .panels import Panels
from .problem import Assigned, Infeasible, Problem
from .reaching import Stuck
from .searching import Search
from .shortage import report

SPREADS = (1, 2, 3, 5, 8, 13, 21, 34, 55, 89)


def assign(problem: Problem) -> Assigned | Infeasible:
    """The assignment of greatest total affinity under the hard rules with its proof, or the reasons why there is none.

    Asked for ``even`` loads it keeps the smallest spread that can be had as one more rule; asked to be ``fair`` it
    gives up a little of the total for the submissions with the poorest panels, and says how much.
    """
    pairs = pairs_of(problem)
    search, found = searched(pairs)
    if isinstance(found, Stuck):
        return report(found, search.open)
    panels, prices = found
    best, bound = panels.total, 1.0
    if problem.fair:
        panels, bound = fairer(search, panels)
    wishes = Wishes(problem.mixes_genders, problem.mixes_countries)
    return written(search, mended(panels, wishes), best, prices, bound)


def searched(pairs: Pairs) -> tuple[Search, tuple[Panels, np.ndarray] | Stuck]:
    """The optimum under the evenest loads that can be had, or without that wish."""
    search = Search(pairs)
    if pairs.problem.even:
        most = int(pairs.most.max(initial=0))
        for spread in (one for one in SPREADS if one < most):
            search.pairs = levelled(pairs, spread)
            found = search.best()
            if not isinstance(found, Stuck):
                return search, found
        search.pairs = pairs
    return search, search.best()


def written(search: Search, panels: Panels, best_total: int, prices: np.ndarray, bound: float = 1.0) -> Assigned:
    """The answer in names, in alphabetical order."""
    pairs = panels.pairs
    submissions, jurors = ([one.id for one in each] for each in (pairs.submissions, pairs.jurors))
    named = zip(panels.rows.tolist(), panels.columns.tolist(), strict=True)
    shares = shares_of(panels)
    return Assigned(
        problem=with_limits_kept(pairs),
        pairs=tuple(sorted((submissions[row], jurors[column]) for row, column in named)),
        total=panels.total,
        best_total=best_total,
        prices=dict(sorted(zip(jurors, prices.tolist(), strict=True))),
        shares=dict(sorted(zip(submissions, shares.tolist(), strict=True))),
        loads=dict(sorted(zip(jurors, panels.loads.tolist(), strict=True))),
        share_bound=bound,
        rounds=search.rounds,
    )


def with_limits_kept(pairs: Pairs) -> Problem:
    """The problem with the loads that were really asked for, by which the prices are checked."""
    limits = {
        one.id: (least, most)
        for one, least, most in zip(pairs.jurors, pairs.least.tolist(), pairs.most.tolist(), strict=True)
    }
    jurors = [replace(one, min_load=limits[one.id][0], max_load=limits[one.id][1]) for one in pairs.problem.jurors]
    return replace(pairs.problem, jurors=jurors)
