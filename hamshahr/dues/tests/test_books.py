"""S1.06: invoices, part payments, credit, void and reissue; the ledger is only added to, and reconciles to the cent."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.models import Sum

from hamshahr.accounts.models import Act
from hamshahr.dues.models import Invoice, Line, Payment
from hamshahr.dues.queries import ARREARS, NOTHING, OPEN, PAID_UP, Standing, balances, has_paid, standing_on
from hamshahr.dues.services import (
    grant_credit,
    issue_invoices,
    record_payment,
    reissue_invoice,
    return_payment,
    void_invoice,
)
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter

from .builders import DUE, ISSUED, a_table, charged, income, member

D = Decimal
DAY = timedelta(days=1)
TODAY = date(2026, 11, 1)


@pytest.fixture
def books(world):
    return charged(world)


def pay(world, amount, on, reference, invoice=None):
    words = {"received_on": on, "reference": reference, "today": TODAY, "by": world.sara}
    return record_payment(invoice=invoice or world.invoice, amount=D(amount), **words)


def lines(membership):
    return [
        (line.kind, line.amount, line.invoice and line.invoice.number) for line in membership.dues_lines.order_by("pk")
    ]


def reconciles():
    """What is open of the invoices and what stands on account is the sum of all lines, and of nothing else."""
    on_invoices = sum((invoice.lines.aggregate(s=Sum("amount"))["s"] for invoice in Invoice.objects.all()), D(0))
    on_account = Line.objects.filter(invoice=None).aggregate(s=Sum("amount"))["s"] or D(0)
    received = Payment.objects.exclude(lines__kind="returned").aggregate(s=Sum("amount"))["s"] or D(0)
    void = Line.objects.filter(kind="voided").values("invoice")
    billed = Invoice.objects.exclude(pk__in=void).aggregate(s=Sum("total"))["s"] or D(0)
    granted = Line.objects.filter(kind="credited").aggregate(s=Sum("amount"))["s"] or D(0)
    return on_invoices + on_account == Line.objects.aggregate(s=Sum("amount"))["s"] == billed - received + granted


def test_two_part_payments_void_and_reissue_reconcile_to_the_cent(books):
    assert (books.invoice.total, books.invoice.tax) == (D("1700.00"), D("295.04"))  # 1700 × 21 / 121
    pay(books, "600.10", ISSUED + DAY, "A-1")
    pay(books, "99.95", ISSUED + 2 * DAY, "A-2")
    assert balances(books.member) == {"EUR": D("999.95")}
    books.member.footings.update(tie="joint")  # found out later: the paper of 2019 was misread

    new = reissue_invoice(invoice=books.invoice, on=ISSUED + 9 * DAY, reason="Joint membership", by=books.sara)

    assert (new.total, new.edition, new.replaces, new.code) == (D(1300), 2, books.invoice, "METROPOLIS-2026-0003")
    assert lines(books.member) == [
        ("charged", D("1700.00"), 1),
        ("paid", D("-600.10"), 1),
        ("paid", D("-99.95"), 1),
        ("carried", D("700.05"), 1),
        ("carried", D("-700.05"), None),
        ("voided", D("-1700.00"), 1),
        ("charged", D("1300.00"), 3),
        ("carried", D("700.05"), None),
        ("carried", D("-700.05"), 3),
    ]
    assert balances(books.member) == {"EUR": D("599.95")}
    assert reconciles()
    assert Invoice.objects.get(pk=books.invoice.pk).total == D("1700.00")


def test_what_is_paid_too_much_is_carried_to_the_next_year(books):
    pay(books, "1725.50", ISSUED + DAY, "B-1")
    assert balances(books.member) == {"EUR": D("-25.50")}

    (renewal, _other) = issue_invoices(body=books.metropolis, year=2027, on=date(2027, 1, 15), by=books.sara).new

    assert renewal.lines.aggregate(s=Sum("amount"))["s"] == D("1674.50")
    assert balances(books.member) == {"EUR": D("1674.50")}
    grant_credit(
        membership=books.member, amount=D(2000), currency="EUR", on=date(2027, 2, 1), reason="Hosting", by=books.sara
    )
    assert (renewal.lines.aggregate(s=Sum("amount"))["s"], balances(books.member)) == (D(0), {"EUR": D("-325.50")})
    assert reconciles()


def test_a_year_is_issued_once_however_often_it_is_asked(books):
    acts, letters = Act.objects.count(), Letter.objects.count()

    again = issue_invoices(body=books.metropolis, year=2026, on=ISSUED + DAY, by=books.sara)

    assert (again.new, again.before, again.left) == ([], 2, [])
    assert (Act.objects.count(), Letter.objects.count()) == (acts, letters)
    assert list(Invoice.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_a_payment_sent_twice_is_one_and_one_taken_back_leaves_its_trace(books):
    first, again = pay(books, 500, ISSUED + DAY, "C-1"), pay(books, 500, ISSUED + DAY, "C-1")
    assert (first, first.code, Payment.objects.count()) == (again, "METROPOLIS-R-2026-0001", 1)

    return_payment(payment=first, on=ISSUED + 5 * DAY, reason="Sent back by the bank", by=books.sara)

    assert balances(books.member) == {"EUR": D("1700.00")}
    assert balances(books.member, ISSUED + 2 * DAY) == {"EUR": D("1200.00")}
    with pytest.raises(Refused, match="taken back already"):
        return_payment(payment=first, on=TODAY, reason="Again", by=books.sara)
    assert reconciles()


def test_numbers_have_no_gap_though_an_invoice_fails_between(world):
    a_table(world)
    income(world, world.korea, "high")
    member(world, world.brussels)
    member(world, world.seoul)
    issue_invoices(body=world.metropolis, year=2026, on=ISSUED, by=world.sara)  # Brussels lacks its income group
    income(world, world.belgium, "high")

    issue_invoices(body=world.metropolis, year=2026, on=ISSUED, by=world.sara)

    assert [(row.party.slug, row.number) for row in Invoice.objects.order_by("number")] == [
        ("seoul", 1),
        ("brussels", 2),
    ]


@pytest.mark.parametrize("name", ["invoice", "payment", "line"])
def test_the_application_cannot_change_or_delete_what_is_in_the_books(books, name):
    pay(books, 1, ISSUED + DAY, "D-1")
    model = {"invoice": Invoice, "payment": Payment, "line": Line}[name]
    before, row = list(model.objects.order_by("pk").values()), model.objects.first()

    for change in (row.save, row.delete, model.objects.all().delete, lambda: model.objects.update(currency="USD")):
        with pytest.raises(Refused, match="What is written in the books stays"):
            change()

    assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    ("amount", "day", "sentence"),
    [
        ("0", ISSUED, "greater than zero"),
        ("-5", ISSUED, "greater than zero"),
        ("0.001", ISSUED, "2 places after the point"),
        ("1e20", ISSUED, "of a size that the books hold"),
        ("5", TODAY + DAY, "This day has not come yet"),
    ],
)
def test_a_payment_that_cannot_be_is_refused_and_nothing_is_written(books, amount, day, sentence):
    before = Line.objects.count()

    with pytest.raises(Refused, match=sentence):
        pay(books, amount, day, "E-1")

    assert (Payment.objects.count(), Line.objects.count()) == (0, before)


def test_a_void_invoice_takes_no_payment_and_is_void_once(books):
    void_invoice(invoice=books.invoice, on=ISSUED + DAY, reason="Left", by=books.sara)

    with pytest.raises(Refused, match="This invoice is void"):
        pay(books, 5, ISSUED + DAY, "F-1")
    with pytest.raises(Refused, match="void already"):
        void_invoice(invoice=books.invoice, on=ISSUED + DAY, reason="Left", by=books.sara)
    assert balances(books.member) == {"EUR": D(0)}
    assert reconciles()


def test_the_standing_of_a_member_is_asked_by_date(books):
    pay(books, 1000, DUE - DAY, "G-1")
    pay(books, 700, DUE + 20 * DAY, "G-2")

    said = {day: standing_on(books.member, day) for day in (ISSUED - DAY, ISSUED, DUE, DUE + DAY, DUE + 20 * DAY)}

    assert list(said.values()) == [
        Standing(NOTHING),
        Standing(OPEN, None, (2026,), {"EUR": D(1700)}),
        Standing(OPEN, None, (2026,), {"EUR": D(700)}),
        Standing(ARREARS, DUE, (2026,), {"EUR": D(700)}),
        Standing(PAID_UP),
    ]
    asked = [has_paid(books.member, 2026, day) for day in (ISSUED - DAY, DUE + DAY, DUE + 20 * DAY)]
    assert (asked, has_paid(books.member, 2025, TODAY)) == ([None, False, True], None)
