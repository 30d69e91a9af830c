"""What was counted: voices and heads apart, never added; papers as they are for the methods that elect."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .answers import MOTION_KEYS, Choice, plain, read, written
from .models import Ballot

NOT_VOTING, BLANK, INVALID, SPLIT = "not_voting", "blank", "invalid", "split"


@dataclass(frozen=True, slots=True)
class Papers:
    """Equal papers together: what stands on them, how many electors wrote exactly this, and with how many voices.

    ``heads`` is None where single voices of a secret ballot do not tell whose they are.
    """

    choice: Choice
    heads: int | None
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Five:
    """Entitled, present, represented, cast and valid, in one unit."""

    entitled: Decimal
    present: Decimal
    represented: Decimal
    cast: Decimal
    valid: Decimal

    def as_json(self) -> dict[str, str]:
        return {name: plain(Decimal(getattr(self, name))) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Count:
    """The outcome of one ballot in figures; what it decides is said by the rooms above.

    ``heads`` and ``weights`` have, for a motion, yes, no, abstain, blank, invalid and not_voting (``heads`` also
    split); for names each name's key with those who named it (ranked it first), and the same four.
    """

    form: str
    papers: tuple[Papers, ...]
    heads: Mapping[str, int] | None
    weights: Mapping[str, Decimal]
    in_heads: Five
    in_weights: Five

    def as_json(self) -> dict[str, Any]:
        return {
            "heads": dict(self.heads) if self.heads is not None else None,
            "weights": {key: plain(weight) for key, weight in self.weights.items()},
            "figures": {"heads": self.in_heads.as_json(), "weights": self.in_weights.as_json()},
            "papers": [[written(each.choice), each.heads, plain(each.weight)] for each in self.papers],
        }

    @classmethod
    def from_json(cls, form: str, told: dict[str, Any]) -> "Count":
        papers = tuple(Papers(read(choice), heads, Decimal(weight)) for choice, heads, weight in told["papers"])
        weights = {key: Decimal(weight) for key, weight in told["weights"].items()}
        five = [Five(**{name: Decimal(said) for name, said in told["figures"][unit].items()}) for unit in UNITS]
        return cls(form, papers, told["heads"], weights, *five)


UNITS = ("heads", "weights")


@dataclass(frozen=True, slots=True)
class Roll:
    """Who stood behind a ballot, in heads and in voices: entitled, present, represented, and who voted."""

    entitled: tuple[int, Decimal]
    present: tuple[int, Decimal]
    represented: tuple[int, Decimal]
    voted: tuple[int, Decimal]

    @property
    def may_vote(self) -> tuple[int, Decimal]:
        return self.present[0] + self.represented[0], self.present[1] + self.represented[1]

    def five(self, place: int, valid: Decimal | int) -> Five:
        rows = (self.entitled, self.present, self.represented, self.voted)
        return Five(*(Decimal(row[place]) for row in rows), valid=Decimal(valid))


def gathered(slips: Iterable[tuple[str, Decimal]], heads: Mapping[str, int] | None) -> tuple[Papers, ...]:
    """Equal slips together, in the order of what stands on them."""
    weights: dict[str, Decimal] = {}
    for choice, weight in slips:
        weights[choice] = weights.get(choice, Decimal(0)) + weight
    rows = sorted(weights.items())
    return tuple(Papers(read(text), heads.get(text, 0) if heads is not None else None, said) for text, said in rows)


def count_of(
    ballot: Ballot,
    keys: Iterable[str],
    papers: tuple[Papers, ...],
    roll: Roll,
    *,
    split: int = 0,
    invalid: tuple[int, Decimal] = (0, Decimal(0)),
) -> Count:
    """Add up papers; ``split`` electors stand behind more than one of them."""
    names = MOTION_KEYS if ballot.form == Ballot.Form.MOTION else tuple(keys)
    weights = {key: sum((each.weight for each in naming(papers, key, ballot)), Decimal(0)) for key in names}
    blank = next((each for each in papers if not each.choice), Papers((), 0, Decimal(0)))
    may_vote, has_heads = roll.may_vote, all(each.heads is not None for each in papers)
    weights |= {BLANK: blank.weight, INVALID: invalid[1], NOT_VOTING: may_vote[1] - roll.voted[1]}
    heads = None
    if has_heads:
        heads = {key: sum(each.heads or 0 for each in naming(papers, key, ballot)) for key in names}
        heads |= {BLANK: blank.heads or 0, INVALID: invalid[0], NOT_VOTING: may_vote[0] - roll.voted[0], SPLIT: split}
    valid_heads = roll.voted[0] - invalid[0] - (blank.heads or 0)
    valid_weight = roll.voted[1] - invalid[1] - blank.weight
    return Count(ballot.form, papers, heads, weights, roll.five(0, valid_heads), roll.five(1, valid_weight))


def naming(papers: Iterable[Papers], key: str, ballot: Ballot) -> list[Papers]:
    """The papers that name a key; in a ranking those that rank it first."""
    if ballot.form == Ballot.Form.RANKING:
        return [each for each in papers if each.choice[:1] == (key,)]
    return [each for each in papers if key in each.choice]
