from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamshahr.kernel.dates import PartialDate, holds_on

LANGUAGES = ("fa", "en", "es", "fr")
DAYS = st.dates(date(1800, 1, 1), date(2200, 1, 1))


@st.composite
def partial_dates(draw):
    calendar = draw(st.sampled_from(["gregorian", "jalali"]))
    year = draw(st.integers(1900, 2050) if calendar == "gregorian" else st.integers(1280, 1430))
    parts = [draw(st.integers(1, 12)), draw(st.integers(1, 28))][: draw(st.integers(0, 2))]
    return PartialDate.in_calendar(calendar, year, *parts)


@st.composite
def spans(draw):
    one, other = sorted([draw(partial_dates()), draw(partial_dates())])
    return PartialDate.between(one.first_day, max(one.last_day, other.last_day))


ANY_DATE = partial_dates() | spans()


@pytest.mark.parametrize(
    ("text", "first", "last", "precision", "calendar"),
    [
        ("2014", "2014-01-01", "2014-12-31", "year", "gregorian"),
        ("2020-02", "2020-02-01", "2020-02-29", "month", "gregorian"),
        ("2020-11-30", "2020-11-30", "2020-11-30", "day", "gregorian"),
        ("2013-03-21/2014-03-20", "2013-03-21", "2014-03-20", "year", "jalali"),
        ("2020-11-21/2020-12-20", "2020-11-21", "2020-12-20", "month", "jalali"),
        ("2021-11-08/2021-11-13", "2021-11-08", "2021-11-13", "span", "gregorian"),
    ],
)
def test_a_stored_text_tells_its_days_precision_and_calendar(text, first, last, precision, calendar):
    value = PartialDate(text)
    days = (date.fromisoformat(first), date.fromisoformat(last))

    assert (str(value), value.precision, value.calendar) == (text, precision, calendar)
    assert (value.first_day, value.last_day) == days


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("2014-01-01/2014-12-31", "2014"),
        ("2020-02-01/2020-02-29", "2020-02"),
        ("2020-11-30/2020-11-30", "2020-11-30"),
        ("2002/2022", "2002-01-01/2022-12-31"),
        ("2002-05/2003", "2002-05-01/2003-12-31"),
    ],
)
def test_one_meaning_has_one_text(text, stored):
    assert PartialDate(text) == PartialDate(stored)
    assert str(PartialDate(text)) == stored


@pytest.mark.parametrize(
    "text",
    ["", "14", "2014-13", "2014-00", "2021-02-29", "2014-1", "۲۰۱۴", "2014~", "2014/..", "2014/", "0500", "2014\n"],
)
def test_other_texts_are_refused(text):
    with pytest.raises(ValueError, match="is not a stored date; write 2014, 2020-11 or 2020-11-30"):
        PartialDate(text)


def test_a_span_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match=r"^A span ends after it begins; write the earlier date first"):
        PartialDate("2015/2014")


def test_a_partial_date_is_a_value():
    assert {PartialDate("2014"), PartialDate("2014"), PartialDate.of(date(2014, 5, 1))} == {
        PartialDate("2014"),
        PartialDate("2014-05-01"),
    }
    with pytest.raises(AttributeError):
        PartialDate("2014").text = "2015"


@given(ANY_DATE)
def test_the_stored_text_fits_its_column_and_reads_back(value):
    assert PartialDate(str(value)) == value
    assert len(str(value)) <= 21


@given(st.lists(ANY_DATE, max_size=6))
def test_dates_sort_by_first_day_and_then_from_coarse_to_fine(values):
    ranks = ["year", "month", "day", "span"]
    by_text = sorted(values)

    assert by_text == sorted(values, key=str)
    assert [value.first_day for value in by_text] == sorted(value.first_day for value in values)
    for one, other in pairwise(by_text):
        if one.first_day == other.first_day and "/" not in f"{one}{other}":
            assert ranks.index(one.precision) <= ranks.index(other.precision)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("1399", "2020-03-20/2021-03-20"),
        ("1399/9", "2020-11-21/2020-12-20"),
        ("آذر ۱۳۹۹", "2020-11-21/2020-12-20"),
        ("۹/۱۳۹۹", "2020-11-21/2020-12-20"),
        ("۱۰ آذر ۱۳۹۹", "2020-11-30"),
        ("2014", "2014"),
        ("Nov 2020", "2020-11"),
        ("noviembre de 2020", "2020-11"),
        ("2020-11", "2020-11"),
        ("2020-11-30", "2020-11-30"),
        ("۲۰۱۳-۰۳-۲۱/۲۰۱۴-۰۳-۲۰", "2013-03-21/2014-03-20"),
        ("2002 to 2022", "2002-01-01/2022-12-31"),
        ("۱۳۹۰ تا ۱۳۹۲", "2011-03-21/2014-03-20"),
    ],
)
def test_what_is_typed_keeps_its_calendar_and_precision(typed, stored):
    assert str(PartialDate.parse(typed)) == stored


