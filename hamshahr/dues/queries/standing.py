"""What a member and its invoices are on a day, and what stands in place of a payment."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.bodies.models import Membership
from hamshahr.kernel.digits import localise

from ..models import Invoice, Line, PaidElsewhere, Waiver
from ..money import ZERO

PAID_UP, OPEN, ARREARS, NOTHING = "paid up", "open", "arrears", "nothing"
PAID, PART, VOID = "paid", "part", "void"
ELSEWHERE, WAIVED = "elsewhere", "waived"


@dataclass(frozen=True)
class Released:
    """A year of which a member owes nothing, and why: paid in another network, or waived by an organ."""

    year: int
    why: str
    source: str

    @property
    def words(self) -> str:
        words = {"year": localise(self.year), "source": self.source}
        if self.why == ELSEWHERE:
            return _("The fee of %(year)s was paid in another network (%(source)s).") % words
        return _("The fee of %(year)s was waived by a decision (%(source)s).") % words


@dataclass(frozen=True)
class Standing:
    """What a member is on a day: paid up, with something open that is not due yet, in arrears, or never charged."""

    state: str
    since: date | None = None
    years: tuple[int, ...] = ()
    owed: dict[str, Decimal] = field(default_factory=dict)
    released: tuple[Released, ...] = ()


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


def standings(memberships: Iterable[Membership] | QuerySet, on: date) -> dict[int, Standing]:
    """What each membership is on a day, by its key; what was written for a later day does not count."""
    rows = with_open(Invoice.objects.filter(membership__in=memberships, issued_on__lte=on), on).order_by("due_on", "pk")
    invoices: dict[int, list[Invoice]] = defaultdict(list)
    for row in rows:
        invoices[row.membership_id].append(row)
    released = released_of(memberships, on)
    keys = [*invoices, *(key for key in released if key not in invoices)]
    return {key: standing_by(invoices[key], on, released.get(key, ())) for key in keys}


def released_of(memberships: Iterable[Membership] | QuerySet, on: date) -> dict[int, tuple[Released, ...]]:
    """The years of which each membership owes nothing, as the books said at the end of a day, the latest first."""
    moment = end_of(on)
    found: dict[int, list[Released]] = defaultdict(list)
    for why, model in ((ELSEWHERE, PaidElsewhere), (WAIVED, Waiver)):
        for row in model.objects.at(moment).filter(membership__in=memberships):
            found[row.membership_id].append(Released(row.year, why, row.source))
    return {key: tuple(sorted(rows, key=lambda row: -row.year)) for key, rows in found.items()}


def end_of(on: date) -> datetime:
    """The moment at which a day of the installation is over."""
    return datetime.combine(on + timedelta(days=1), time.min, timezone.get_default_timezone())


def standing_by(invoices: list[Invoice], on: date, released: tuple[Released, ...] = ()) -> Standing:
    """The standing that follows from the invoices of one member, the earliest due first."""
    unpaid = [row for row in invoices if not row.is_void and (row.open or ZERO) > 0]
    late = [row for row in unpaid if row.due_on < on]
    owed: dict[str, Decimal] = defaultdict(Decimal)
    for row in unpaid:
        owed[row.currency] += row.open
    years = tuple(sorted({row.year for row in late or unpaid}))
    state = ARREARS if late else OPEN if unpaid else PAID_UP
    return Standing(state, late[0].due_on if late else None, years, dict(owed), released)


def standing_on(membership: Membership, on: date) -> Standing:
    """What one membership is on a day."""
    return standings([membership], on).get(membership.pk, Standing(NOTHING))


def has_paid(membership: Membership, year: int, on: date) -> bool | None:
    """Whether the dues of a year were paid by a day, here or elsewhere, or waived; None where nobody asked for them."""
    if any(row.year == year for row in released_of([membership], on).get(membership.pk, ())):
        return True
    rows = with_open(membership.invoices.filter(year=year, issued_on__lte=on), on)
    standing = [row for row in rows if not row.is_void]
    return all((row.open or ZERO) <= 0 for row in standing) if standing else None


def balances(membership: Membership, on: date | None = None) -> dict[str, Decimal]:
    """What a member owes in each currency: the sum of its lines, below zero where it has credit."""
    lines = membership.dues_lines.filter(on__lte=on) if on else membership.dues_lines.all()
    sums = lines.order_by().values_list("currency").annotate(sum=Sum("amount"))
    return dict(sums.order_by("currency"))
