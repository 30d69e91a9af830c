"""Days, months and years printed in the reader's calendar, and days read from what the reader typed."""

from datetime import date

from hamshahr.kernel.calendar_words import months, phrasing, weekdays
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import calendar_of, reading_language
from hamshahr.kernel.reckoning import JALALI, from_calendar, to_calendar
from hamshahr.kernel.written_dates import read_full_day


def month_name(month: int, language: str | None = None, calendar: str | None = None) -> str:
    """The name of the month, counted from 1, of the calendar (the reader's own by default)."""
    language = reading_language(language)
    return months(calendar or calendar_of(language), language)[month - 1]


def weekday_name(day: date, language: str | None = None) -> str:
    """The name of the day of the week."""
    return weekdays(reading_language(language))[day.weekday()]


def format_day(day: date, language: str | None = None, calendar: str | None = None, weekday: bool = False) -> str:
    """The day in words and local digits, in the reader's calendar unless another is named."""
    language = reading_language(language)
    calendar = calendar or calendar_of(language)
    year, month, number = to_calendar(day, calendar)
    words = phrasing(language)
    number_text = words.first_of_month if number == 1 else str(number)
    text = words.day.format(day=number_text, month=month_name(month, language, calendar), year=year)
    if weekday:
        text = words.weekday.format(weekday=weekday_name(day, language), day=text)
    return localise(text, language)


def format_month(year: int, month: int, language: str | None = None, calendar: str | None = None) -> str:
    """The month of a year in words: "آذر ۱۳۹۹", "November 2020"."""
    language = reading_language(language)
    name = month_name(month, language, calendar)
    return localise(phrasing(language).month.format(month=name, year=year), language)


def format_year(year: int, language: str | None = None, calendar: str | None = None) -> str:
    """The year in local digits; a Jalali year is called so in languages that do not live by it."""
    language = reading_language(language)
    foreign = calendar == JALALI and calendar_of(language) != JALALI
    text = phrasing(language).jalali_year.format(year=year) if foreign else str(year)
    return localise(text, language)


def format_span(first: str, last: str, language: str | None = None) -> str:
    """From one printed date to another."""
    return phrasing(reading_language(language)).span.format(first=first, last=last)


def parse_day(text: str, language: str | None = None) -> date:
    """The day that was typed, Jalali or Gregorian, in any digits; ``ValueError`` says what to write instead.

    Years before 1700 are Jalali; month names of all four languages are known.
    """
    written = read_full_day(text, language)
    return from_calendar(written.calendar, written.year, written.month or 1, written.day or 1)
