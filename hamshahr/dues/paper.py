"""Invoices and receipts as PDF in the language they were written in; the same rows give the same paper."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.digits import localise, number
from hamshahr.kernel.languages import calendar_of, direction, say
from hamshahr.kernel.typesetting import paper

from .models import Invoice, Payment
from .money import show
from .rules import is_void
from .wording import explained, payment_rate_words, rate_words

SHEET = Path(__file__).with_name("paper.typ")


@lru_cache(maxsize=1)
def sheet() -> bytes:
    return SHEET.read_bytes()


def invoice_paper(invoice: Invoice) -> bytes:
    """The invoice in the language of the member."""
    with override(invoice.language):
        return printed(invoice_words(invoice))


def receipt_paper(payment: Payment, language: str) -> bytes:
    """The receipt of a payment."""
    with override(language):
        return printed(receipt_words(payment, language))


def printed(said: dict[str, Any]) -> bytes:
    """The paper itself."""
    return paper(sheet(), {"said": json.dumps(said, ensure_ascii=False)})


def day_in_both(day: Any, language: str) -> str:
    """The day in the reader's calendar and, where that is another, in the Gregorian one."""
    days = [format_day(day, language)]
    if calendar_of(language) != "gregorian":
        days.append(format_day(day, language, "gregorian"))
    return " · ".join(days)


def invoice_words(invoice: Invoice) -> dict[str, Any]:
    """Everything that an invoice shows; names are those of the day it was issued."""
    language = invoice.language
    facts = [
        (_("Billed to"), invoice.billed_to),
        (_("For the year"), localise(invoice.year)),
        (_("Issued on"), day_in_both(invoice.issued_on, language)),
        (_("To be paid by"), day_in_both(invoice.due_on, language)),
    ]
    if invoice.replaces is not None:
        facts.append((_("Replaces"), invoice.replaces.code))
    return {
        **frame(language),
        "title": _("Invoice %(number)s") % {"number": invoice.code},
        "by": invoice.billed_by,
        "mark": _("Source of the fee rules: %(source)s") % {"source": invoice.scale.source},
        "void": _("Void") if is_void(invoice) else "",
        "facts": facts,
        "amounts": amounts_of(invoice),
        "notes": notes_of(invoice),
    }


def frame(language: str) -> dict[str, Any]:
    return {
        "language": language,
        "direction": direction(language),
        "heads": [_("What for"), _("Amount")],
        "foot": _("Made by the books of the network; valid without a signature."),
    }


def amounts_of(invoice: Invoice) -> list[tuple[str, str, bool]]:
    currency, percent = invoice.currency, invoice.scale.tax_percent
    rows = [(_("Membership fee"), show(invoice.total, currency), False)]
    held = _("of which tax (%(percent)s per cent)") % {"percent": number(percent)}
    if percent:
        rows.append((held, show(invoice.tax, currency), False))
    return [*rows, (_("To be paid"), show(invoice.total, currency), True)]


def notes_of(invoice: Invoice) -> list[tuple[str, list[str]]]:
    """How the amount was found, what it is in the member's currency, where it is paid."""
    notes = [(_("How the amount was found"), [*explained(invoice.figures, invoice.currency), *sources_of(invoice)])]
    if told := rate_words(invoice):
        notes.append((_("In your currency, to be informed only"), [told]))
    if invoice.scale.pay_to:
        notes.append((_("Pay into"), invoice.scale.pay_to.splitlines()))
    return notes


def sources_of(invoice: Invoice) -> list[str]:
    sources = invoice.figures.get("sources", [])
    return [_("Source of the figures: %(source)s") % {"source": source} for source in sources]


def receipt_words(payment: Payment, language: str) -> dict[str, Any]:
    """What a receipt shows: the payment and each invoice it was used for."""
    rows = [line_words(line) for line in payment.lines.select_related("invoice__body").order_by("pk")]
    facts = [
        (_("Received from"), say(payment.party.names, language)),
        (_("Received on"), day_in_both(payment.received_on, language)),
        (_("Reference of the bank"), payment.reference),
    ]
    return {
        **frame(language),
        "title": _("Receipt %(number)s") % {"number": payment.code},
        "by": say(payment.body.names, language),
        "mark": "",
        "void": _("Void") if any(line.kind == line.Kind.RETURNED for line in payment.lines.all()) else "",
        "facts": facts,
        "amounts": [*rows, (_("Received"), show(payment.amount, payment.currency), True)],
        "notes": [(_("Exchange rate"), [told])] if (told := payment_rate_words(payment)) else [],
    }


def line_words(line: Any) -> tuple[str, str, bool]:
    """One use of a payment: for an invoice, on account, or taken back."""
    what = line.invoice.code if line.invoice else _("on account")
    words = _("Taken back: %(what)s") if line.kind == line.Kind.RETURNED else "%(what)s"
    return words % {"what": what}, show(-line.amount, line.currency), False
