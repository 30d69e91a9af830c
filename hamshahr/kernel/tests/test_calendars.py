import re
from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from hamshahr.kernel.calendars import format_day, format_month, format_year, month_name, parse_day, weekday_name
from hamshahr.kernel.reckoning import days_in_month, days_of, from_calendar, to_calendar, whole_of

LANGUAGES = ("fa", "en", "es", "fr")
CALENDARS = ("gregorian", "jalali", "islamic")
STORY = date(2022, 1, 9)
DAYS = st.dates(date(1800, 1, 1), date(2200, 1, 1))


@pytest.mark.parametrize(
    ("day", "jalali", "islamic"),
    [
        # Islamic: Reingold and Dershowitz, Calendrical Calculations, appendix C; Jalali: the official calendar.
        (date(1996, 2, 25), (1374, 12, 6), (1416, 10, 5)),
        (date(1992, 3, 17), (1370, 12, 27), (1412, 9, 13)),
        (date(2021, 3, 20), (1399, 12, 30), (1442, 8, 6)),
        (date(2021, 3, 21), (1400, 1, 1), (1442, 8, 7)),
        (date(2022, 1, 9), (1400, 10, 19), (1443, 6, 5)),
    ],
)
def test_one_day_has_a_date_in_each_calendar(day, jalali, islamic):
    assert to_calendar(day, "gregorian") == (day.year, day.month, day.day)
    assert to_calendar(day, "jalali") == jalali
    assert to_calendar(day, "islamic") == islamic


@given(DAYS, st.sampled_from(CALENDARS))
def test_every_day_comes_back_from_every_calendar(day, calendar):
    assert from_calendar(calendar, *to_calendar(day, calendar)) == day


@given(DAYS, st.sampled_from(CALENDARS))
def test_months_and_years_follow_each_other_without_a_gap(day, calendar):
    year, month, _number = to_calendar(day, calendar)
    first, last = days_of(calendar, year, month)

    assert first <= day <= last
    assert (last - first).days + 1 == days_in_month(calendar, year, month)
    assert to_calendar(last + timedelta(days=1), calendar)[2] == 1
    assert days_of(calendar, year)[1] + timedelta(days=1) == days_of(calendar, year + 1)[0]
    assert whole_of(calendar, first, last) == (year, month)
    assert whole_of(calendar, first, last + timedelta(days=1)) is None


def test_leap_years_give_esfand_a_thirtieth_day():
    assert {year: days_in_month("jalali", year, 12) for year in range(1398, 1410)} == {
        **dict.fromkeys(range(1398, 1410), 29),
        **dict.fromkeys((1399, 1403, 1408), 30),
    }
    assert parse_day("1408/12/30") == date(2030, 3, 20)


@pytest.mark.parametrize(
    ("language", "jalali", "gregorian", "islamic"),
    [
        ("fa", "یکشنبه ۱۹ دی ۱۴۰۰", "یکشنبه ۹ ژانویه ۲۰۲۲", "یکشنبه ۵ جمادی‌الثانی ۱۴۴۳"),
        ("en", "Sunday 19 Dey 1400", "Sunday 9 January 2022", "Sunday 5 Jumada II 1443"),
        ("es", "domingo, 19 de dey de 1400", "domingo, 9 de enero de 2022", "domingo, 5 de yumada II de 1443"),
        ("fr", "dimanche 19 dey 1400", "dimanche 9 janvier 2022", "dimanche 5 joumada II 1443"),
    ],
)
def test_each_language_prints_each_calendar(language, jalali, gregorian, islamic):
    shown = [format_day(STORY, language, calendar, weekday=True) for calendar in ("jalali", "gregorian", "islamic")]
    assert shown == [jalali, gregorian, islamic]


def test_the_readers_own_calendar_is_the_default():
    assert [format_day(STORY, language) for language in LANGUAGES] == [
        "۱۹ دی ۱۴۰۰",
        "9 January 2022",
        "9 de enero de 2022",
        "9 janvier 2022",
    ]
    with override("fa"):
        assert format_day(STORY) == "۱۹ دی ۱۴۰۰"


def test_a_language_without_words_of_its_own_borrows_english():
    assert format_day(STORY, "de", weekday=True) == "Sunday 9 January 2022"


def test_french_counts_the_first_of_a_month():
    assert format_day(date(2022, 1, 1), "fr") == "1er janvier 2022"


