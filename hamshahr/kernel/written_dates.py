"""What people write for a date, read into calendar, year, month and day."""

import re
from functools import cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from hamshahr.kernel.calendar_words import FILLERS, MONTHS, SPELLINGS, WEEKDAYS, months
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import reading_language
from hamshahr.kernel.reckoning import GREGORIAN, JALALI, days_in_month
from hamshahr.kernel.text import HALF_SPACE, fold, isolate

FIRST_GREGORIAN_YEAR = 1700
LAST_YEAR = 2999

_WORDS = re.compile(r"\d+|[^\W\d]+")


class Written(NamedTuple):
    """A date as it was written: a year, perhaps its month, perhaps the day."""

    calendar: str
    year: int
    month: int | None = None
    day: int | None = None


def read_date(text: str, language: str | None = None) -> Written:
    """The day, month or year that was written; ``ValueError`` says in a sentence what to write instead."""
    language = reading_language(language)
    numbers, names = _parts(text)
    if not numbers or len(names) > 1 or len(numbers) + len(names) > 3:
        raise _unreadable(text)
    year, others = _part_year(numbers, text)
    if names:
        calendar, month = names[0]
        _refuse_foreign_month(calendar, month, year, language)
        written = Written(calendar, year, month, *others)
    else:
        calendar = JALALI if year < FIRST_GREGORIAN_YEAR else GREGORIAN
        written = Written(calendar, year, *_month_first(numbers, others, text, language))
    _refuse_impossible(written, language)
    return written


def read_full_day(text: str, language: str | None = None) -> Written:
    """The day that was written; a month or a year alone is refused."""
    written = read_date(text, language)
    if written.day is None:
        raise ValueError(_("Write the day too, for example 2022-01-09 or 9 January 2022."))
    return written


def _parts(text: str) -> tuple[list[str], list[tuple[str, int]]]:
    """The numbers and the month names of the text, in their order; other words are refused."""
    numbers, names = [], []
    for word in _WORDS.findall(fold(text)):
        if word.isdigit():
            numbers.append(word)
        elif word in _month_names():
            names.append(_month_names()[word])
        elif word not in _fillers():
            raise _unreadable(text)
    return numbers, names


def _part_year(numbers: list[str], text: str) -> tuple[int, list[int]]:
    """The year, the one number of four digits, and the other numbers."""
    years = [number for number in numbers if len(number) == 4]
    others = [int(number) for number in numbers if len(number) <= 2]
    if not years and len(others) == len(numbers):
        raise ValueError(_("Write the year with four digits, for example 2022 or 1400."))
    if len(years) != 1 or len(others) != len(numbers) - 1:
        raise _unreadable(text)
    year = int(years[0])
    if not 1000 <= year <= LAST_YEAR:
        raise _unreadable(text)
    return year, others


def _month_first(numbers: list[str], others: list[int], text: str, language: str) -> list[int]:
    """The month and the day of a date in numbers; English writes both orders, so it is never guessed there."""
    if len(others) < 2 or len(numbers[0]) == 4:
        return others
    if len(numbers[1]) == 4:
        raise _unreadable(text)
    first, second = others
    if language == "en" and second > 12:
        return [first, second]
    if language == "en" and first <= 12 and first != second:
        raise ValueError(
            _("“%(typed)s” can mean two days; write the month by name, or the year first.") % {"typed": isolate(text)}
        )
    return [second, first]


def _refuse_foreign_month(calendar: str, month: int, year: int, language: str) -> None:
    values = {"month": months(calendar, language)[month - 1], "year": localise(year, language)}
    if calendar == JALALI and year >= FIRST_GREGORIAN_YEAR:
        raise ValueError(_("%(month)s is a Jalali month, but %(year)s is a Gregorian year; write both alike.") % values)
    if calendar == GREGORIAN and year < FIRST_GREGORIAN_YEAR:
        raise ValueError(_("%(month)s is a Gregorian month, but %(year)s is a Jalali year; write both alike.") % values)


def _refuse_impossible(written: Written, language: str) -> None:
    """Refuse a month or a day that the calendar does not have."""
    if written.month is None:
        return
    if not 1 <= written.month <= 12:
        raise ValueError(_("A year has 12 months; write a month from 1 to 12."))
    longest = days_in_month(written.calendar, written.year, written.month)
    if written.day is not None and not 1 <= written.day <= longest:
        raise ValueError(
            _("%(month)s %(year)s has %(days)s days; write a day from 1 to %(days)s.")
            % {
                "month": months(written.calendar, language)[written.month - 1],
                "year": localise(written.year, language),
                "days": localise(longest, language),
            }
        )


def _unreadable(text: str) -> ValueError:
    if not text.strip():
        return ValueError(_("Write a date, for example 2022-01-09 or 9 January 2022."))
    return ValueError(
        _("“%(typed)s” is not a date that can be read; write it like 2022-01-09 or 9 January 2022.")
        % {"typed": isolate(text)}
    )


@cache
def _fillers() -> frozenset[str]:
    words = f"{FILLERS} {' '.join(WEEKDAYS.values())}"
    return frozenset(fold(words).split()) | frozenset(fold(words.replace(HALF_SPACE, "")).split())


@cache
def _month_names() -> dict[str, tuple[str, int]]:
    """Every month by its folded name, and by each beginning of a Latin name that only it has."""
    known = list(_spellings())
    names: dict[str, set[tuple[str, int]]] = {}
    for word, month in known:
        for length in range(3, len(word)) if word.isascii() else ():
            names.setdefault(word[:length], set()).add(month)
    beginnings = {word: found.pop() for word, found in names.items() if len(found) == 1}
    return {**beginnings, **dict(known)}


def _spellings() -> list[tuple[str, tuple[str, int]]]:
    """Each folded spelling of a Gregorian or Jalali month with its calendar and number."""
    spellings = [(word, month) for month, words in SPELLINGS.items() for word in words.split()]
    for calendar in (GREGORIAN, JALALI):
        for language in MONTHS[calendar]:
            spellings += [(name, (calendar, at)) for at, name in enumerate(months(calendar, language), start=1)]
    return [(fold(spelling), month) for spelling, month in spellings]
