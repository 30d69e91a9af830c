"""Dates that are known to the day, to the month or to the year, and no better than that."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Self

from django.utils.translation import gettext as _

from hamshahr.kernel.calendars import format_day, format_month, format_span, format_year, month_name
from hamshahr.kernel.digits import to_ascii
from hamshahr.kernel.languages import calendar_of, reading_language
from hamshahr.kernel.reckoning import GREGORIAN, JALALI, days_of, from_calendar, to_calendar, whole_of
from hamshahr.kernel.text import isolate
from hamshahr.kernel.written_dates import read_date

DAY, MONTH, YEAR, SPAN = "day", "month", "year", "span"
YES, PERHAPS, NO = "yes", "perhaps", "no"

_REDUCED = r"[12]\d{3}(?:-\d\d(?:-\d\d)?)?"
_STORED = re.compile(rf"({_REDUCED})(?:/({_REDUCED}))?", re.ASCII)
_FROM_TO = re.compile(r"\s+(?:تا|to|a|al|à|au|–|—)\s+", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class PartialDate:
    """A day, a month or a year of the Gregorian or Jalali calendar, or a span of days.

    ``text`` is what is stored, ISO 8601 or EDTF: ``2014``, ``2020-11``, ``2020-11-30``; a Jalali month or year,
    like any other span, is the interval of its Gregorian days, ``2013-03-21/2014-03-20``.

    Dates sort as their texts do: by first day, then by precision (year, month, day, spans from short to long).
    """

    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", _normal_text(self.text))

    def __str__(self) -> str:
        return self.text

    @classmethod
    def of(cls, day: date) -> Self:
        """The date of one known day."""
        return cls(f"{day:%Y-%m-%d}")

    @classmethod
    def between(cls, first: date, last: date) -> Self:
        """The span from the first day to the last, or the month or year that it is exactly."""
        return cls(f"{first:%Y-%m-%d}/{last:%Y-%m-%d}")

    @classmethod
    def in_calendar(cls, calendar: str, year: int, month: int | None = None, day: int | None = None) -> Self:
        """The day, month or year of the calendar."""
        if month is not None and day is not None:
            return cls.of(from_calendar(calendar, year, month, day))
        return cls.between(*days_of(calendar, year, month))

    @classmethod
    def parse(cls, text: str, language: str | None = None) -> Self:
        """What a reader of the language typed, in either calendar and any digits; ``ValueError`` says what to write.

        Whatever ``show`` prints is read back, spans too.
        """
        plain = to_ascii(text).strip()
        if _STORED.fullmatch(plain) and "/" in plain and len(plain) > 10:
            return cls(plain)
        parts = _FROM_TO.split(text.strip())
        if len(parts) == 2:
            first, last = (cls.in_calendar(*read_date(part, language)) for part in parts)
            return cls(f"{first.first_day}/{last.last_day}")
        return cls.in_calendar(*read_date(text, language))

    @cached_property
    def first_day(self) -> date:
        """The first day that the date can mean."""
        return _days_of_text(self.text)[0]

    @cached_property
    def last_day(self) -> date:
        """The last day that the date can mean."""
        return _days_of_text(self.text)[1]

    @cached_property
    def precision(self) -> str:
        """How well the date is known: ``day``, ``month``, ``year`` or ``span``."""
        if "/" not in self.text:
            return {4: YEAR, 7: MONTH, 10: DAY}[len(self.text)]
        if self._jalali is None:
            return SPAN
        return MONTH if self._jalali[1] else YEAR

    @property
    def calendar(self) -> str:
        """``jalali`` for a Jalali month or year, else ``gregorian``; a day belongs to every calendar."""
        return JALALI if self._jalali else GREGORIAN

    @cached_property
    def _jalali(self) -> tuple[int, int | None] | None:
        return whole_of(JALALI, self.first_day, self.last_day) if "/" in self.text else None

    def show(self, language: str | None = None) -> str:
        """The date for print, as precise as it is: a day in the reader's calendar, a month or year in its own."""
        return _shown(self, reading_language(language))

    def show_both(self, language: str | None = None) -> tuple[str, str]:
        """The date for print and, where the first is Jalali, the same in the Gregorian calendar, else ``""``."""
        return _shown_both(self, reading_language(language))

    def _show_both(self, language: str) -> tuple[str, str]:
        primary = self.show(language)
        if self.precision == SPAN:
            secondary = self._show_span(language, GREGORIAN, edges_in=(GREGORIAN,))
        elif self.precision == DAY or self.calendar == GREGORIAN:
            secondary = self._show(language, GREGORIAN)
        else:
            secondary = self._show_gregorian_months(language)
        return primary, "" if secondary == primary else secondary

    def may_last_beyond(self, day: date) -> bool:
        """Whether a period that ends on this date, which no longer belongs to it, may still run on ``day``.

        A month or year may be meant to its very end, so its last day still counts.
        """
        return day < self.last_day or (self.precision != DAY and day == self.last_day)

    def _show(self, language: str | None, calendar: str) -> str:
        if self.precision == DAY:
            return format_day(self.first_day, language, calendar)
        if self.precision == SPAN:
            return self._show_span(language, calendar)
        year, month = self._jalali or (self.first_day.year, self.first_day.month if self.precision == MONTH else None)
        if month:
            return format_month(year, month, language, self.calendar)
        return format_year(year, language, self.calendar)

    def _show_span(self, language: str | None, calendar: str, edges_in: tuple[str, ...] = (GREGORIAN, JALALI)) -> str:
        """From the first date to the last, as months or years when the span is made of whole ones."""
        days = (self.of(self.first_day), self.of(self.last_day))
        first, last = _edges(self.first_day, self.last_day, edges_in) or days
        return format_span(first._show(language, calendar), last._show(language, calendar), language)

    def _show_gregorian_months(self, language: str | None) -> str:
        """The Gregorian months, or years, that a Jalali month or year reaches over."""
        first, last = self.first_day, self.last_day
        if self.precision == YEAR:
            return format_span(format_year(first.year, language), format_year(last.year, language), language)
        last_month = format_month(last.year, last.month, language, GREGORIAN)
        if first.year == last.year:
            return format_span(month_name(first.month, language, GREGORIAN), last_month, language)
        return format_span(format_month(first.year, first.month, language, GREGORIAN), last_month, language)


