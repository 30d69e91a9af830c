"""Invoices as PDF: in the member's language, with its currency at a dated rate (S6.05), and read back."""

from datetime import date
from decimal import Decimal

import pytest

from hamshahr.dues.models import ExchangeRate
from hamshahr.dues.paper import invoice_paper, invoice_words, receipt_paper
from hamshahr.dues.queries import totals_of
from hamshahr.dues.services import issue_invoices, publish_rate, record_payment, set_footing, void_invoice
from hamshahr.dues.wording import rate_words
from hamshahr.kernel.drawing import pages_drawn
from hamshahr.kernel.errors import Refused

from .builders import ISSUED, SOURCE, START, charged
from .papers import text_of

D = Decimal


@pytest.fixture
def books(world):
    for currency, rate in (("USD", D("1.0875")), ("IRR", D("48950.125"))):
        on = date(2026, 1, 12)
        publish_rate(base="EUR", currency=currency, on=on, rate=rate, source="ECB", today=ISSUED, by=world.sara)
    return charged(world)


def test_an_invoice_is_printed_in_the_language_of_the_member_and_reads_back(books):
    paper = invoice_paper(books.invoice)

    text = text_of(paper)
    assert paper.startswith(b"%PDF-1.7")
    assert (b"/Lang(fa)" in paper or b"/Lang (fa)" in paper, b"pdfuaid" in paper) == (True, True)
    assert {word for word in ("METROPOLIS-2026-0001", "۱٬۷۰۰٫۰۰", "EUR", "مشهد", "۱۴۰۴") if word not in text} == set()
    assert len(pages_drawn(paper)) == 1  # typst's reader of papers finds a page to draw
    english = text_of(invoice_paper(books.other_invoice))
    words = (
        "Invoice METROPOLIS-2026-0002",
        "Seoul",
        "9,800.00",
        "of which tax (21 per cent)",
        "1,700.83",
        "Article 28",
    )
    assert {word for word in words if word not in english} == set()


def test_the_members_currency_stands_beside_the_amount_with_the_rate_of_the_day(books):
    assert rate_words(books.invoice) == ""
    set_footing(
        membership=books.member, starts_on=date(2026, 6, 1), capital="other", tie="exclusive", currency="IRR",
        source=SOURCE, by=books.sara,
    )  # fmt: skip
    rate = {"base": "EUR", "currency": "IRR", "source": "Central bank", "today": date(2027, 2, 1), "by": books.sara}
    publish_rate(on=date(2027, 1, 14), rate=D("51000.5"), **rate)
    publish_rate(on=date(2027, 1, 16), rate=D("99999"), **rate)

    first, _other = issue_invoices(body=books.metropolis, year=2027, on=date(2027, 1, 15), by=books.sara).new

    assert rate_words(first) == (
        "\u206886,700,850\u00a0IRR\u2069, at 1 EUR = 51,000.5 IRR on 14 January 2027 (Central bank)"
    )
    assert invoice_words(first)["notes"][1][1] == [rate_words(first)]
    with pytest.raises(Refused, match="a rate for this day already"):
        publish_rate(on=date(2027, 1, 14), rate=D("1"), **rate)


def test_the_sums_are_told_in_several_currencies_and_can_be_reckoned_again(books):
    (sums,) = totals_of(books.metropolis, ISSUED)

    assert (sums.year, sums.invoices, sums.charged, sums.open) == (2026, 2, D("11500.00"), D("11500.00"))
    assert sums.told == [
        "\u2068562,926,438\u00a0IRR\u2069, at 1 EUR = 48,950.125 IRR on 12 January 2026 (ECB)",
        "\u206812,506.25\u00a0USD\u2069, at 1 EUR = 1.0875 USD on 12 January 2026 (ECB)",
    ]
    assert totals_of(books.metropolis, START) == []
    record_payment(
        invoice=books.invoice, amount=D(700), received_on=date(2026, 2, 1), reference="A", today=date(2026, 2, 1),
        by=books.sara,
    )  # fmt: skip
    assert totals_of(books.metropolis, ISSUED) == [sums]  # what came later does not change the sums of that day
    assert ExchangeRate.objects.count() == 2


def test_a_receipt_and_a_void_invoice_say_what_they_are(books):
    words = {"received_on": ISSUED, "reference": "TR-9", "today": ISSUED, "by": books.sara}
    payment = record_payment(invoice=books.invoice, amount=D(1800), **words)

    text = text_of(receipt_paper(payment, "en"))

    assert {word for word in ("METROPOLIS-R-2026-0001", "TR-9", "on account", "100.00") if word not in text} == set()
    void_invoice(invoice=books.other_invoice, on=ISSUED, reason="Left", by=books.sara)
    assert "Void" in text_of(invoice_paper(books.other_invoice))
