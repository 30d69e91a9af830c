"""Writing into the books: numbers without gaps, payments, credit; every mistake is mended by a further line."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body, Membership
from hamshahr.kernel.errors import Refused

from .. import notices, rules
from ..models import Counter, Invoice, Line, Payment
from ..money import ZERO, worth_of
from ..rates import rate_between
from .leaving import lift_if_paid

Kind = Line.Kind


def locked_account(membership: Membership) -> Membership:
    """The membership, so that two who write into one account come one after the other."""
    rows = Membership.objects.select_for_update(of=["self"])
    return rows.select_related("body", "party__country").get(pk=membership.pk)


def next_number(body: Body, year: int, kind: str) -> int:
    """The next official number of a body and a year; its row is locked until the act is done."""
    counter, _created = Counter.objects.select_for_update().get_or_create(body=body, year=year, kind=kind)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def enter_line(
    membership: Membership,
    kind: str,
    amount: Decimal,
    currency: str,
    *,
    on: date,
    by: User | None,
    invoice: Invoice | None = None,
    payment: Payment | None = None,
    reason: str = "",
) -> Line:
    """Write one line of the ledger, and its act."""
    line = Line(membership_id=membership.pk, kind=kind, amount=amount, currency=currency, on=on, reason=reason)
    line.invoice, line.payment = invoice, payment
    line.full_clean()
    log.save(line, "ledger.entered", by=by, reason=reason)
    return line


@transaction.atomic
def record_payment(
    *,
    invoice: Invoice,
    amount: Decimal,
    received_on: date,
    reference: str,
    today: date,
    by: User | None,
    currency: str = "",
) -> Payment:
    """Enter a payment for an invoice; what goes beyond it stands on account, and the same payment again is this one.

    What came in another currency counts at the last rate that is known for the day, and keeps it.
    """
    currency = currency or invoice.currency
    if obstacle := rules.obstacle_of_amount(amount, currency):
        raise Refused(obstacle)
    membership = locked_account(invoice.membership)
    fields = {"membership": membership, "reference": reference.strip(), "received_on": received_on, "amount": amount}
    if again := Payment.objects.filter(currency=currency, **fields).first():
        return again
    if obstacle := rules.obstacle_to_pay(invoice, received_on=received_on, today=today):
        raise Refused(obstacle)
    if obstacle := rules.obstacle_of_rate(invoice, currency, received_on):
        raise Refused(obstacle)
    payment = Payment(body=invoice.body, year=received_on.year, currency=currency, by=by, **fields)
    payment.rate = rate_between(currency, invoice.currency, received_on)
    booked(payment, invoice)
    notices.payment_recorded(payment, invoice)
    lift_if_paid(membership, on=today, by=by)
    return payment


def booked(payment: Payment, invoice: Invoice) -> None:
    """Write a payment with its number and its lines: for the invoice what is open of it, the rest on account."""
    membership, by = payment.membership, payment.by
    payment.number = next_number(payment.body, payment.year, "receipt")
    payment.full_clean()
    log.save(payment, "payment.recorded", by=by)
    worth = worth_of(payment.amount, payment.rate, invoice.currency)
    on_invoice = min(worth, max(rules.open_amount(invoice), ZERO))
    for part, its_invoice in ((on_invoice, invoice), (worth - on_invoice, None)):
        if part:
            words = {"on": payment.received_on, "by": by, "invoice": its_invoice, "payment": payment}
            enter_line(membership, Kind.PAID, -part, invoice.currency, **words)
    carry_credit(membership, invoice.currency, on=payment.received_on, by=by)


@transaction.atomic
def return_payment(*, payment: Payment, on: date, reason: str, by: User | None) -> Payment:
    """Take back a payment that was entered by mistake or that the bank returned: its lines once more, turned."""
    membership = locked_account(payment.membership)
    if obstacle := rules.obstacle_to_return(payment):
        raise Refused(obstacle)
    for line in list(payment.lines.filter(kind=Kind.PAID).order_by("pk")):
        words = {"on": on, "by": by, "invoice": line.invoice, "payment": payment, "reason": reason}
        enter_line(membership, Kind.RETURNED, -line.amount, line.currency, **words)
    return payment


@transaction.atomic
def grant_credit(
    *, membership: Membership, amount: Decimal, currency: str, on: date, reason: str, by: User | None
) -> Line:
    """Give a member credit, once: it pays what is open, the rest is carried to the next invoice."""
    membership = locked_account(membership)
    if obstacle := rules.obstacle_of_amount(amount, currency):
        raise Refused(obstacle)
    fields = {"kind": Kind.CREDITED, "amount": -amount, "currency": currency, "on": on, "reason": reason}
    if again := membership.dues_lines.filter(**fields).first():
        return again
    line = enter_line(membership, by=by, **fields)
    carry_credit(membership, currency, on=on, by=by)
    lift_if_paid(membership, on=on, by=by)
    return line


def carry_credit(membership: Membership, currency: str, *, on: date, by: User | None) -> None:
    """Let the credit on account pay what is open, the invoice that is due first before the others."""
    account = Line.objects.filter(membership=membership, invoice=None, currency=currency)
    credit = -(account.aggregate(sum=Sum("amount"))["sum"] or ZERO)
    owed = membership.invoices.filter(currency=currency).annotate(open=Sum("lines__amount")).filter(open__gt=0)
    for invoice in owed.order_by("due_on", "pk"):
        part = min(credit, invoice.open)
        if part <= 0:
            return
        enter_line(membership, Kind.CARRIED, part, currency, on=on, by=by)
        enter_line(membership, Kind.CARRIED, -part, currency, on=on, by=by, invoice=invoice)
        credit -= part
