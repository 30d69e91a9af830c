"""What locks guard: numbers without gaps, one invoice a year, and one payment, however many ask at once."""

from decimal import Decimal

import pytest

from hamshahr.bodies.tests.test_locks import at_once, committed  # noqa: F401
from hamshahr.dues.models import Invoice, Payment
from hamshahr.dues.queries import balances
from hamshahr.dues.services import issue_invoices, record_payment

from .builders import ISSUED, a_table, income, member

pytestmark = pytest.mark.postgresql


def test_two_who_issue_a_year_and_two_who_enter_a_payment_leave_one_of_each(committed):  # noqa: F811
    world = committed
    a_table(world)
    for country in (world.iran, world.korea, world.belgium):
        income(world, country, "high")
    members = [member(world, party) for party in (world.mashhad, world.seoul, world.brussels)]

    at_once(*[lambda: issue_invoices(body=world.metropolis, year=2026, on=ISSUED, by=world.sara)] * 3)

    assert sorted(Invoice.objects.values_list("number", flat=True)) == [1, 2, 3]
    invoice = members[0].invoices.get()
    words = {"received_on": ISSUED, "reference": "TR-1", "today": ISSUED, "by": world.sara}
    paid = at_once(*[lambda: record_payment(invoice=invoice, amount=Decimal(900), **words)] * 3)
    assert [payment.number for payment in paid] == [1, 1, 1]
    assert (Payment.objects.count(), balances(members[0])) == (1, {"EUR": Decimal(6000)})
