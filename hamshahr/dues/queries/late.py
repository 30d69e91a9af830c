"""Who is late, when they were last written to, and the sums of each year."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body, Membership
from hamshahr.letters.models import Letter

from ..models import Contact, ExchangeRate, Invoice, LateMember
from ..money import ZERO
from ..wording import at_rate
from .standing import with_open


def late_members(user: User, on: date) -> QuerySet[LateMember]:
    """The members a user follows that have something overdue: since when, how many invoices, when last spoken to."""
    overdue = with_open(Invoice.objects.filter(due_on__lt=on)).filter(open__gt=0)
    of_member = overdue.filter(membership=OuterRef("pk")).order_by("due_on")
    spoken = Contact.objects.filter(membership=OuterRef("pk")).order_by("-happened_on", "-pk")
    rows = LateMember.objects.followed_by(user).filter(pk__in=overdue.values("membership"))
    return rows.annotate(
        late_since=Subquery(of_member.values("due_on")[:1]),
        spoken_on=Subquery(spoken.values("happened_on")[:1]),
    ).select_related("party__country__region", "body")


def letters_about(membership: Membership) -> QuerySet[Letter]:
    """The letters of this room that were written to a member about its invoices, latest first."""
    keys = list(membership.invoices.values_list("key", flat=True))
    about = Q(pk__in=[])
    for key in keys:
        about |= Q(key__startswith=f"dues:{key}:")
    return Letter.objects.filter(about).order_by("-written_at", "-pk")


def last_letter_on(membership: Membership) -> date | None:
    """The day of the last letter about dues that went out to a member."""
    sent = letters_about(membership).aggregate(last=Max("sent_at"))["last"]
    return sent.date() if sent else None


@dataclass(frozen=True)
class Totals:
    """What was charged for a year and what is open of it, told in other currencies at dated rates."""

    year: int
    invoices: int
    charged: Decimal
    open: Decimal
    currency: str
    told: list[str]


def totals_of(body: Body, on: date) -> list[Totals]:
    """The sums of each year and currency as the books stood on a day; the same day gives the same sums."""
    sums: dict[tuple[int, str], list[Decimal]] = defaultdict(list)
    opened: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    for row in with_open(Invoice.objects.filter(body=body, issued_on__lte=on), on):
        if not row.is_void:
            sums[row.year, row.currency].append(row.total)
            opened[row.year, row.currency] += row.open or ZERO
    return [
        Totals(year, len(totals), sum(totals, ZERO), opened[year, currency], currency, told_at(totals, currency, on))
        for (year, currency), totals in sorted(sums.items(), reverse=True)
    ]


def told_at(totals: list[Decimal], currency: str, on: date) -> list[str]:
    """A sum in each currency that a rate is known for, with the rate, its day and its source."""
    latest: dict[str, ExchangeRate] = {}
    for rate in ExchangeRate.objects.filter(base=currency, on__lte=on).order_by("on"):
        latest[rate.currency] = rate
    return [at_rate(sum(totals, ZERO), rate) for rate in latest.values()]
