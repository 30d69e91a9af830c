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


class Tie(StrEnum):
    """What the statutes do when as many are for as against."""

    OPEN = "open"
    CHAIR = "chair"
    SECOND_ROUND = "second round"
    LOT = "lot"
    REJECTED = "rejected"


class Within(StrEnum):
    """What the holder of a proxy must share with its giver."""

    ANYBODY = ""
    REGION = "region"
    COUNTRY = "country"
    BODY = "body"


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
    NOT_WRITTEN = "no written mandate"
    OTHER_CIRCLE = "holder of another circle"
    HOLDER_AT_LIMIT = "holder at limit"


@dataclass(frozen=True, slots=True)
class Rule:
    """What the statutes say on one kind of decision; ``strict`` means more than the majority, not as much.

    ``quorum_number`` and ``least_yes`` count members, whatever they weigh; ``double`` is the share that must be for
    by weight as well, where the majority itself is one of members. ``None`` for the proxies of a holder: any number.
    """

    quorum: Fraction
    majority: Fraction
    strict: bool
    base: Base
    weighted: bool
    max_proxies_per_holder: int | None
    quorum_of_present: bool = False
    quorum_strict: bool = False
    quorum_number: int = 0
    least_yes: int = 0
    double: Fraction | None = None
    proxies_within: Within = Within.ANYBODY
    proxies_written: bool = False
    substitutes: bool = False
    substitutes_mandated: bool = False
    tie: Tie = Tie.OPEN


@dataclass(frozen=True, slots=True)
class Member:
    """A member on the day: its weight, its fees, whether it is there, and whether its substitute is.

    ``circle`` is what a holder of its proxy must share with it: its region, its country or its body.
    """

    id: str
    weight: Fraction
    fees_paid: bool
    present: bool
    suspended: bool = False
    circle: str = ""
    substitute_present: bool = False
    substitute_mandated: bool = False

    @property
    def is_entitled(self) -> bool:
        return self.fees_paid and not self.suspended


@dataclass(frozen=True, slots=True)
class Proxy:
    """A member's voice lent to another for one gathering."""

    grantor: str
    holder: str
    written: bool = True


@dataclass(frozen=True, slots=True)
class Case:
    """Everything one decision rests on; votes by the id of the member in whose name they are cast.

    The casting vote of the chair and the published seed of a lot count only in a tie, where the statutes ask for them.
    """

    name: str | int
    rule: Rule
    members: tuple[Member, ...]
    proxies: tuple[Proxy, ...]
    votes: Mapping[str, Choice]
    casting_vote: Choice | None = None
    seed: str | None = None


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
    present: int = 0
    present_voices: Fraction = Fraction(0)
    weights: Tally | None = None
    weights_denominator: Fraction = Fraction(0)
    is_tied: bool = False
    seed: str | None = None

    @property
    def represented(self) -> int:
        """Members that are not there themselves and whose voice somebody holds."""
        return self.participating - self.present

    @property
    def counted_voices(self) -> Fraction:
        """What the quorum is asked of: those present, with those represented unless the rule leaves them out."""
        return self.present_voices if self.rule.quorum_of_present else self.tally.participating
