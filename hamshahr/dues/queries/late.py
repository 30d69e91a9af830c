"""Who is late, when they were last written to, and the sums of each year."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body, Holding, Membership
from hamshahr.letters.models import Letter
from hamshahr.parties.models import Party

from ..models import Contact, ExchangeRate, Invoice, LateMember, Watch
from ..models.following import seats_that_follow
from ..money import ZERO, show
from ..rules.leaving import proposal_words
from ..wording import at_rate
from .standing import standing_on, with_open


def late_members(user: User, on: date) -> QuerySet[LateMember]:
    """The members a user follows that have something overdue: since when, how many invoices, when last spoken to."""
    return told_late(LateMember.objects.followed_by(user), on)


def late_members_of_seat(user: User, party: Party, on: date) -> QuerySet[LateMember]:
    """The late members of the region that a user follows by a seat held for a city."""
    return told_late(LateMember.objects.read_by(user, party), on).order_by("late_since", "pk")


def parties_that_follow(user: User, on: date) -> list[Party]:
    """The cities for whose seat a user follows the dues of a region that day."""
    offices = Watch.objects.on(on).filter(office__isnull=False).values("office")
    seats = Holding.objects.perhaps_on(on).filter(person__user=user, mandate__office__in=offices)
    rows = Party.objects.filter(pk__in=seats.values("mandate__party")).select_related("country")
    return [party for party in rows.order_by("slug") if seats_that_follow(user, on, party)]


def told_late(members: QuerySet[LateMember], on: date) -> QuerySet[LateMember]:
    """Those of the members that have something overdue."""
    overdue = with_open(Invoice.objects.filter(due_on__lt=on)).filter(open__gt=0)
    of_member = overdue.filter(membership=OuterRef("pk")).order_by("due_on")
    spoken = Contact.objects.filter(membership=OuterRef("pk")).order_by("-happened_on", "-pk")
    rows = members.filter(pk__in=overdue.values("membership"))
    return rows.annotate(
        late_since=Subquery(of_member.values("due_on")[:1]),
        spoken_on=Subquery(spoken.values("happened_on")[:1]),
    ).select_related("party__country__region", "body")


class LateLine:
    """What a list says of one late member on a day."""

    def __init__(self, member: LateMember, on: date) -> None:
        self.standing = standing_on(member, on)
        self.days = (on - member.late_since).days
        self.last_contact = member.spoken_on or last_letter_on(member)
        self.proposed = proposal_words(member, on)

    @property
    def owed(self) -> list[str]:
        return [show(amount, currency) for currency, amount in self.standing.owed.items()]


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
