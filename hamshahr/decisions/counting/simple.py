"""Methods that add up each ballot once or twice: plurality, SNTV, two rounds, approval, Borda."""

from collections.abc import Sequence
from fractions import Fraction

from hamshahr.decisions.counting.ballots import Ballots
from hamshahr.decisions.counting.lots import Lots
from hamshahr.decisions.counting.results import Amount, Count, Stage, Step, leaders


def plurality(ballots: Ballots, seats: int, lots: Lots) -> Count:
    """The most first preferences win (simple plurality, "first past the post")."""
    return by_total("first preferences", ballots.first_preferences, seats, lots)


def sntv(ballots: Ballots, seats: int, lots: Lots) -> Count:
    """One vote that is never transferred, several seats: the most first preferences (as in Japan, 1947 to 1993)."""
    return by_total("first preferences", ballots.first_preferences, seats, lots)


def approval(ballots: Ballots, seats: int, lots: Lots) -> Count:
    """Everyone named on a ballot has one vote of it, in whatever order (Brams and Fishburn, 1978)."""
    totals = [0] * len(ballots.candidates)
    for ranking, number in ballots.papers.items():
        for candidate in ranking:
            totals[candidate] += number
    return by_total("approvals", totals, seats, lots)


def borda(ballots: Ballots, seats: int, lots: Lots) -> Count:
    """Points by place, none for the last (Borda, 1784); those not ranked share what is left (Dummett, 1984)."""
    size = len(ballots.candidates)
    halves, everyone = [0] * size, bytes(range(size))
    for ranking, number in ballots.papers.items():
        shared = number * (size - len(ranking) - 1)
        for place, candidate in enumerate(ranking, start=1):
            halves[candidate] += 2 * number * (size - place)
        for candidate in everyone.translate(None, ranking):
            halves[candidate] += shared
    return by_total("points", [Fraction(points, 2) for points in halves], seats, lots)


def by_total(action: str, totals: Sequence[Amount], seats: int, lots: Lots) -> Count:
    """Elect those with the highest totals."""
    elected, ties = leaders(totals, range(len(totals)), seats, lots)
    steps = [Step(action, {"candidate": one, "total": totals[one]}) for one in by_size(totals)]
    steps += [*ties, *(Step("elected by total", {"candidate": one, "total": totals[one]}) for one in elected)]
    stage = Stage(1, action, None, tuple(totals), 0, tuple(elected))
    return Count(tuple(elected), (stage,), tuple(steps), lots)


def by_size(totals: Sequence[Amount]) -> list[int]:
    return sorted(range(len(totals)), key=lambda one: (-totals[one], one))


def two_round(ballots: Ballots, seats: int, lots: Lots) -> Count:
    """More than half of the valid ballots elects at once; else the two leaders meet again.

    So does article 7 of the constitution of France. The second round is read from the same ballots: each is for
    whichever of the two it ranks higher; one that names neither is without a vote in it.
    """
    firsts, majority = ballots.first_preferences, ballots.valid // 2 + 1
    opening = [Step("first preferences", {"candidate": one, "total": firsts[one]}) for one in by_size(firsts)]
    best, ties = leaders(firsts, range(len(firsts)), min(2, len(firsts)), lots)
    if firsts[best[0]] >= majority:
        steps = [*opening, Step("majority", {"candidate": best[0], "total": firsts[best[0]], "majority": majority})]
        stage = Stage(1, "first round", None, firsts, 0, (best[0],))
        return Count((best[0],), (stage,), tuple(steps), lots, quota=majority)
    totals, silent = second_round(ballots, best)
    winner, tied = leaders(totals, best, 1, lots)
    steps = [*opening, *ties, Step("second round", {"candidates": best, "majority": majority})]
    steps += [Step("second votes", {"candidate": one, "total": totals[one]}) for one in best]
    steps += [*tied, Step("elected by total", {"candidate": winner[0], "total": totals[winner[0]]})]
    stages = (
        Stage(1, "first round", None, firsts, 0, ()),
        Stage(2, "second round", None, totals, silent, tuple(winner)),
    )
    return Count(tuple(winner), stages, tuple(steps), lots, quota=majority)


def second_round(ballots: Ballots, pair: list[int]) -> tuple[tuple[int, ...], int]:
    """Votes of the second round for each candidate, and how many ballots name neither of the two."""
    totals = [0] * len(ballots.candidates)
    others = bytes(range(len(totals))).translate(None, bytes(pair))
    silent = 0
    for ranking, number in ballots.papers.items():
        if left := ranking.translate(None, others):
            totals[left[0]] += number
        else:
            silent += number
    return tuple(totals), silent
