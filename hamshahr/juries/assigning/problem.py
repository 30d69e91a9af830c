"""What is to be assigned, and what comes out: plain rows, without a database."""

from collections.abc import Sequence
from dataclasses import dataclass, field

TOPICS = 24


@dataclass(frozen=True)
class Submission:
    """A submission as the assignment sees it: where it comes from, in which languages it can be read, its topics."""

    id: str
    city: str
    country: str
    languages: frozenset[str]
    topics: tuple[int, ...]
    region: str = ""


@dataclass(frozen=True)
class Juror:
    """A juror as the assignment sees it, with the least and the most reviews to be written."""

    id: str
    city: str
    country: str
    region: str
    languages: frozenset[str]
    topics: tuple[int, ...]
    min_load: int
    max_load: int
    gender: str = ""


@dataclass(frozen=True)
class Problem:
    """Submissions, jurors, the pairs that conflicts forbid and the rules of the panels.

    ``seed`` is published before the run: with the names it decides among assignments that are equally good. ``even``
    asks for loads that differ by at most one where that can be had within everybody's limits, ``mixes_...`` for panels
    of more than one gender and for one juror of a country, as far as they can be had.
    """

    submissions: Sequence[Submission]
    jurors: Sequence[Juror]
    conflicts: frozenset[tuple[str, str]] = frozenset()
    reviews: int = 3
    region_cap: int = 2
    seed: str = ""
    even: bool = False
    fair: bool = False
    mixes_genders: bool = False
    mixes_countries: bool = False


@dataclass(frozen=True)
class Assigned:
    """A whole assignment at its proven optimum, with the prices of the jurors that prove it.

    ``share_bound`` is what no assignment can exceed as the smallest share of a submission in its best panel.
    """

    problem: Problem
    pairs: tuple[tuple[str, str], ...]
    total: int
    best_total: int
    prices: dict[str, int]
    shares: dict[str, float]
    loads: dict[str, int]
    share_bound: float = 1.0
    rounds: int = 1

    @property
    def smallest_share(self) -> float:
        return min(self.shares.values(), default=1.0)


@dataclass(frozen=True)
class Shortage:
    """Submissions that cannot all get their panels: their readers, what these can take, and what would mend it.

    ``invite`` more jurors of ``capacity`` reviews each, reading ``languages`` and free of conflicts, are enough;
    ``blocked`` counts by rule the pairs with jurors who still had time.
    """

    submissions: tuple[str, ...]
    jurors: tuple[str, ...]
    missing: int
    languages: tuple[str, ...]
    invite: int
    capacity: int
    blocked: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Idleness:
    """Jurors whose least numbers of reviews, ``must``, are more than they can be given together."""

    jurors: tuple[str, ...]
    must: int
    can: int


@dataclass(frozen=True)
class Infeasible:
    """Why no assignment keeps all rules, group by group."""

    problem: Problem
    shortages: tuple[Shortage, ...] = ()
    idle: tuple[Idleness, ...] = ()
