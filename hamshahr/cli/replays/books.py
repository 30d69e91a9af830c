"""The dues of 2019, on which the vote of 2020 hung: charged to every member, paid by most, examples throughout."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from hamshahr.bodies.models import Body
from hamshahr.cli.past import clock_at
from hamshahr.dues import services
from hamshahr.dues.models import Invoice
from hamshahr.dues.rules import open_amount


def charge(said: Mapping[str, Any]) -> None:
    """Issue the invoices of the year at their hour, and enter what was paid in time and what after it."""
    body, year = Body.objects.get(slug="metropolis"), said["year"]
    if Invoice.objects.filter(body=body, year=year).exists():
        return
    issued_at = datetime.fromisoformat(said["issued_at"])
    with clock_at(issued_at):
        issued = services.issue_invoices(body=body, year=year, on=timezone.localdate(issued_at), by=None)
    late = [invoice for invoice in issued.new if invoice.party.slug in said["late"]]
    left = {*said["unpaid"], *said["late"]}
    pay([invoice for invoice in issued.new if invoice.party.slug not in left], said["paid_at"], said["in_part"])
    pay(late, said["paid_late_at"], {})


def pay(invoices: list[Invoice], at: str, parts: Mapping[str, str]) -> None:
    """Enter a transfer for each invoice at that hour, whole or in part."""
    moment = datetime.fromisoformat(at)
    with clock_at(moment):
        for invoice in invoices:
            services.record_payment(
                invoice=invoice,
                amount=Decimal(parts.get(invoice.party.slug, 0)) or open_amount(invoice),
                received_on=moment.date(),
                reference=f"Demonstration {invoice.year}-{invoice.number:04}",
                today=moment.date(),
                by=None,
            )
