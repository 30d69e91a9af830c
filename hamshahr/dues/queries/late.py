"""Who is late, when they were last written to, and the sums of each year."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr
from django.utils import timezone

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body, Holding, Membership
from hamshahr.kernel.text import fold
from hamshahr.letters.models import Letter
from hamshahr.parties.models import Party, PartyName

from ..models import Contact, ExchangeRate, Invoice, LateMember, Watch
from ..models.following import seats_that_follow
from ..money import ZERO, show
from ..rules.leaving import proposal_of, suspension_rule
from ..wording import at_rate
from .standing import ARREARS, NOTHING, Standing, standings, with_open

PORTION = 200
ABOUT = "dues:"  # letters on an invoice are keyed by this and the key of the invoice
KEY_LENGTH = 12


def late_members(user: User, on: date) -> QuerySet[LateMember]:
    """The members a user follows that have something overdue: since when, how many invoices, when last spoken to."""
    return told_late(LateMember.objects.followed_by(user), on)


def late_members_of_seat(user: User, party: Party, on: date) -> QuerySet[LateMember]:
    """The late members of the region that a user follows by a seat held for a city."""
    return told_late(LateMember.objects.read_by(user, party), on)


def narrowed(members: QuerySet[LateMember], *, q: str = "", country: str = "", body: str = "") -> QuerySet[LateMember]:
    """The late members with these words in a name, of a country, or of a body; the longest late first."""
    for word in q.split():
        members = members.filter(party__in=PartyName.objects.filter(folded__contains=fold(word)).values("party"))
    if country:
        members = members.filter(party__country=country)
    if body:
        members = members.filter(body__slug=body)
    return members.order_by("late_since", "pk")


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


@dataclass(frozen=True)
class LateLine:
    """What a list says of one late member on a day."""

    member: LateMember
    standing: Standing
    days: int
    last_contact: date | None
    proposed: str

    @property
    def owed(self) -> list[str]:
        return [show(amount, currency) for currency, amount in self.standing.owed.items()]


def late_lines(members: Iterable[LateMember], on: date) -> list[LateLine]:
    """A line for each of the members, with as many questions to the store as for one."""
    rows = list(members)
    found, written = standings(rows, on), last_letters(rows)
    states = dict(Membership.objects.filter(pk__in=[row.pk for row in rows]).with_state(on).values_list("pk", "state"))
    bodies = {row.body_id: row.body for row in rows}
    rules = {key: suspension_rule(body, on) for key, body in bodies.items()}
    lines = []
    for row in rows:
        standing = found.get(row.pk, Standing(NOTHING))
        years = list(standing.years) if standing.state == ARREARS else []
        proposed = proposal_of(rules[row.body_id], states[row.pk], years)
        spoken_on = row.spoken_on or written.get(row.pk)
        lines.append(LateLine(row, standing, (on - row.late_since).days, spoken_on, proposed))
    return lines


def in_portions(members: QuerySet[LateMember], on: date) -> Iterator[LateLine]:
    """The lines of a long list, some hundred members at a time."""
    rows = members.iterator(PORTION)
    while portion := list(islice(rows, PORTION)):
        yield from late_lines(portion, on)


def letters_about(membership: Membership) -> QuerySet[Letter]:
    """The letters of this room that were written to a member about its invoices, latest first."""
    keys = list(membership.invoices.values_list("key", flat=True))
    about = Q(pk__in=[])
    for key in keys:
        about |= Q(key__startswith=f"{ABOUT}{key}:")
    return Letter.objects.filter(about).order_by("-written_at", "-pk")


def last_letters(memberships: Iterable[Membership]) -> dict[int, date]:
    """The day of the last letter about dues that went out to each of the members."""
    keys = dict(Invoice.objects.filter(membership__in=[row.pk for row in memberships]).values_list("key", "membership"))
    letters = Letter.objects.filter(key__startswith=ABOUT, sent_at__isnull=False)
    letters = letters.annotate(invoice=Substr("key", len(ABOUT) + 1, KEY_LENGTH)).filter(invoice__in=keys).order_by()
    last: dict[int, date] = {}
    for key, sent_at in letters.values_list("invoice").annotate(last=Max("sent_at")):
        day = timezone.localdate(sent_at)
        last[keys[key]] = max(day, last.get(keys[key], day))
    return last


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
