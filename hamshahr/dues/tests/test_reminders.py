"""S1.08: reminders by the schedule, in the reader's language, never twice; what was paid meanwhile is not sent."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail

from hamshahr.dues.services import record_payment, remind
from hamshahr.letters.models import Letter
from hamshahr.letters.services import send_waiting

from .builders import DUE, ISSUED, charged


@pytest.fixture
def books(world):
    charged(world)
    send_waiting()
    mail.outbox.clear()
    return world


def pay(world, amount, on):
    words = {"received_on": on, "reference": "R", "today": on, "by": world.sara}
    return record_payment(invoice=world.invoice, amount=Decimal(amount), **words)


def after(days):
    return DUE + timedelta(days=days)


def keys(world):
    rows = Letter.objects.filter(kind="dues.reminder", to_user=world.dues).order_by("pk")
    return [int(letter.key.split(":")[3]) for letter in rows]


def test_each_stage_is_written_once_before_at_and_after_the_day(books):
    for days in (-31, -30, -30, -29, 0, 0, 1, 29, 30, 30, 89, 90, 91, 400):
        remind(on=after(days))
        remind(on=after(days))

    assert keys(books) == [-30, 0, 30, 90]
    subjects = list(
        Letter.objects.filter(kind="dues.reminder", to_user=books.jun).order_by("pk").values_list("subject", flat=True)
    )
    assert subjects == [
        "Dues for 2026: to be paid by 15 April 2026",
        "Dues for 2026: due today",
        *["Dues for 2026: overdue since 15 April 2026"] * 2,
    ]
    letters = Letter.objects.filter(kind="dues.reminder", to_user=books.dues)
    assert {letter.language for letter in letters} == {"fa"}
    assert all("۱٬۷۰۰" in letter.text for letter in letters)
    send_waiting()
    send_waiting()
    assert len(mail.outbox) == 8


def test_after_a_pause_only_the_last_stage_is_written(books):
    remind(on=after(35))

    assert keys(books) == [30]


def test_what_is_paid_is_not_reminded_of_even_between_writing_and_sending(books):
    remind(on=after(0))
    pay(books, 1700, after(0))
    remind(on=after(30))

    send_waiting()

    sent = [(each.to[0].split("@")[0], "R-2026" in each.subject) for each in mail.outbox]
    assert sorted(sent) == [("dues", True), ("jun", False), ("jun", False)]
    assert keys(books) == [0]
    assert Letter.objects.get(kind="dues.reminder", to_user=books.dues).withheld_at is not None


def test_a_part_payment_leaves_the_rest_to_be_reminded_of(books):
    pay(books, "1000.50", ISSUED)

    remind(on=after(30))

    text = Letter.objects.get(kind="dues.reminder", to_user=books.dues).text
    assert "۶۹۹٫۵۰" in text