@lru_cache(maxsize=10_000)
def stored(text: str) -> PartialDate:
    """The date of a stored text; a page reads the same few dates many times."""
    return PartialDate(text)


@lru_cache(maxsize=10_000)
def _shown(value: PartialDate, language: str) -> str:
    return value._show(language, calendar_of(language))


@lru_cache(maxsize=10_000)
def _shown_both(value: PartialDate, language: str) -> tuple[str, str]:
    return value._show_both(language)


def holds_on(starts: PartialDate | None, ends: PartialDate | None, day: date) -> str:
    """Whether a period holds on the day: ``yes``, ``no``, or ``perhaps`` when its dates are too coarse to tell.

    A period without a start began at an unknown time; one without an end is open. A day of ending is itself
    no longer part of the period.
    """
    if starts is not None and day < starts.first_day:
        return NO
    if ends is not None and not ends.may_last_beyond(day):
        return NO
    begun = starts is not None and starts.last_day <= day
    unfinished = ends is None or day < ends.first_day
    return YES if begun and unfinished else PERHAPS


def _normal_text(text: str) -> str:
    """The one way to store the date; ``ValueError`` for anything that is not a stored date."""
    match = _STORED.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        first = _days_of_text(match[1])
        last = _days_of_text(match[2] or match[1])
    except ValueError:
        raise ValueError(
            _("“%(typed)s” is not a stored date; write 2014, 2020-11 or 2020-11-30.") % {"typed": isolate(text)}
        ) from None
    if last[1] < first[0]:
        raise ValueError(_("A span ends after it begins; write the earlier date first."))
    return _reduced(first[0], last[1])


def _reduced(first: date, last: date) -> str:
    """The text of these days: a Gregorian day, month or year where it is exactly one, else an interval."""
    if first == last:
        return first.isoformat()
    whole = whole_of(GREGORIAN, first, last)
    if whole is None:
        return f"{first}/{last}"
    year, month = whole
    return f"{year}-{month:02}" if month else f"{year}"


def _days_of_text(text: str) -> tuple[date, date]:
    """The first and last day of a stored text."""
    first, _slash, last = text.partition("/")
    if last:
        return date.fromisoformat(first), date.fromisoformat(last)
    if len(text) == 10:
        return date.fromisoformat(text), date.fromisoformat(text)
    return days_of(GREGORIAN, *(int(part) for part in text.split("-")))


def _edges(first: date, last: date, calendars: tuple[str, ...]) -> tuple[PartialDate, PartialDate] | None:
    """The first and last year, or month, of a span made of whole ones in one of the calendars."""
    for calendar in calendars:
        start, end = to_calendar(first, calendar), to_calendar(last, calendar)
        for size in (1, 2):
            if days_of(calendar, *start[:size])[0] == first and days_of(calendar, *end[:size])[1] == last:
                return PartialDate.in_calendar(calendar, *start[:size]), PartialDate.in_calendar(calendar, *end[:size])
    return None
