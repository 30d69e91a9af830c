"""Elections counted exactly: plurality, SNTV, two rounds, approval, Borda, Schulze, Scottish STV."""

from collections.abc import Callable
from enum import StrEnum

from hamshahr.decisions.counting.ballots import Ballots
from hamshahr.decisions.counting.divisors import Divisor, share_out
from hamshahr.decisions.counting.lots import Lots
from hamshahr.decisions.counting.quotas import Quotas, Standing, seat_under_quotas
from hamshahr.decisions.counting.results import Count
from hamshahr.decisions.counting.schulze import schulze
from hamshahr.decisions.counting.scottish import scottish_stv
from hamshahr.decisions.counting.simple import approval, borda, plurality, sntv, two_round


class Method(StrEnum):
    """The methods by the names under which `hamshahr count` knows them."""

    SCOTTISH_STV = "scottish-stv"
    SCHULZE = "schulze"
    APPROVAL = "approval"
    BORDA = "borda"
    PLURALITY = "plurality"
    TWO_ROUND = "two-round"
    SNTV = "sntv"


COUNTS: dict[Method, Callable[[Ballots, int, Lots], Count]] = {
    Method.SCOTTISH_STV: scottish_stv,
    Method.SCHULZE: schulze,
    Method.APPROVAL: approval,
    Method.BORDA: borda,
    Method.PLURALITY: plurality,
    Method.TWO_ROUND: two_round,
    Method.SNTV: sntv,
}
ONE_SEAT = frozenset({Method.TWO_ROUND})


def count(method: Method, ballots: Ballots, seats: int, seed: str | None = None) -> Count:
    """Count ``ballots`` for ``seats`` places; ties that the rule leaves open go by the lots of ``seed``."""
    return COUNTS[method](ballots, seats, Lots.drawn(len(ballots.candidates), seed))


__all__ = [
    "COUNTS",
    "ONE_SEAT",
    "Ballots",
    "Count",
    "Divisor",
    "Lots",
    "Method",
    "Quotas",
    "Standing",
    "count",
    "seat_under_quotas",
    "share_out",
]
