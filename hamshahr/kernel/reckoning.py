"""The arithmetic of the three calendars; every day is stored as a Gregorian ``date``."""

from calendar import monthrange
from datetime import date, timedelta

import jdatetime

GREGORIAN, JALALI, ISLAMIC = "gregorian", "jalali", "islamic"

_ISLAMIC_EPOCH = 227_015  # 16 July 622 of the Julian calendar, as ``date.toordinal()`` counts


def to_calendar(day: date, calendar: str) -> tuple[int, int, int]:
    """The year, month and day of the month that the calendar gives the day.

    Jalali years follow the 33-year cycle of jdatetime, which is the official calendar of this age.
    """
    if calendar == JALALI:
        jalali = jdatetime.date.fromgregorian(date=day)
        return jalali.year, jalali.month, jalali.day
    if calendar == ISLAMIC:
        return _to_islamic(day)
    return day.year, day.month, day.day


def from_calendar(calendar: str, year: int, month: int, day: int) -> date:
    """The Gregorian date of a day of another calendar."""
    if calendar == JALALI:
        return jdatetime.date(year, month, day).togregorian()
    if calendar == ISLAMIC:
        return date.fromordinal(_islamic_ordinal(year, month, day))
    return date(year, month, day)


def days_in_month(calendar: str, year: int, month: int) -> int:
    """How many days the month of that year has."""
    if calendar == GREGORIAN:
        return monthrange(year, month)[1]
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    return (from_calendar(calendar, *following, 1) - from_calendar(calendar, year, month, 1)).days


def days_of(calendar: str, year: int, month: int | None = None) -> tuple[date, date]:
    """The first and the last day of the year, or of its month."""
    first_month, last_month = (1, 12) if month is None else (month, month)
    last = from_calendar(calendar, year, last_month, 1)
    last += timedelta(days=days_in_month(calendar, year, last_month) - 1)
    return from_calendar(calendar, year, first_month, 1), last


def whole_of(calendar: str, first: date, last: date) -> tuple[int, int | None] | None:
    """The year, or year and month, of which these are the first and last days; None when they are of none."""
    year, month, _day = to_calendar(first, calendar)
    for candidate in ((year, None), (year, month)):
        if days_of(calendar, *candidate) == (first, last):
            return candidate
    return None


def _islamic_ordinal(year: int, month: int, day: int) -> int:
    """The day number in the civil tabular calendar.

    Source: Reingold and Dershowitz, *Calendrical Calculations*, chapter 7, ``fixed-from-islamic``:
    eleven leap years in each cycle of thirty, months of 30 and 29 days in turn.
    """
    leap_days = (3 + 11 * year) // 30
    return _ISLAMIC_EPOCH - 1 + (year - 1) * 354 + leap_days + 29 * (month - 1) + month // 2 + day


def _to_islamic(day: date) -> tuple[int, int, int]:
    """The civil tabular date of the day: ``islamic-from-fixed`` of the same chapter."""
    ordinal = day.toordinal()
    year = (30 * (ordinal - _ISLAMIC_EPOCH) + 10_646) // 10_631
    month = (11 * (ordinal - _islamic_ordinal(year, 1, 1)) + 330) // 325
    return year, month, ordinal - _islamic_ordinal(year, month, 1) + 1
