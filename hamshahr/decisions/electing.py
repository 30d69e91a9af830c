"""Who is elected in one round: from the papers of its ballot, the places, the quotas and the lots; pure functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .counting import COUNTS, Ballots, Divisor, Lots, Method, Quotas, Standing, seat_under_quotas, share_out
from .counting.results import Amount, Step, leaders

ADDING = {Method.PLURALITY, Method.APPROVAL, Method.BORDA}
LISTS = {str(each) for each in Divisor}

Paper = tuple[tuple[str, ...], int]


@dataclass(frozen=True, slots=True)
class Elected:
    """Who is elected, by place on the ballot from 0, who may stand again, and every step for the page."""

    elected: tuple[int, ...]
    again: tuple[int, ...]
    seats: tuple[int, ...]
    totals: tuple[Amount, ...]
    steps: tuple[Step, ...]


def papers_from(papers: Iterable[tuple[Sequence[str], int | None, Decimal]]) -> list[Paper]:
    """What stands on the papers, with whole numbers of voices."""
    return [(tuple(choice), int(weight)) for choice, _heads, weight in papers]


def ballots_from(keys: Sequence[str], papers: Iterable[Paper]) -> Ballots:
    """The papers as the counting methods read them; one that names nobody is blank."""
    place = {key: number for number, key in enumerate(keys)}
    found: dict[bytes, int] = {}
    blank = 0
    for choice, number in papers:
        ranking = bytes(place[key] for key in choice)
        if ranking:
            found[ranking] = found.get(ranking, 0) + number
        else:
            blank += number
    return Ballots(tuple(keys), found, blank)


def elect(
    method: str,
    keys: Sequence[str],
    papers: Iterable[Paper],
    places: int,
    lots: Lots,
    *,
    quotas: Quotas | None = None,
    standings: Sequence[Standing] = (),
    is_last: bool = True,
) -> Elected | None:
    """Count one round; None where nobody can meet the quotas."""
    ballots = ballots_from(keys, papers)
    if method in LISTS:
        return by_lists(Divisor(method), ballots, places, lots)
    most = min(places, len(keys))
    if not is_last:
        return by_more_than_half(Method(method), ballots, most, lots)
    count = COUNTS[Method(method)](ballots, most, lots)
    totals = count.stages[-1].totals if count.stages else ()
    if quotas is None:
        return Elected(count.elected, (), (), totals, count.steps)
    seating = seat_under_quotas(totals, standings, places, quotas, lots)
    if seating is None:
        return None
    told = tuple(step for step in count.steps if step.kind in {"first preferences", "approvals", "points"})
    return Elected(seating.elected, (), (), totals, told + seating.steps)


def by_lists(divisor: Divisor, ballots: Ballots, places: int, lots: Lots) -> Elected:
    """Seats shared out among the lists; who fills them follows from their order."""
    votes = ballots.first_preferences
    sharing = share_out(votes, places, divisor, lots)
    totals = tuple(Step("first preferences", {"candidate": one, "total": vote}) for one, vote in enumerate(votes))
    return Elected((), (), sharing.seats, votes, totals + sharing.steps)


def by_more_than_half(method: Method, ballots: Ballots, places: int, lots: Lots) -> Elected:
    """All but the last round: more than half of the valid papers elects; twice the places left stand again."""
    count = COUNTS[method](ballots, places, lots)
    totals, needed = count.stages[-1].totals, Fraction(ballots.valid, 2)
    elected = tuple(one for one in count.elected if totals[one] > needed)
    left = [one for one in range(len(totals)) if one not in elected]
    again, ties = leaders(totals, left, min(2 * (places - len(elected)), len(left)), lots) if left else ([], [])
    steps = [step for step in count.steps if step.kind in {"first preferences", "approvals", "points"}]
    for one in elected:
        steps.append(Step("more than half", {"candidate": one, "total": totals[one], "valid": ballots.valid}))
    if len(elected) < places and again:
        steps += [*ties, Step("stand again", {"candidates": sorted(again)})]
    return Elected(elected, tuple(sorted(again)) if len(elected) < places else (), (), totals, tuple(steps))
