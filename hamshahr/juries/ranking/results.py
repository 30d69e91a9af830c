"""What a ranking gives, as plain values."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Placed:
    """One submission in its place: ``raw_mean + shift + pull = estimate``, but for the last of six decimals."""

    submission: str
    rank: int
    estimate: float
    interval: tuple[int, int]
    chance: float
    raw_mean: Fraction
    raw_rank: int
    shift: float
    pull: float
    scores: int

    def is_cut_by(self, places: int) -> bool:
        """Whether the line behind so many places runs through the interval: the scores alone do not settle it."""
        low, high = self.interval
        return low <= places < high


@dataclass(frozen=True, slots=True)
class JurorSeverity:
    """How many points a juror gives less than the others do to the same submission."""

    juror: str
    severity: float
    scores: int


@dataclass(frozen=True, slots=True)
class CriterionFit:
    """What the scores under one criterion say: their mean, and how far submissions, jurors and chance spread them."""

    criterion: str
    weight: Fraction
    mean: float
    of_submissions: float
    of_jurors: float
    of_chance: float


@dataclass(frozen=True, slots=True)
class Component:
    """Submissions and jurors that hang together by reviews; two components share no juror and no submission."""

    submissions: tuple[str, ...]
    jurors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bias:
    """How many points jurors gave more to submissions of their own group than the others did, and its 90 % interval."""

    criterion: str
    own: int
    others: int
    effect: float
    interval: tuple[float, float]

    @property
    def is_beyond_chance(self) -> bool:
        low, high = self.interval
        return low > 0 or high < 0


@dataclass(frozen=True, slots=True)
class Ranking:
    """A whole ranking, the best first."""

    placed: tuple[Placed, ...]
    jurors: tuple[JurorSeverity, ...]
    criteria: tuple[CriterionFit, ...]
    components: tuple[Component, ...]
    bias: tuple[Bias, ...]
    top: int
    draws: int
    seed: str

    @property
    def is_connected(self) -> bool:
        return len(self.components) <= 1

    def to_deliberation(self, places: int) -> tuple[Placed, ...]:
        """The submissions through whose interval the cut behind so many places runs."""
        return tuple(one for one in self.placed if one.is_cut_by(places))
