"""Whether the dues of a year were paid at a moment: by the hour at which the books were written, never by a guess."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet

from hamshahr.bodies.models import Membership

from .models import Invoice, Line, PaidElsewhere, Payment, Proof, Waiver
from .money import ZERO

PAID, PART, UNPAID, ELSEWHERE, WAIVED, UNCHARGED = "paid", "part", "unpaid", "elsewhere", "waived", "uncharged"
ASKING = {Line.Kind.CHARGED, Line.Kind.VOIDED}
Members = Iterable[Membership] | QuerySet[Membership] | Iterable[int]


@dataclass(frozen=True)
class YearPaid:
    """What a member had paid of a year at a moment, and what it was asked for.

    ``is_corrected`` where the invoice that stands now is another than the one that stood then.
    """

    state: str
    asked: Decimal = ZERO
    paid: Decimal = ZERO
    currency: str = ""
    invoice: Invoice | None = None
    source: str = ""
    is_corrected: bool = False
    proof_waits: bool = False


def paid_of_year(members: Members, year: int, at: datetime) -> dict[int, YearPaid]:
    """What each member had paid of a year at a moment, by its key; who was never asked is left out.

    Money counts from the moment it stands in the books. What was asked counts as it is known now, where that is
    better for the member: a mistake of the network that was mended later takes no vote away.
    """
    invoices = Invoice.objects.filter(membership__in=members, year=year).select_related("body").order_by("edition")
    of_member: dict[int, list[Invoice]] = defaultdict(list)
    for invoice in invoices.prefetch_related("lines"):
        of_member[invoice.membership_id].append(invoice)
    waiting = set(Proof.objects.waiting().filter(invoice__in=invoices).values_list("invoice", flat=True))
    found = {key: by_books(its, at, waiting) for key, its in of_member.items()}
    found = {key: paid for key, paid in found.items() if paid is not None}
    for state, model in ((ELSEWHERE, PaidElsewhere), (WAIVED, Waiver)):
        for row in model.objects.at(at).filter(membership__in=members, year=year):
            if row.membership_id not in found or found[row.membership_id].state != PAID:
                found[row.membership_id] = YearPaid(state, source=row.source)
    return found


def by_books(editions: list[Invoice], at: datetime, waiting: set[int]) -> YearPaid | None:
    """What the editions of one member's invoice say of a moment; None where none stood then."""
    then = next((invoice for invoice in reversed(editions) if stands(invoice, at)), None)
    if then is None:
        return None
    now = next((invoice for invoice in reversed(editions) if stands(invoice)), then)
    money = -sum((line.amount for line in written_by(editions, at) if line.kind not in ASKING), ZERO)
    waits = any(invoice.pk in waiting for invoice in editions)
    asked = then if money >= then.total else now
    state = PAID if money >= asked.total else PART if money > 0 else UNPAID
    corrected = now.pk != then.pk
    return YearPaid(state, asked.total, money, asked.currency, asked, is_corrected=corrected, proof_waits=waits)


def stands(invoice: Invoice, at: datetime | None = None) -> bool:
    """Whether an invoice was charged and not void, at a moment or as the books are now."""
    kinds = {line.kind for line in invoice.lines.all() if at is None or line.entered_at <= at}
    return Line.Kind.CHARGED in kinds and Line.Kind.VOIDED not in kinds


def written_by(editions: list[Invoice], at: datetime) -> list[Line]:
    return [line for invoice in editions for line in invoice.lines.all() if line.entered_at <= at]


def paid_after(members: Members, year: int, at: datetime) -> list[tuple[Payment, datetime]]:
    """The payments for a year that came into the books after a moment, each with its own moment, oldest first."""
    late = Line.objects.filter(kind=Line.Kind.PAID, entered_at__gt=at, invoice__year=year, membership__in=members)
    rows = late.select_related("payment__body", "payment__membership__party").order_by("entered_at", "pk")
    return [(line.payment, line.entered_at) for line in rows]
