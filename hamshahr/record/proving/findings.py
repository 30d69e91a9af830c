"""What a query over the record is asked, and what it gives back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext

from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.digits import number
from hamshahr.kernel.languages import say
from hamshahr.parties.models import Party

from ..models import Claim, Confidence


@dataclass(frozen=True)
class Asked:
    """What a claim says, as its query needs it: about whom, how much, from when to when."""

    party: Party | None
    comparison: str
    quantity: Decimal | None
    since: PartialDate | None
    until: PartialDate | None
    today: date

    @property
    def day(self) -> date:
        """The day for which the claim is checked."""
        return self.until.last_day if self.until else self.today

    def includes(self, happened_on: PartialDate | None) -> bool:
        """Whether something of that date may lie in the period; what has no date may."""
        if happened_on is None:
            return True
        begins_in_time = self.until is None or happened_on.first_day <= self.until.last_day
        return begins_in_time and (self.since is None or happened_on.last_day >= self.since.first_day)


@dataclass(frozen=True)
class Backing:
    """One row of a register behind a claim: what it says, where it is read, and how sure it is."""

    sentence: str
    address: str
    confidence: str
    happened_on: PartialDate | None = None
    citation: str = ""
    origin: str = ""


class Missing(NamedTuple):
    """A sentence about what is not in the record, kept in English and said in the reader's language.

    Numbers among its values are written in the reader's digits, texts of many languages said in the reader's.
    """

    text: str
    values: dict[str, Any] = {}

    def stored(self) -> list:
        return [self.text, {name: plain(value) for name, value in self.values.items()}]


def plain(value: Any) -> Any:
    """A value of a sentence as JSON keeps it."""
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return dict(value.data) if isinstance(getattr(value, "data", None), dict) else value


def said(missing: Iterable[Iterable]) -> list[str]:
    """Stored sentences in the reader's language."""
    return [gettext(text) % {name: worded(value) for name, value in values.items()} for text, values in missing]


def worded(value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value)
    return say(value)


@dataclass(frozen=True)
class Finding:
    """What the record says: ``value`` with everything that counts at all, ``sure`` with what a source confirms alone.

    ``has_ground`` tells that a part of the claim is documented though its number is not; ``is_against`` that a
    confirmed row says otherwise; ``weakest`` is the least sure row among those that count; ``behind`` gives the rows
    for the page of the claim.
    """

    value: Decimal = Decimal(0)
    sure: Decimal = Decimal(0)
    has_ground: bool = False
    is_against: bool = False
    weakest: str = ""
    missing: tuple[Missing, ...] = ()
    behind: Callable[[], list[Backing]] = field(default=list)


STRENGTH = (Confidence.CONFIRMED, Confidence.PROBABLE, Confidence.CLAIMED)


def weakest_of(rows: Iterable[Any]) -> str:
    """The confidence of the least sure of these rows; nothing where there is none."""
    return max((str(row.confidence) for row in rows), key=STRENGTH.index, default="")


def whether(confidence: str | None, **more: Any) -> Finding:
    """A fact that holds or not: 1 where a source confirms it, 1 perhaps where it is inferred.

    What others give a party - a seat, an office, a distinction - its own word alone does not show.
    """
    sure = Decimal(confidence == Confidence.CONFIRMED)
    value = Decimal(confidence in (Confidence.CONFIRMED, Confidence.PROBABLE))
    return Finding(value=value, sure=sure, weakest=str(confidence or ""), **more)


def asked_of(claim: Claim, today: date) -> Asked:
    return Asked(claim.party, claim.comparison, claim.quantity, claim.since, claim.until, today)
