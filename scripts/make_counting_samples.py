"""Make the elections with which the counting engine is compared, as other programs count them.

Run in an environment of its own, because none of these programs is a dependency of Hamshahr:
``pip install pref_voting stvpoll python3-vote-core``, then ``python scripts/make_counting_samples.py``.
Elections in which a program would have to draw lots are left out.
"""

import json
import random
import warnings
from pathlib import Path

from pref_voting.margin_based_methods import beat_path
from pref_voting.profiles_with_ties import ProfileWithTies
from pref_voting.proportional_methods import stv_scottish
from pref_voting.scoring_methods import borda, plurality
from py3votecore.schulze_method import SchulzeMethod
from stvpoll.exceptions import STVException
from stvpoll.scottish_stv import calculate_scottish_stv

warnings.simplefilter("ignore")
TARGET = Path(__file__).parent.parent / "hamshahr/decisions/tests/samples/elections.json"
ELECTIONS = 60


class NoLots(random.Random):
    """A source of lots that refuses to draw any."""

    def choice(self, seq):
        raise LookupError("lots")


def election(seed: int) -> tuple[list[tuple[int, ...]], int, int, bool]:
    """Ballots of voters in a plane, each ranking the nearest candidates first; half of the time not to the end."""
    chance = random.Random(seed)
    size, is_complete = chance.randint(3, 9), seed % 2 == 0
    seats = chance.randint(1, size - 2)
    places = [(chance.gauss(0, 1), chance.gauss(0, 1)) for _ in range(size)]
    ballots = []
    for _ in range(chance.choice([37, 211, 1009])):
        x, y = chance.gauss(0, 1.2), chance.gauss(0.2, 1)
        noise = [chance.gauss(0, 0.4) for _ in range(size)]
        order = sorted(range(size), key=lambda one: (places[one][0] - x) ** 2 + (places[one][1] - y) ** 2 + noise[one])
        kept = size if is_complete else chance.randint(1, size)
        ballots.append(tuple(one + 1 for one in order[:kept]))
    return ballots, size, seats, is_complete


def grouped(ballots: list[tuple[int, ...]]) -> dict[tuple[int, ...], int]:
    groups: dict[tuple[int, ...], int] = {}
    for ballot in ballots:
        groups[ballot] = groups.get(ballot, 0) + 1
    return dict(sorted(groups.items()))


def as_profile(groups, size) -> ProfileWithTies:
    rankings = [{one: place for place, one in enumerate(ranking, start=1)} for ranking in groups]
    profile = ProfileWithTies(rankings, rcounts=list(groups.values()), candidates=list(range(1, size + 1)))
    profile.use_extended_strict_preference()
    return profile


def schulze_by_votecore(groups, size) -> list[int]:
    papers = [{"ballot": [[one] for one in ranking], "count": number} for ranking, number in groups.items()]
    answer = SchulzeMethod(papers, ballot_notation=SchulzeMethod.BALLOT_NOTATION_GROUPING).as_dict()
    return sorted(answer.get("tied_winners", [answer.get("winner")]))


def counted(seed: int) -> dict | None:
    """One election with what each program says, or None where lots would decide."""
    ballots, size, seats, is_complete = election(seed)
    groups = grouped(ballots)
    if {one for ranking in groups for one in ranking} != set(range(1, size + 1)):
        return None
    profile = as_profile(groups, size)
    try:
        scottish = stv_scottish(profile, num_seats=seats, rng=NoLots())
        polled = calculate_scottish_stv(
            tuple(range(1, size + 1)),
            [*((ranking, number) for ranking, number in groups.items())],
            seats,
            allow_random=False,
        )
    except (LookupError, STVException):
        return None
    expected = {
        "scottish-stv": {
            "pref_voting 1.18.2": [int(one) for one in scottish],
            "stvpoll 0.5.6": sorted(polled.elected_as_tuple()),
        },
        "schulze": {"python3-vote-core": schulze_by_votecore(groups, size)},
    }
    if is_complete:
        expected["schulze"]["pref_voting 1.18.2"] = sorted(map(int, beat_path(profile)))
        expected["borda"] = {"pref_voting 1.18.2": sorted(map(int, borda(profile)))}
    expected["plurality"] = {"pref_voting 1.18.2": sorted(map(int, plurality(profile)))}
    rows = [f"{number},{'>'.join(map(str, ranking))}" for ranking, number in groups.items()]
    return {"seed": seed, "seats": seats, "candidates": size, "ballots": rows, "expected": expected}


def main() -> None:
    """Write the first elections that need no lots."""
    found: list[dict] = []
    seed = 0
    while len(found) < ELECTIONS:
        seed += 1
        if one := counted(seed):
            found.append(one)
    TARGET.write_text("[\n" + ",\n".join(json.dumps(one) for one in found) + "\n]\n", encoding="utf-8")
    print(f"{len(found)} elections of {seed} tried, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
