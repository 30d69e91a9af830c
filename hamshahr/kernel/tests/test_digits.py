from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamshahr.kernel.digits import localise, number, parse_number, to_ascii

LANGUAGES = ("fa", "en", "es", "fr")


def test_three_digit_sets_become_one():
    assert to_ascii("۱۴۰۰، ٢٠٢٢ and 7") == "1400، 2022 and 7"


def test_only_persian_readers_get_persian_digits():
    assert [localise("12/3", language) for language in LANGUAGES] == ["۱۲/۳", "12/3", "12/3", "12/3"]


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("fa", ["۰", "۱٬۲۳۴", "۱۲٬۳۴۵٫۵", "\u200e−۵"]),
        ("en", ["0", "1,234", "12,345.5", "−5"]),
        ("es", ["0", "1234", "12\u00a0345,5", "−5"]),
        ("fr", ["0", "1\u00a0234", "12\u00a0345,5", "−5"]),
    ],
)
def test_numbers_are_printed_as_the_reader_writes_them(language, shown):
    assert [number(value, language) for value in (0, 1234, Decimal("12345.5"), -5)] == shown


def test_places_round_half_up():
    assert [number(value, "en", places=2) for value in (2, 2.675, "0.005", -0.001)] == ["2.00", "2.68", "0.01", "0.00"]


@given(st.decimals(-(10**12), 10**12, places=4), st.sampled_from(LANGUAGES))
def test_every_printed_number_is_read_back(value, language):
    assert parse_number(number(value, language), language) == value


@pytest.mark.parametrize(
    ("typed", "language", "value"),
    [
        ("۱۲٬۳۴۵٫۶", "fa", "12345.6"),
        ("٣٫٥", "en", "3.5"),
        ("۳/۵", "fa", "3.5"),
        ("12,345", "en", "12345"),
        ("12,345", "fr", "12.345"),
        ("12.345", "es", "12345"),
        ("12,5", "en", "12.5"),
        ("1.234.567,8", "es", "1234567.8"),
        ("1 234 567", "fr", "1234567"),
        ("-7", "en", "-7"),
    ],
)
def test_numbers_are_read_in_any_digits_with_the_signs_of_the_language(typed, language, value):
    assert parse_number(typed, language) == Decimal(value)


@pytest.mark.parametrize("typed", ["", "seven", "1,2,3", "1..2", "NaN", "1e5", "۳/۵"])
def test_what_is_no_number_is_refused_with_an_example(typed):
    with pytest.raises(ValueError, match=r"^This is not a number; write it like 12,345\.6\.$"):
        parse_number(typed, "en")