def test_months_and_years_are_printed_in_their_calendar():
    assert format_month(2020, 11, "fa", "gregorian") == "نوامبر ۲۰۲۰"
    assert format_month(1399, 9, "fa") == "آذر ۱۳۹۹"
    assert format_month(2020, 11, "es") == "noviembre de 2020"
    assert [format_year(1392, language, "jalali") for language in ("fa", "en")] == ["۱۳۹۲", "Jalali year 1392"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("calendar", CALENDARS)
def test_every_calendar_has_twelve_names_and_every_week_seven(language, calendar):
    assert len({month_name(month, language, calendar) for month in range(1, 13)}) == 12
    assert len({weekday_name(STORY + timedelta(days=days), language) for days in range(7)}) == 7


@given(DAYS, st.sampled_from(LANGUAGES), st.sampled_from(["jalali", "gregorian"]), st.booleans())
def test_every_printed_day_is_read_back_by_readers_of_any_language(day, language, calendar, weekday):
    shown = format_day(day, language, calendar, weekday=weekday)
    assert {parse_day(shown, reader) for reader in LANGUAGES} == {day}


@pytest.mark.parametrize(
    "typed",
    [
        "1400/10/19",
        "۱۴۰۰/۱۰/۱۹",
        "١٤٠٠-١٠-١٩",
        "1400.10.19",
        "۱۹ دي ۱۴۰۰",
        "یکشنبه، ۱۹ دی‌ماه ۱۴۰۰",
        "۱۹ دی ماه سال ۱۴۰۰ هجری شمسی",
        "۹ ژانویهٔ ۲۰۲۲ میلادی",
        "19 dey 1400",
        "2022-01-09",
        "2022/1/9",
        "9 Jan 2022",
        "January 9, 2022",
        "Sunday 9th January 2022",
        "9 de ENERO de 2022",
        "dimanche 9 janv. 2022",
        "\u200f۱۴۰۰/۱۰/۱۹\u200f",
    ],
)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_day_is_read_in_either_calendar_with_any_digits_and_month_names(typed, language):
    assert parse_day(typed, language) == STORY


def test_a_day_in_numbers_may_begin_with_the_day_where_that_means_one_thing():
    assert [parse_day("3/4/2022", language) for language in ("fa", "es", "fr")] == [date(2022, 4, 3)] * 3
    assert {parse_day(typed, "en") for typed in ("30/11/2020", "11/30/2020")} == {date(2020, 11, 30)}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31 Esfand 1401", "Esfand 1401 has 29 days; write a day from 1 to 29."),
        ("1403/12/31", "Esfand 1403 has 30 days; write a day from 1 to 30."),
        ("2021-02-29", "February 2021 has 28 days; write a day from 1 to 28."),
        ("1400/13/01", "A year has 12 months; write a month from 1 to 12."),
        ("9/10/99", "Write the year with four digits, for example 2022 or 1400."),
        ("3/4/2022", "“\u20683/4/2022\u2069” can mean two days; write the month by name, or the year first."),
        ("19 Dey 2022", "Dey is a Jalali month, but 2022 is a Gregorian year; write both alike."),
        ("9 January 1400", "January is a Gregorian month, but 1400 is a Jalali year; write both alike."),
        ("آذر ۱۳۹۹", "Write the day too, for example 2022-01-09 or 9 January 2022."),
        ("", "Write a date, for example 2022-01-09 or 9 January 2022."),
        ("soon", "“\u2068soon\u2069” is not a date that can be read; write it like 2022-01-09 or 9 January 2022."),
    ],
)
def test_an_impossible_day_is_refused_with_what_to_write(typed, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        parse_day(typed, "en")


def test_a_refusal_names_month_and_numbers_as_the_reader_writes_them():
    with pytest.raises(ValueError, match=r"^اسفند ۱۴۰۱ has ۲۹ days; write a day from 1 to ۲۹"):
        parse_day("1401/12/30", "fa")


@pytest.mark.parametrize(
    "typed", ["1399/09/10/11", "9 May June 2020", "123/4/5", "20220109", "3/2020/4", "2999999", "-", "0999"]
)
def test_other_shapes_are_unreadable(typed):
    with pytest.raises(ValueError, match=r"is not a date that can be read|^Write"):
        parse_day(typed, "en")


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_a_sentence(typed):
    try:
        assert isinstance(parse_day(typed, "fa"), date)
    except ValueError as refusal:
        assert str(refusal).endswith(".")
