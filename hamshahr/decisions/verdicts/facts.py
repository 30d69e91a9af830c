"""The facts a decision rests on, and what follows from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Base(StrEnum):
    """Of what the majority is a share."""

    CAST = "cast"
    CAST_WITH_ABSTENTIONS = "cast_with_abstentions"
    PRESENT = "present"
    ALL_ENTITLED = "all_entitled"


class Choice(StrEnum):
    """What a member may answer."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


class Outcome(StrEnum):
    """What became of the motion."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    TIE = "tie"
    NO_QUORUM = "no quorum"


class Reason(StrEnum):
    """Why a proxy is void, in the order in which it is checked."""

    GRANTOR_NOT_ENTITLED = "grantor not entitled"
    HOLDER_NOT_THERE = "holder not present or not entitled"
    GRANTOR_PRESENT = "grantor is present"
    SECOND_PROXY = "second proxy by the same grantor"
    HOLDER_AT_LIMIT = "holder at limit"


@dataclass(frozen=True, slots=True)
class Rule:
    """What the statutes say on one kind of decision; ``strict`` means more than the majority, not as much."""

    quorum: Fraction
    majority: Fraction
    strict: bool
    base: Base
    weighted: bool
    max_proxies_per_holder: int


@dataclass(frozen=True, slots=True)
class Member:
    """A member on the day: its weight, its fees, whether it is there."""

    id: str
    weight: Fraction
    fees_paid: bool
    present: bool
    suspended: bool = False

    @property
    def is_entitled(self) -> bool:
        return self.fees_paid and not self.suspended


@dataclass(frozen=True, slots=True)
class Proxy:
    """A member's voice lent to another for one gathering."""

    grantor: str
    holder: str


@dataclass(frozen=True, slots=True)
class Case:
    """Everything one decision rests on; votes by the id of the member in whose name they are cast."""

    name: str | int
    rule: Rule
    members: tuple[Member, ...]
    proxies: tuple[Proxy, ...]
    votes: Mapping[str, Choice]


@dataclass(frozen=True, slots=True)
class Rejection:
    """A proxy that does not count, and why."""

    grantor: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Tally:
    """Voices for each answer; members, or their weights under a weighted rule."""

    yes: Fraction
    no: Fraction
    abstain: Fraction
    not_voting: Fraction

    @property
    def cast(self) -> Fraction:
        return self.yes + self.no

    @property
    def participating(self) -> Fraction:
        return self.cast + self.abstain + self.not_voting


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided and by which figures: members are counted in heads, voices in the unit of the rule."""

    case: str | int
    rule: Rule
    entitled: int
    participating: int
    entitled_voices: Fraction
    quorum_met: bool
    rejections: tuple[Rejection, ...]
    ignored_votes: tuple[str, ...]
    tally: Tally
    denominator: Fraction
    outcome: Outcome
