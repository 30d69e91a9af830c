"""Invoices issued once, made void and issued anew; what was issued is never changed."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import override

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body, Membership
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import FALLBACK, say

from .. import notices, rules
from ..assessing import Assessment, FeeBook, members_of
from ..models import ExchangeRate, Footing, Invoice, PaidElsewhere, Waiver
from ..rates import RATE_HOLDS
from .books import Kind, carry_credit, enter_line, locked_account, next_number


@dataclass(frozen=True)
class Issued:
    """What became of the members of a body: newly charged, charged or released before, left for want of figures."""

    new: list[Invoice]
    before: int
    left: list[Assessment]


def issue_invoices(*, body: Body, year: int, on: date, by: User | None) -> Issued:
    """Charge every member of that day for a year, each in a transaction of its own; run again it goes on."""
    book = FeeBook(body, year)
    charged = settled(body, year)
    members = members_of(body, on)
    new, left = [], []
    for membership in members:
        if membership.pk in charged:
            continue
        assessment = book.assess(membership)
        if assessment.missing:
            left.append(assessment)
        else:
            new.append(issue_invoice(assessment=assessment, on=on, by=by))
    return Issued(new, len(members) - len(new) - len(left), left)


def settled(body: Body, year: int) -> set[int]:
    """The memberships that were charged for a year, or owe nothing of it."""
    rows = Invoice.objects.filter(body=body, year=year).values_list("membership", flat=True)
    released = (PaidElsewhere, Waiver)
    grounds = [model.objects.standing().filter(membership__body=body, year=year) for model in released]
    return set(rows).union(*(each.values_list("membership", flat=True) for each in grounds))


@transaction.atomic
def issue_invoice(*, assessment: Assessment, on: date, by: User | None) -> Invoice:
    """Charge one member for a year, once: a member that was charged for it keeps its invoice."""
    membership = locked_account(assessment.membership)
    if before := membership.invoices.filter(year=assessment.year).order_by("-edition").first():
        return before
    invoice = written(assessment, membership, on=on, by=by)
    carry_credit(membership, invoice.currency, on=on, by=by)
    notices.invoice_issued(invoice)
    return invoice


def written(
    assessment: Assessment, membership: Membership, *, on: date, by: User | None, replaces: Invoice | None = None
) -> Invoice:
    """The invoice with the next number, and its line in the ledger."""
    if obstacle := rules.obstacle_to_issue(assessment):
        raise Refused(obstacle)
    scale, year = assessment.scale, assessment.year
    language = language_of(membership, on)
    invoice = Invoice(
        body=membership.body,
        membership=membership,
        year=year,
        edition=(membership.invoices.filter(year=year).aggregate(last=Max("edition"))["last"] or 0) + 1,
        replaces=replaces,
        scale=scale,
        total=assessment.total,
        tax=assessment.tax,
        currency=scale.currency,
        rate=rate_for(membership, scale.currency, on),
        issued_on=on,
        due_on=on + timedelta(days=scale.due_days),
        language=language,
        billed_by=say(membership.body.names, language)[:300],
        billed_to=say(membership.party.names, language)[:300],
        figures=assessment.figures,
    )
    invoice.number = next_number(membership.body, year, "invoice")
    invoice.full_clean()
    log.save(invoice, "invoice.issued", by=by)
    enter_line(membership, Kind.CHARGED, invoice.total, invoice.currency, on=on, by=by, invoice=invoice)
    return invoice


def language_of(membership: Membership, on: date) -> str:
    """The language of who pays for the member, else one of its country that the house speaks, else the house's own."""
    if payers := notices.payers(membership.party, on):
        return payers[0].language
    country = membership.party.country
    official = set(country.languages.values_list("code", flat=True)) if country else set()
    return next((code for code in FALLBACK if code in official), settings.LANGUAGE_CODE)


def rate_for(membership: Membership, currency: str, on: date) -> ExchangeRate | None:
    """The latest rate into the member's own currency, where it is not older than a month."""
    footing = Footing.objects.on(on).filter(membership=membership).first()
    if footing is None or not footing.currency or footing.currency == currency:
        return None
    rates = ExchangeRate.objects.filter(base=currency, currency=footing.currency, on__lte=on, on__gt=on - RATE_HOLDS)
    return rates.order_by("-on").first()


@transaction.atomic
def void_invoice(*, invoice: Invoice, on: date, reason: str, by: User | None) -> Invoice:
    """Make an invoice void; what was paid for it becomes credit of the member."""
    membership = locked_account(invoice.membership)
    cancel(invoice, membership, on=on, reason=reason, by=by)
    carry_credit(membership, invoice.currency, on=on, by=by)
    return invoice


def cancel(invoice: Invoice, membership: Membership, *, on: date, reason: str, by: User | None) -> None:
    """The lines that leave nothing of an invoice."""
    if obstacle := rules.obstacle_to_void(invoice):
        raise Refused(obstacle)
    paid = invoice.total - rules.open_amount(invoice)
    words = {"on": on, "by": by, "reason": reason}
    if paid:
        enter_line(membership, Kind.CARRIED, paid, invoice.currency, invoice=invoice, **words)
        enter_line(membership, Kind.CARRIED, -paid, invoice.currency, **words)
    enter_line(membership, Kind.VOIDED, -invoice.total, invoice.currency, invoice=invoice, **words)


@transaction.atomic
def reissue_invoice(*, invoice: Invoice, on: date, reason: str, by: User | None) -> Invoice:
    """Make an invoice void and issue another for the same year, by the figures as they are now known for it."""
    membership = locked_account(invoice.membership)
    cancel(invoice, membership, on=on, reason=reason, by=by)
    with override(invoice.language):
        assessment = FeeBook(invoice.body, invoice.year).assess(membership)
    new = written(assessment, membership, on=on, by=by, replaces=invoice)
    carry_credit(membership, new.currency, on=on, by=by)
    notices.invoice_issued(new)
    return new
