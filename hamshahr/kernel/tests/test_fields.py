from datetime import UTC, date, datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import Q
from django.test.utils import isolate_apps
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from hamshahr.kernel.dates import PartialDate, holds_on
from hamshahr.kernel.fields import CalendarDayField, PartialDateField, PartialDateFormField, perhaps_holding_on
from hamshahr.kernel.tests.test_dates import ANY_DATE, DAYS

TEXTS = (None, "2014", "2014-01", "2014-01-01", "2020-11-30", "2020-11", "2013-03-21/2014-03-20", "2013/2015")
CASES = [
    date(2013, 12, 31),
    date(2014, 1, 1),
    date(2014, 3, 20),
    date(2014, 12, 31),
    date(2015, 12, 31),
    date(2020, 11, 30),
]


@pytest.fixture
def period(db):
    """A model with a table that lasts as long as the test."""
    with isolate_apps("hamshahr.kernel"):

        class Period(models.Model):
            starts = PartialDateField(null=True, blank=True)
            ends = PartialDateField(null=True, blank=True)

            class Meta:
                app_label = "kernel"
                managed = False

            def __str__(self):
                return f"{self.starts} to {self.ends}"

    types = {name: Period._meta.get_field(name).db_parameters(connection) for name in ("starts", "ends")}
    columns = [f"{name} {each['type']} {_collation(each)}" for name, each in types.items()]
    key = "integer PRIMARY KEY" if connection.vendor == "sqlite" else "serial PRIMARY KEY"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE kernel_period (id {key}, {', '.join(columns)})")
    return Period


def _collation(parameters):
    return f'COLLATE "{parameters["collation"]}"' if parameters.get("collation") else ""


@given(ANY_DATE, DAYS)
def test_stored_texts_compare_with_a_day_as_their_days_do(value, day):
    text, after, last = str(value), f"{day}~", str(value)[11:]

    assert (text <= after) is (value.first_day <= day)
    assert (text > after) is (value.first_day > day)
    assert (last >= day.isoformat() or f"{text}~" > after) is value.may_last_beyond(day)


@pytest.mark.parametrize("day", CASES)
def test_the_lookups_find_what_python_finds(period, day):
    dates = [PartialDate(text) if text else None for text in TEXTS]
    period.objects.bulk_create([period(starts=one, ends=other) for one in dates for other in dates])
    rows = list(period.objects.order_by("pk"))

    def found(condition):
        return list(period.objects.filter(condition).order_by("pk"))

    assert found(Q(starts__begins_by=day)) == [row for row in rows if row.starts and row.starts.first_day <= day]
    assert found(Q(ends__begins_after=day)) == [row for row in rows if row.ends and row.ends.first_day > day]
    assert found(Q(ends__ends_after=day)) == [row for row in rows if row.ends and row.ends.may_last_beyond(day)]
    assert found(perhaps_holding_on(day)) == [row for row in rows if holds_on(row.starts, row.ends, day) != "no"]


def test_rows_come_back_as_values_in_the_order_of_their_first_days(period):
    for text in reversed(TEXTS):
        period.objects.create(starts=text)

    stored = list(period.objects.exclude(starts=None).order_by("starts").values_list("starts", flat=True))

    assert stored == sorted(PartialDate(text) for text in TEXTS if text)
    assert period.objects.get(starts="2014").starts == PartialDate("2014")
    assert period.objects.filter(starts__in=[PartialDate("2014"), date(2014, 1, 1)]).count() == 2
    assert period.objects.filter(starts__isnull=True).count() == 1


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_is_always_none(period, nothing):
    row = period.objects.create(starts=nothing)

    assert row.starts is None
    assert period.objects.get().starts is None
    assert period.objects.filter(starts__isnull=True).count() == 1
    assert period().starts is None