@given(ANY_DATE, st.sampled_from(LANGUAGES))
def test_whatever_is_shown_is_read_back(value, language):
    assert PartialDate.parse(value.show(language), language) == value


@pytest.mark.parametrize(
    ("text", "fa", "en"),
    [
        ("2020-11-30", ("۱۰ آذر ۱۳۹۹", "۳۰ نوامبر ۲۰۲۰"), ("30 November 2020", "")),
        ("2020-11", ("نوامبر ۲۰۲۰", ""), ("November 2020", "")),
        ("2014", ("۲۰۱۴", ""), ("2014", "")),
        ("2013-03-21/2014-03-20", ("۱۳۹۲", "۲۰۱۳ تا ۲۰۱۴"), ("Jalali year 1392", "2013 to 2014")),
        ("2020-11-21/2020-12-20", ("آذر ۱۳۹۹", "نوامبر تا دسامبر ۲۰۲۰"), ("Azar 1399", "November to December 2020")),
        (
            "2020-12-21/2021-01-19",
            ("دی ۱۳۹۹", "دسامبر ۲۰۲۰ تا ژانویه ۲۰۲۱"),
            ("Dey 1399", "December 2020 to January 2021"),
        ),
        ("2002/2022", ("۲۰۰۲ تا ۲۰۲۲", ""), ("2002 to 2022", "")),
        (
            "2021-11-08/2021-11-13",
            ("۱۷ آبان ۱۴۰۰ تا ۲۲ آبان ۱۴۰۰", "۸ نوامبر ۲۰۲۱ تا ۱۳ نوامبر ۲۰۲۱"),
            ("8 November 2021 to 13 November 2021", ""),
        ),
        (
            "2011-03-21/2014-03-20",
            ("۱۳۹۰ تا ۱۳۹۲", "۲۱ مارس ۲۰۱۱ تا ۲۰ مارس ۲۰۱۴"),
            ("Jalali year 1390 to Jalali year 1392", "21 March 2011 to 20 March 2014"),
        ),
    ],
)
def test_print_keeps_the_precision_and_adds_the_gregorian_to_the_jalali(text, fa, en):
    assert (PartialDate(text).show_both("fa"), PartialDate(text).show_both("en")) == (fa, en)
    assert PartialDate(text).show("fa") == fa[0]


@pytest.mark.parametrize(
    ("starts", "ends", "day", "answer"),
    [
        ("2020-11-30", None, "2020-11-29", "no"),
        ("2020-11-30", None, "2020-11-30", "yes"),
        ("2020-11-30", "2023-12-01", "2023-11-30", "yes"),
        ("2020-11-30", "2023-12-01", "2023-12-01", "no"),
        ("2020-11", None, "2020-11-15", "perhaps"),
        ("2020-11", None, "2020-11-30", "yes"),
        ("2014", "2022", "2021-12-31", "yes"),
        ("2014", "2022", "2022-01-01", "perhaps"),
        ("2014", "2022", "2022-12-31", "perhaps"),
        ("2014", "2022", "2023-01-01", "no"),
        ("2014", "2014", "2014-07-01", "perhaps"),
        ("2010", "2013-03-21/2014-03-20", "2014-03-20", "perhaps"),
        ("2010", "2013-03-21/2014-03-20", "2014-03-21", "no"),
        (None, None, "2022-01-09", "perhaps"),
        (None, "2015", "2014-01-01", "perhaps"),
        (None, "2015", "2016-01-01", "no"),
    ],
)
def test_a_period_holds_surely_perhaps_or_not(starts, ends, day, answer):
    starts, ends = (PartialDate(text) if text else None for text in (starts, ends))
    assert holds_on(starts, ends, date.fromisoformat(day)) == answer


@given(st.none() | ANY_DATE, st.none() | ANY_DATE, DAYS)
def test_a_vaguer_period_is_never_surer_than_one_of_its_readings(starts, ends, day):
    answer = holds_on(starts, ends, day)
    surest_start = PartialDate.of(starts.last_day) if starts else None
    latest_end = PartialDate.of(ends.last_day + timedelta(days=ends.precision != "day")) if ends else None
    if answer == "yes":
        assert holds_on(surest_start, ends, day) == "yes"
        assert holds_on(starts, PartialDate.of(ends.first_day) if ends else None, day) == "yes"
    if answer == "no":
        earliest_start = PartialDate.of(starts.first_day) if starts else None
        assert holds_on(earliest_start, latest_end, day) == "no"
