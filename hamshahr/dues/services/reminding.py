"""Reminders by the schedule of the rules; after a pause of the calendar only the last one that is due is written."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Sum

from hamshahr.letters.models import Letter

from .. import notices
from ..models import Invoice


def remind(*, on: date) -> list[Letter]:
    """Write the reminders that are due for what is not paid, each once; the new letters."""
    rows = Invoice.objects.annotate(open=Sum("lines__amount")).filter(open__gt=0, issued_on__lte=on)
    letters = []
    for invoice in rows.select_related("membership__party", "body", "scale").order_by("pk"):
        stage = stage_on(invoice, on)
        if stage is not None:
            letters += remind_of(invoice, stage, on)
    return letters


@transaction.atomic
def remind_of(invoice: Invoice, stage: int, on: date) -> list[Letter]:
    return notices.invoice_reminded(invoice, stage=stage, open_amount=invoice.open, on=on)


def stage_on(invoice: Invoice, on: date) -> int | None:
    """The last stage of the schedule that has come since the invoice was issued, in days from the due day."""
    days = {stage: invoice.due_on + timedelta(days=stage) for stage in invoice.scale.reminders}
    come = [stage for stage, day in days.items() if invoice.issued_on < day <= on]
    return max(come, default=None)