def test_what_is_assigned_becomes_a_value_and_what_cannot_is_reported(period):
    row = period(starts="2014-01-01/2014-12-31", ends=date(2020, 11, 30))
    assert (row.starts, row.ends) == (PartialDate("2014"), PartialDate("2020-11-30"))
    row.full_clean(exclude=["id"])

    row.starts = "last year"
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    assert list(refusal.value.message_dict) == ["starts"]
    assert row.starts == "last year"


@pytest.mark.parametrize("day", ["2014-01-01", datetime(2014, 1, 1, tzinfo=UTC), PartialDate("2014")])
def test_the_lookups_compare_with_nothing_but_a_day(period, day):
    with pytest.raises(TypeError, match="begins_by compares with a date"):
        period.objects.filter(starts__begins_by=day)


def test_the_field_deconstructs_without_what_it_sets_itself():
    _name, path, args, kwargs = PartialDateField("starts", null=True, blank=True).deconstruct()

    assert (path, args) == ("hamshahr.kernel.fields.PartialDateField", [])
    assert kwargs == {"verbose_name": "starts", "null": True, "blank": True}
    assert PartialDateField(*args, **kwargs).max_length == 21


class DatesForm(forms.Form):
    starts = PartialDateFormField(required=False)
    day = CalendarDayField(required=False)


@pytest.mark.parametrize(
    ("language", "starts", "day"),
    [("fa", "آذر ۱۳۹۹", "۱۹ دی ۱۴۰۰"), ("fa", "1399/9", "1400/10/19"), ("en", "Azar 1399", "9 January 2022")],
)
def test_a_form_reads_both_calendars(language, starts, day):
    with override(language):
        form = DatesForm({"starts": starts, "day": day})
        assert form.is_valid(), form.errors

    assert form.cleaned_data == {"starts": PartialDate("2020-11-21/2020-12-20"), "day": date(2022, 1, 9)}


def test_a_form_shows_what_is_stored_in_the_readers_calendar_and_sees_no_change_in_it():
    initial = {"starts": PartialDate("2020-11-30"), "day": date(2022, 1, 9)}
    with override("fa"):
        shown = {name: DatesForm(initial=initial)[name].value() for name in initial}
        form = DatesForm(shown, initial=initial)

        assert shown == {"starts": "۱۰ آذر ۱۳۹۹", "day": "۱۹ دی ۱۴۰۰"}
        assert form.changed_data == []


def test_a_form_keeps_what_was_typed_and_says_what_to_write():
    with override("en"):
        form = DatesForm({"starts": "someday", "day": "1401/12/30"})
        assert form.errors["day"] == ["Esfand 1401 has 29 days; write a day from 1 to 29."]
        assert 'value="someday"' in str(form["starts"])
        assert 'value="1401/12/30"' in str(form["day"])


def test_empty_inputs_are_none_unless_required():
    form = DatesForm({"starts": " ", "day": ""})
    assert form.is_valid()
    assert form.cleaned_data == {"starts": None, "day": None}
    with pytest.raises(ValidationError, match="required"):
        CalendarDayField().clean("")


def test_an_input_is_plain_text_in_either_direction_with_an_example_for_the_reader():
    html = str(DatesForm()["day"])
    assert all(part in html for part in ('type="text"', 'inputmode="text"', 'dir="auto"'))
    with override("fa"):
        assert "۱۹ دی ۱۴۰۰" in str(DatesForm()["day"].help_text)
        assert "دی ۱۴۰۰" in str(DatesForm()["starts"].help_text)
    with override("en"):
        assert DatesForm()["day"].help_text == "Write a day, for example 9 January 2022."


def test_a_model_form_uses_the_field_with_its_example(period):
    field = period._meta.get_field("starts").formfield()
    assert isinstance(field, PartialDateFormField)
    with override("en"):
        assert field.help_text == ("Write a day, a month or a year, for example 9 January 2022, January 2022 or 2022.")


@given(st.text(max_size=20))
def test_any_typed_text_is_a_date_or_a_sentence(typed):
    try:
        PartialDateFormField(required=False).clean(typed)
    except ValidationError as refusal:
        assert refusal.messages
