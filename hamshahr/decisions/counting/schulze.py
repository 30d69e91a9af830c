"""Schulze's method: who is preferred to whom along the strongest chain of victories.

Source: M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner
election method", Social Choice and Welfare 36 (2011); the strength of a victory is its winning votes. Candidates that
a ballot does not rank stand behind all it ranks, and equal among themselves.
"""

from hamshahr.decisions.counting.ballots import Ballots
from hamshahr.decisions.counting.lots import Lots
from hamshahr.decisions.counting.results import Count, Stage, Step, tie

Matrix = list[list[int]]


def schulze(ballots: Ballots, seats: int, lots: Lots) -> Count:
    """Elect in the order of the Schulze relation; where it leaves several first, the lots decide."""
    wins = pairwise(ballots)
    paths = strongest_paths(wins)
    elected, steps = ranked(paths, seats, lots)
    beaten = tuple(
        sum(mine > other[one] for mine, other in zip(row, paths, strict=True)) for one, row in enumerate(paths)
    )
    stage = Stage(1, "candidates beaten", None, beaten, 0, tuple(elected))
    return Count(
        elected=tuple(elected),
        stages=(stage,),
        steps=(*victories(wins), *steps),
        lots=lots,
        pairwise=tuple(map(tuple, wins)),
        strongest_paths=tuple(map(tuple, paths)),
    )


def pairwise(ballots: Ballots) -> Matrix:
    """How many ballots prefer the candidate of the row to that of the column.

    A row is one large integer with a lane of bits for each column, so that a ballot adds to all columns at once.
    """
    size = len(ballots.candidates)
    width = ballots.valid.bit_length()
    lanes = [1 << (width * candidate) for candidate in range(size)]
    everyone = sum(lanes)
    rows = [0] * size
    for ranking, number in ballots.papers.items():
        below, own = everyone, lanes
        if number > 1:
            below, own = everyone * number, [lane * number for lane in lanes]
        for candidate in ranking:
            below -= own[candidate]
            rows[candidate] += below
    mask = (1 << width) - 1
    return [[row >> (width * column) & mask for column in range(size)] for row in rows]


def strongest_paths(wins: Matrix) -> Matrix:
    """The strength of the strongest chain between any two, by the Floyd-Warshall scheme of the paper (section 2.3)."""
    size = len(wins)
    paths = [[wins[a][b] if wins[a][b] > wins[b][a] else 0 for b in range(size)] for a in range(size)]
    for via, through in enumerate(paths):
        for start, row in enumerate(paths):
            if start != via and (reach := row[via]):
                for end in range(size):
                    if end != start and (step := min(reach, through[end])) > row[end]:
                        row[end] = step
    return paths


def ranked(paths: Matrix, seats: int, lots: Lots) -> tuple[list[int], list[Step]]:
    """The first ``seats`` of the order: always one whom nobody left beats."""
    left = list(range(len(paths)))
    elected: list[int] = []
    steps = []
    while len(elected) < seats:
        unbeaten = lots.in_order(a for a in left if all(paths[a][b] >= paths[b][a] for b in left))
        winner = unbeaten[0]
        if len(unbeaten) > 1:
            steps.append(tie(unbeaten, [winner], lots))
        steps.append(Step("unbeaten", {"candidate": winner, "place": len(elected) + 1}))
        steps += chains(paths, winner, left)
        elected.append(winner)
        left.remove(winner)
    return elected, steps


def chains(paths: Matrix, winner: int, left: list[int]) -> list[Step]:
    """How the winner of a place stands against everyone left."""
    return [
        Step(
            "chain", {"candidate": winner, "other": other, "there": paths[winner][other], "back": paths[other][winner]}
        )
        for other in left
        if other != winner
    ]


def victories(wins: Matrix) -> list[Step]:
    """Every pair of candidates, the winner first."""
    steps = []
    for one in range(len(wins)):
        for other in range(one + 1, len(wins)):
            first, second = (other, one) if wins[other][one] > wins[one][other] else (one, other)
            kind = "pair equal" if wins[one][other] == wins[other][one] else "pair"
            figures = {"candidate": first, "other": second, "there": wins[first][second], "back": wins[second][first]}
            steps.append(Step(kind, figures))
    return steps
