"""Reading the books: balances, what a member is on a day, who is late, what awaits a city."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body, Membership
from hamshahr.kernel.awaiting import Awaited
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import say
from hamshahr.letters.models import Letter
from hamshahr.parties.models import Liaison, Party

from .models import Contact, ExchangeRate, Invoice, LateMember, Line, Payment, Proof, billable
from .money import ZERO, show
from .wording import at_rate

PAID_UP, OPEN, ARREARS, NOTHING = "paid up", "open", "arrears", "nothing"
PAID, PART, VOID = "paid", "part", "void"


@dataclass(frozen=True)
class Standing:
    """What a member is on a day: paid up, with something open that is not due yet, in arrears, or never charged."""

    state: str
    since: date | None = None
    years: tuple[int, ...] = ()
    owed: dict[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Bill:
    """An invoice with what is open of it, and what it is on a day."""

    invoice: Invoice
    open: Decimal
    state: str

    @property
    def word(self) -> str:
        return state_words()[self.state]


def state_words() -> dict[str, str]:
    """What an invoice is, in words."""
    return {PAID: _("paid"), PART: _("paid in part"), OPEN: _("open"), ARREARS: _("overdue"), VOID: _("void")}


def standing_words() -> dict[str, str]:
    """What a member is, in words."""
    return {
        PAID_UP: _("paid up"),
        OPEN: _("something to pay, none of it overdue"),
        ARREARS: _("in arrears"),
        NOTHING: _("nothing charged yet"),
    }


def with_open(invoices: QuerySet[Invoice], on: date | None = None) -> QuerySet[Invoice]:
    """Each with ``open``, its lines up to a day added up, and ``is_void``."""
    counted = Q(lines__on__lte=on) if on else None
    voidings = Line.objects.filter(invoice=OuterRef("pk"), kind=Line.Kind.VOIDED)
    voidings = voidings.filter(on__lte=on) if on else voidings
    return invoices.annotate(open=Sum("lines__amount", filter=counted), is_void=Exists(voidings))


def state_of(invoice: Invoice, on: date) -> str:
    """What an invoice that carries ``open`` and ``is_void`` is on a day."""
    if invoice.is_void:
        return VOID
    if (invoice.open or ZERO) <= 0:
        return PAID
    if invoice.due_on < on:
        return ARREARS
    return PART if invoice.open < invoice.total else OPEN


def bills_of(party: Party, user: User, on: date) -> list[Bill]:
    """The invoices of a city that a user may see, latest first."""
    rows = with_open(Invoice.objects.visible_to(user).filter(membership__party=party))
    rows = rows.select_related("body", "membership__party", "rate", "scale", "replaces__body")
    return [Bill(row, row.open or ZERO, state_of(row, on)) for row in rows]


def standings(memberships: Iterable[Membership] | QuerySet, on: date) -> dict[int, Standing]:
    """What each membership is on a day, by its key; what was written for a later day does not count."""
    rows = with_open(Invoice.objects.filter(membership__in=memberships, issued_on__lte=on), on).order_by("due_on", "pk")
    invoices: dict[int, list[Invoice]] = defaultdict(list)
    for row in rows:
        invoices[row.membership_id].append(row)
    return {key: standing_by(its, on) for key, its in invoices.items()}


def standing_by(invoices: list[Invoice], on: date) -> Standing:
    """The standing that follows from the invoices of one member, the earliest due first."""
    unpaid = [row for row in invoices if not row.is_void and (row.open or ZERO) > 0]
    late = [row for row in unpaid if row.due_on < on]
    owed: dict[str, Decimal] = defaultdict(Decimal)
    for row in unpaid:
        owed[row.currency] += row.open
    years = tuple(sorted({row.year for row in late or unpaid}))
    state = ARREARS if late else OPEN if unpaid else PAID_UP
    return Standing(state, late[0].due_on if late else None, years, dict(owed))


def standing_on(membership: Membership, on: date) -> Standing:
    """What one membership is on a day."""
    return standings([membership], on).get(membership.pk, Standing(NOTHING))


def has_paid(membership: Membership, year: int, on: date) -> bool | None:
    """Whether the dues of a year were paid by a day; None where the member was not charged for it by then."""
    rows = with_open(membership.invoices.filter(year=year, issued_on__lte=on), on)
    standing = [row for row in rows if not row.is_void]
    return all((row.open or ZERO) <= 0 for row in standing) if standing else None


def balances(membership: Membership, on: date | None = None) -> dict[str, Decimal]:
    """What a member owes in each currency: the sum of its lines, below zero where it has credit."""
    lines = membership.dues_lines.filter(on__lte=on) if on else membership.dues_lines.all()
    sums = lines.order_by().values_list("currency").annotate(sum=Sum("amount"))
    return dict(sums.order_by("currency"))


@dataclass(frozen=True)
class Account:
    """One membership of a city as its desk shows it."""

    membership: Membership
    standing: Standing
    balances: dict[str, Decimal]

    @property
    def word(self) -> str:
        return standing_words()[self.standing.state]

    @property
    def owed(self) -> list[str]:
        return [show(amount, currency) for currency, amount in self.balances.items() if amount > 0]

    @property
    def credit(self) -> list[str]:
        return [show(-amount, currency) for currency, amount in self.balances.items() if amount < 0]


def accounts_of(party: Party, user: User, on: date) -> list[Account]:
    """The memberships of a city that were charged, with what they are on a day."""
    rows = billable(user).filter(party=party, dues_lines__isnull=False).distinct().select_related("body")
    return [Account(row, standing_on(row, on), balances(row)) for row in rows]


def payments_of(party: Party, user: User) -> QuerySet[Payment]:
    rows = Payment.objects.visible_to(user).filter(membership__party=party)
    return rows.select_related("body", "membership__party")


def proofs_of(invoice: Invoice, user: User) -> QuerySet[Proof]:
    return Proof.objects.visible_to(user).filter(invoice=invoice).select_related("payment__body", "brought_by")


# Who is late


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


# The desk


def awaiting(party: Party, on: date) -> list[Awaited]:
    """Invoices to be paid, and those whose proof waits in the office; one query."""
    waiting = Proof.objects.waiting().filter(invoice=OuterRef("pk"))
    rows = with_open(Invoice.objects.filter(membership__party=party)).filter(open__gt=0)
    rows = rows.annotate(waits=Exists(waiting)).select_related("body", "membership__party").order_by("due_on", "pk")
    return [proof_waits(row) if row.waits else to_pay(row) for row in rows]


def words_of(invoice: Invoice) -> dict[str, str]:
    return {
        "amount": show(invoice.open, invoice.currency),
        "body": say(invoice.body.names),
        "year": localise(invoice.year),
        "number": invoice.code,
    }


def to_pay(invoice: Invoice) -> Awaited:
    return Awaited(
        "dues.open",
        _("Pay the dues of %(year)s: %(amount)s (%(body)s)") % words_of(invoice),
        invoice.due_on,
        Liaison.Duty.DUES,
        _("The city is in arrears and may lose its vote."),
        reverse("dues:invoice", args=[invoice.party.slug, invoice.key]),
    )


def proof_waits(invoice: Invoice) -> Awaited:
    return Awaited(
        "proof.waiting",
        _("Proof of the dues of %(year)s: %(amount)s (%(body)s)") % words_of(invoice),
        None,
        Liaison.Duty.DUES,
        _("The secretariat looks at it; nothing is for you to do."),
        reverse("dues:invoice", args=[invoice.party.slug, invoice.key]),
    )


# Sums


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
