"""Seats under quotas: so many of each region, a floor for women and for men, and the most votes that this allows.

The optimum is exact. Within one region and one gender the highest totals go first, so what is searched is only how
many of each gender every region sends; those numbers are added up region by region, and of all ways to the same
numbers the one with the most votes is kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from hamshahr.decisions.counting.lots import Lots
from hamshahr.decisions.counting.results import Amount, Step, leaders

WOMAN, MAN = "woman", "man"


@dataclass(frozen=True, slots=True)
class Quotas:
    """What the seats must hold: at least and at most so many of each region, and of women and of men."""

    least: Mapping[str, int] = field(default_factory=dict)
    most: Mapping[str, int] = field(default_factory=dict)
    women: int = 0
    men: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a candidate comes from, and its gender where that is told."""

    region: str = ""
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Some candidates: their votes, then their lots as one number, which no two choices share."""

    votes: Fraction = Fraction(0)
    lots: int = 0
    chosen: tuple[int, ...] = ()

    def __add__(self, other: "Choice") -> "Choice":
        return Choice(self.votes + other.votes, self.lots + other.lots, self.chosen + other.chosen)

    @property
    def rank(self) -> tuple[Fraction, int]:
        return self.votes, self.lots


Places = tuple[int, int, int]  # filled, of these women, of these men; the last two no further than their floors


@dataclass(frozen=True, slots=True)
class Seating:
    """Who is elected, the highest totals first, and what the quotas moved; nobody where they cannot be met."""

    elected: tuple[int, ...]
    steps: tuple[Step, ...]


def seat_under_quotas(
    totals: Sequence[Amount], standings: Sequence[Standing], seats: int, quotas: Quotas, lots: Lots
) -> Seating | None:
    """Those with the most votes together among all who meet the quotas, or None where nobody can."""
    best: dict[Places, Choice] = {(0, 0, 0): Choice()}
    for region in sorted({standing.region for standing in standings} | set(quotas.least)):
        best = joined(best, list(sendings(region, totals, standings, seats, quotas, lots)), seats, quotas)
    found = best.get((seats, quotas.women, quotas.men))
    if found is None:
        return None
    chosen, ties = leaders(totals, range(len(totals)), min(seats, len(totals)), lots)
    elected = tuple(sorted(lots.in_order(found.chosen), key=lambda one: -totals[one]))
    return Seating(elected, tuple(told(totals, chosen, elected, ties)))


def joined(best: dict[Places, Choice], sent: list[tuple[Places, Choice]], seats: int, quotas: Quotas):
    """Every way so far with every way of one region more; of equal places the choice with the most votes."""
    further: dict[Places, Choice] = {}
    for (filled, women, men), choice in best.items():
        for (more, more_women, more_men), sending in sent:
            places = (filled + more, min(women + more_women, quotas.women), min(men + more_men, quotas.men))
            together = choice + sending
            if places[0] <= seats and (places not in further or together.rank > further[places].rank):
                further[places] = together
    return further


def sendings(
    region: str,
    totals: Sequence[Amount],
    standings: Sequence[Standing],
    seats: int,
    quotas: Quotas,
    lots: Lots,
) -> Iterator[tuple[Places, Choice]]:
    """What one region can send: for every number of women, men and others the highest totals of each."""
    ranked: dict[str, list[int]] = {WOMAN: [], MAN: [], "": []}
    own = [one for one, standing in enumerate(standings) if standing.region == region]
    for one in sorted(lots.in_order(own), key=lambda one: -totals[one]):
        ranked[standings[one].gender if standings[one].gender in ranked else ""].append(one)
    least, most = quotas.least.get(region, 0), min(quotas.most.get(region, seats), seats)
    for women in range(min(len(ranked[WOMAN]), most) + 1):
        for men in range(min(len(ranked[MAN]), most - women) + 1):
            for others in range(max(0, least - women - men), min(len(ranked[""]), most - women - men) + 1):
                those = (*ranked[WOMAN][:women], *ranked[MAN][:men], *ranked[""][:others])
                yield (len(those), women, men), choice_of(those, totals, lots)


def choice_of(those: tuple[int, ...], totals: Sequence[Amount], lots: Lots) -> Choice:
    """Some candidates with their votes; of equal votes, the lots read as a binary number let the first lots win."""
    size = len(lots.order)
    return Choice(
        votes=sum((Fraction(totals[one]) for one in those), Fraction(0)),
        lots=sum(1 << (size - 1 - lots.order.index(one)) for one in those),
        chosen=those,
    )


def told(totals: Sequence[Amount], without: list[int], elected: tuple[int, ...], ties: list[Step]) -> Iterator[Step]:
    """Who is elected, who would have been without the quotas, and who has the seat instead."""
    moved = set(without) ^ set(elected)
    yield from () if moved else ties
    for one in without:
        if one in moved:
            yield Step("kept out by quota", {"candidate": one, "total": totals[one]})
    for one in elected:
        yield Step("let in by quota" if one in moved else "elected by total", {"candidate": one, "total": totals[one]})
