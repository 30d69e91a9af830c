from datetime import date

import pytest

from hamshahr.web.ruler import (
    Bar,
    Disc,
    Label,
    Line,
    Scale,
    bar,
    days_ruler,
    days_scale,
    discs,
    years_ruler,
    years_scale,
)

ENGLISH = Scale(date(2004, 1, 1), date(2025, 1, 1))
PERSIAN = Scale(date(2004, 1, 1), date(2025, 1, 1), is_mirrored=True)


def test_a_scale_covers_whole_years_in_reading_direction():
    days = [date(2014, 10, 3), date(2004, 5, 1)]

    assert years_scale(days, today=date(2024, 2, 1), language="en") == ENGLISH
    assert years_scale(days, today=date(2024, 2, 1), language="fa") == PERSIAN
    assert years_scale([], today=date(2020, 1, 1), language="en") == Scale(date(2016, 1, 1), date(2021, 1, 1))


def test_gregorian_years_stand_above_and_jalali_years_below():
    ruler = years_ruler(ENGLISH, "en")

    assert [label.text for label in ruler.labels if label.y == "22%"] == ["2005", "2010", "2015", "2020", "2025"]
    assert [label.text for label in ruler.labels if label.y == "95%"] == ["1385", "1390", "1395", "1400"]
    assert ruler.labels[0] == Label("4.77%", "22%", "2005")
    assert ruler.lines[1] == Line("4.77%", "30%", "50%")
    assert (ruler.first, ruler.last) == ("2004", "2025")


def test_persian_readers_get_their_digits_and_their_direction():
    ruler = years_ruler(PERSIAN, "fa")

    assert ruler.labels[0] == Label("95.23%", "22%", "۲۰۰۵")
    assert [label.text for label in ruler.labels if label.y == "95%"] == ["۱۳۸۵", "۱۳۹۰", "۱۳۹۵", "۱۴۰۰"]


@pytest.mark.parametrize(("first", "last"), [(2020, 2025), (2004, 2025), (1985, 2025), (1913, 2025), (1300, 2025)])
def test_labels_never_crowd_the_line(first, last):
    ruler = years_ruler(Scale(date(first, 1, 1), date(last, 1, 1)), "en")

    assert 2 <= len([label for label in ruler.labels if label.y == "22%"]) <= 8


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("confirmed", "full"),
        ("proven", "full"),
        ("probable", "half"),
        ("partly", "half"),
        ("claimed", "dashed"),
        ("contradicted", "dashed"),
    ],
)
def test_the_surer_a_term_the_fuller_its_bar(state, kind):
    assert bar(ENGLISH, date(2020, 11, 30), date(2024, 1, 1), state) == Bar(kind, "80.54%", "14.69%")


def test_a_bar_is_mirrored_open_clipped_or_without_place():
    assert bar(PERSIAN, date(2020, 11, 30), date(2024, 1, 1), "confirmed") == Bar("full", "4.77%", "14.69%")
    assert bar(ENGLISH, date(2020, 11, 30), None, "confirmed") == Bar("full", "80.54%", "19.46%")
    assert bar(ENGLISH, date(1985, 4, 1), date(2050, 1, 1), "confirmed") == Bar("full", "0%", "100%")
    assert bar(ENGLISH, None, date(2024, 1, 1), "claimed") == Bar("undated", "0%", "100%")


def test_a_term_of_one_day_is_still_seen():
    assert bar(ENGLISH, date(2025, 1, 1), date(2025, 1, 1), "confirmed") == Bar("full", "99.4%", "0.6%")


def test_one_disc_is_one_record_and_the_surest_lies_lowest():
    records = [
        (date(2014, 3, 1), "probable"),
        (date(2014, 9, 1), "confirmed"),
        (date(2014, 9, 2), "claimed"),
        (date(2005, 1, 1), "claimed"),
        (date(1985, 1, 1), "confirmed"),
    ]

    chart = discs(ENGLISH, records, "fa")

    assert chart.discs == [
        Disc("7.14%", 42, "claimed"),
        Disc("49.99%", 42, "confirmed"),
        Disc("49.99%", 22, "probable"),
        Disc("49.99%", 2, "claimed"),
    ]
    assert (chart.height, chart.count, chart.shown_count, chart.first, chart.last) == (64, 4, "۴", "۲۰۰۵", "۲۰۱۴")


def test_a_chart_without_records_is_empty():
    chart = discs(ENGLISH, [], "en")

    assert (chart.discs, chart.count, chart.first, chart.last) == ([], 0, "", "")


def test_a_ruler_of_days_names_today_and_the_months():
    scale = days_scale(date(2022, 1, 4), date(2022, 3, 22), language="en")

    ruler = days_ruler(scale, date(2022, 1, 9), "Today", "en")

    assert [label.text for label in ruler.labels] == ["Today", "February", "March"]
    assert ruler.lines[0] == Line("6.49%", "0%", "68%")
    assert len(ruler.lines) == 3
