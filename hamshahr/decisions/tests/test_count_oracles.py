"""The counts against other programs (frozen), and against slow counts written straight from the definitions."""

import itertools
import json
from fractions import Fraction
from pathlib import Path

import pytest

from hamshahr.decisions.counting import Ballots, Method, count
from hamshahr.decisions.counting.reading import ballots_from

ELECTIONS = json.loads((Path(__file__).parent / "samples" / "elections.json").read_text(encoding="utf-8"))


def ballots_of(election):
    names = [f"candidate {number + 1}" for number in range(election["candidates"])]
    return ballots_from("\n".join(election["ballots"]), names)


def test_scottish_stv_elects_whom_two_other_programs_elect():
    said = {election["seed"]: election["expected"]["scottish-stv"] for election in ELECTIONS}
    ours = {}
    for election in ELECTIONS:
        elected = sorted(one + 1 for one in count(Method.SCOTTISH_STV, ballots_of(election), election["seats"]).elected)
        ours[election["seed"]] = dict.fromkeys(("pref_voting 1.18.2", "stvpoll 0.5.6"), elected)

    assert len(ours) == 60
    assert ours == said


@pytest.mark.parametrize("method", [Method.SCHULZE, Method.BORDA, Method.PLURALITY])
def test_the_winner_is_among_those_of_other_programs(method):
    compared = 0
    for election in ELECTIONS:
        winner = count(method, ballots_of(election), 1).elected[0] + 1
        for winners in election["expected"].get(method, {}).values():
            assert winner in winners
            compared += 1

    assert compared >= 30


RANKINGS = [ranking for size in (1, 2, 3) for ranking in itertools.permutations(range(3), size)]
SMALL = list(itertools.combinations_with_replacement(RANKINGS, 4))


def as_ballots(rankings, size=3):
    papers = {}
    for ranking in rankings:
        papers[bytes(ranking)] = papers.get(bytes(ranking), 0) + 1
    return Ballots(tuple("ABCDEFGH"[:size]), papers)


def stv_by_paper(papers, size, seats):
    """SSI 2007/42 again, one paper at a time; ties that no stage parts fall to the list."""
    quota = len(papers) // (seats + 1) + 1
    value, at = dict.fromkeys(range(len(papers)), Fraction(1)), {n: paper[0] for n, paper in enumerate(papers)}
    votes = [Fraction(sum(where == one for where in at.values())) for one in range(size)]
    hopeful, elected, pending, history = set(range(size)), [], [], []

    def latest_first(one):
        return [past[one] for past in reversed(history)]

    while True:
        history.append(list(votes))
        for one in sorted((one for one in hopeful if votes[one] >= quota), key=lambda one: (latest_first(one), -one))[
            ::-1
        ]:
            hopeful.remove(one)
            elected.append(one)
            pending.append(one)
        if len(hopeful) == seats - len(elected):
            elected += sorted(hopeful, key=lambda one: (latest_first(one), -one), reverse=True)
        if len(elected) == seats:
            return elected, history
        over = [one for one in pending if votes[one] > quota]
        if over:
            giver = max(over, key=lambda one: (latest_first(one), -one))
            surplus, total = votes[giver] - quota, votes[giver]
            pending.remove(giver)
            votes[giver] = Fraction(quota)
        else:
            giver = min(hopeful, key=lambda one: (latest_first(one), -one))
            surplus = total = Fraction(1)
            hopeful.remove(giver)
            votes[giver] = Fraction(0)
        for n in [n for n, where in at.items() if where == giver]:
            value[n] = Fraction(int(value[n] * surplus / total * 100_000), 100_000)
            at[n] = next((one for one in papers[n] if one in hopeful), None)
            if at[n] is not None:
                votes[at[n]] += value[n]


@pytest.mark.parametrize("seats", [1, 2])
def test_every_small_stv_election_comes_out_as_counted_paper_by_paper(seats):
    for rankings in SMALL:
        counted = count(Method.SCOTTISH_STV, as_ballots(rankings), seats)
        assert (list(counted.elected), [list(stage.totals) for stage in counted.stages]) == stv_by_paper(
            rankings, 3, seats
        )


def test_larger_stv_elections_come_out_as_counted_paper_by_paper():
    for election in ELECTIONS[:25]:
        ballots = ballots_of(election)
        papers = [tuple(ranking) for ranking, number in ballots.papers.items() for _ in range(number)]
        counted = count(Method.SCOTTISH_STV, ballots, election["seats"])
        expected = stv_by_paper(papers, election["candidates"], election["seats"])
        assert (list(counted.elected), [list(stage.totals) for stage in counted.stages]) == expected


def prefers(ranking, one, other):
    return one in ranking and (other not in ranking or ranking.index(one) < ranking.index(other))


def strongest_chain(wins, start, end, size):
    """The best over all chains without repetition of the weakest victory in it."""
    others = [one for one in range(size) if one not in (start, end)]
    chains = [middle for length in range(size - 1) for middle in itertools.permutations(others, length)]
    strengths = [
        min(wins[a][b] if wins[a][b] > wins[b][a] else 0 for a, b in itertools.pairwise((start, *middle, end)))
        for middle in chains
    ]
    return max(strengths)


def test_every_small_schulze_election_agrees_with_all_chains():
    small = SMALL[::3] + [tuple(itertools.islice(itertools.cycle(RANKINGS[start:]), 7)) for start in range(12)]
    for rankings in small:
        counted = count(Method.SCHULZE, as_ballots(rankings, 4), 1)
        wins = [[sum(prefers(ranking, a, b) for ranking in rankings) for b in range(4)] for a in range(4)]
        paths = [[0 if a == b else strongest_chain(wins, a, b, 4) for b in range(4)] for a in range(4)]

        assert counted.pairwise == tuple(map(tuple, wins))
        assert counted.strongest_paths == tuple(map(tuple, paths))
        assert counted.elected[0] == next(a for a in range(4) if all(paths[a][b] >= paths[b][a] for b in range(4)))


def test_a_condorcet_winner_wins_every_small_schulze_election():
    for rankings in SMALL:
        counted = count(Method.SCHULZE, as_ballots(rankings), 3)
        wins = counted.pairwise or ()
        beats_all = [a for a in range(3) if all(a == b or wins[a][b] > wins[b][a] for b in range(3))]
        assert counted.elected[:1] == tuple(beats_all) or not beats_all
