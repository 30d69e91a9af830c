"""Partial dates in the database and in forms, and days typed in either calendar.

The stored texts compare like their first days, because ``~`` sorts after every sign in them and a shorter text
before a longer one. So three lookups answer in SQL what ``holds_on`` answers in Python.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from hamshahr.kernel.calendars import format_day, parse_day
from hamshahr.kernel.dates import PartialDate, stored
from hamshahr.kernel.languages import calendar_of
from hamshahr.kernel.reckoning import to_calendar

_EXAMPLE = date(2022, 1, 9)


def perhaps_holding_on(day: date, starts: str = "starts", ends: str = "ends") -> models.Q:
    """The rows whose period holds on the day for sure or perhaps: ``holds_on`` is not ``no``."""
    begun = models.Q((f"{starts}__isnull", True)) | models.Q((f"{starts}__begins_by", day))
    unfinished = models.Q((f"{ends}__isnull", True)) | models.Q((f"{ends}__ends_after", day))
    return begun & unfinished


class _PartialDateAttribute(DeferredAttribute):
    """Turns what is assigned into a partial date; what cannot be one stays for ``full_clean`` to report."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        try:
            value = self.field.to_python(value)
        except ValidationError:
            pass
        instance.__dict__[self.field.attname] = value


class PartialDateField(models.CharField):
    """A ``PartialDate`` stored as its text, which sorts by first day; nothing entered is always ``None``."""

    descriptor_class = _PartialDateAttribute
    empty_strings_allowed = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 21
        super().__init__(*args, **kwargs)
        # A partial date has no length; its text is never longer than the column.
        self.validators[:] = [each for each in self.validators if not isinstance(each, MaxLengthValidator)]

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        """The column, in byte order on PostgreSQL, as SQLite has it anyway."""
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters

    def to_python(self, value: Any) -> Any:
        """The value as a partial date; a database expression passes untouched."""
        if value is None or value == "":
            return None
        if isinstance(value, PartialDate) or hasattr(value, "resolve_expression"):
            return value
        try:
            return PartialDate.of(value) if isinstance(value, date) else PartialDate(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> PartialDate | None:
        """The stored text as a partial date."""
        return stored(value) if value else None

    def get_prep_value(self, value: Any) -> Any:
        """The text to store; where the column takes no NULL, nothing is the empty text."""
        value = self.to_python(models.Field.get_prep_value(self, value))
        if value is None:
            return None if self.null else ""
        return str(value) if isinstance(value, PartialDate) else value

    def value_to_string(self, obj: models.Model) -> str:
        """The stored text, for fixtures."""
        value = self.value_from_object(obj)
        return "" if value is None else str(value)

    def formfield(self, **kwargs: Any) -> forms.Field:
        """A field that reads both calendars."""
        return models.Field.formfield(self, **{"form_class": PartialDateFormField, **kwargs})


class ExactNumberField(models.DecimalField):
    """A number as it was written: 40 comes back as 40, and 0.853 as 0.853, with no zeros behind."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_digits"], kwargs["decimal_places"] = 24, 14
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_digits"], kwargs["decimal_places"]
        return name, path, args, kwargs

    def from_db_value(self, value: Decimal | None, _expression: Any, _connection: Any) -> Decimal | None:
        return None if value is None else _without_zeros(value)

    def to_python(self, value: Any) -> Decimal | None:
        number = super().to_python(value)
        return None if number is None else _without_zeros(number)


def _without_zeros(number: Decimal) -> Decimal:
    return number.to_integral_value() if number == number.to_integral_value() else number.normalize()


class _DayLookup(models.Lookup):
    """A partial date compared with one known day; NULL and the empty text never match."""

    def get_prep_lookup(self) -> str:
        if isinstance(self.rhs, datetime) or not isinstance(self.rhs, date):
            raise TypeError(f"{self.lookup_name} compares with a date, not with {self.rhs!r}.")
        return self.rhs.isoformat()

    def column(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """The column in byte order, with its parameters."""
        sql, params = self.process_lhs(compiler, connection)
        return (f'({sql}) COLLATE "C"' if connection.vendor == "postgresql" else sql), [*params]


@PartialDateField.register_lookup
class BeginsBy(_DayLookup):
    """The first day is this day or an earlier one."""

    lookup_name = "begins_by"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.column(compiler, connection)
        return f"({column} <= %s AND {column} <> '')", [*params, f"{self.rhs}~", *params]


@PartialDateField.register_lookup
class BeginsAfter(_DayLookup):
    """The first day is later than this day."""

    lookup_name = "begins_after"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.column(compiler, connection)
        return f"{column} > %s", [*params, f"{self.rhs}~"]


@PartialDateField.register_lookup
class EndsAfter(_DayLookup):
    """A period that ends on this date may last beyond the day: ``PartialDate.may_last_beyond``.

    An interval ends with its second half, from the twelfth sign on; a day, month or year followed by ``~``
    stands for the last moment it can mean.
    """

    lookup_name = "ends_after"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.column(compiler, connection)
        sql = f"(SUBSTR({column}, 12) >= %s OR ({column} <> '' AND {column} || '~' > %s))"
        return sql, [*params, self.rhs, *params, *params, f"{self.rhs}~"]


def _partial_date_example() -> str:
    day = PartialDate.of(_EXAMPLE)
    month, year = (PartialDate.in_calendar(calendar_of(), *parts) for parts in _example_parts())
    values = {"day": day.show(), "month": month.show(), "year": year.show()}
    return _("Write a day, a month or a year, for example %(day)s, %(month)s or %(year)s.") % values


def _example_parts() -> tuple[tuple[int, int], tuple[int]]:
    year, month, _day = to_calendar(_EXAMPLE, calendar_of())
    return (year, month), (year,)


def _day_example() -> str:
    return _("Write a day, for example %(day)s.") % {"day": format_day(_EXAMPLE)}


class _WrittenDateField(forms.CharField):
    """A date that is typed as text and shown again in the reader's calendar."""

    example = ""

    def __init__(self, *, help_text: str = "", **kwargs: Any) -> None:
        super().__init__(empty_value=None, help_text=help_text or self.example, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        """A plain input for words and digits in either direction."""
        return {"inputmode": "text", "dir": "auto", "autocomplete": "off", "spellcheck": "false"}

    def read(self, text: str) -> Any:
        """The value that the text means; the ``ValueError`` of a subclass says what to write instead."""
        return text

    def to_python(self, value: Any) -> Any:
        """What was typed, read; the error says what to write."""
        text = super().to_python(value) if isinstance(value, str) else value
        try:
            return self.read(text) if isinstance(text, str) else text
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error


class PartialDateFormField(_WrittenDateField):
    """A day, a month or a year, Jalali or Gregorian."""

    example = lazy(_partial_date_example, str)()

    def read(self, text: str) -> PartialDate:
        """The date that was typed."""
        return PartialDate.parse(text)

    def prepare_value(self, value: Any) -> Any:
        """A stored date in the reader's words; what was typed as it was typed."""
        return value.show() if isinstance(value, PartialDate) else value


class CalendarDayField(_WrittenDateField):
    """One known day, Jalali or Gregorian."""

    example = lazy(_day_example, str)()

    def read(self, text: str) -> date:
        """The day that was typed."""
        return parse_day(text)

    def prepare_value(self, value: Any) -> Any:
        """A stored day in the reader's words; what was typed as it was typed."""
        return format_day(value) if isinstance(value, date) else value
