"""When a page was published: ISO and mail dates, and the lines that desks print, Jalali or Gregorian."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hamshahr.kernel.calendar_words import MONTHS, SPELLINGS, WEEKDAYS, months
from hamshahr.kernel.digits import to_ascii
from hamshahr.kernel.reckoning import from_calendar
from hamshahr.kernel.text import fold
from hamshahr.kernel.written_dates import read_full_day

from .signs import quoted

FIRST_YEAR, LAST_YEAR = 1900, 2100
LONGEST_LINE = 120

_TIME = re.compile(r"(?<![\d:])(\d{1,2}):(\d{2})(?::(\d{2}))?(?![\d:])\s*([ap]\.?m\b\.?)?", re.I)
_NAMED = r"\d{1,2}(?:st|nd|rd|th|er)?\s+(?:de\s+)?(?P<month>[^\W\d]+(?:\u200c[^\W\d]+)?)\s*,?\s*(?:de\s+)?\d{4}"
_NAMED_FIRST = r"(?P<first>[A-Za-z]{3,})\.?\s+\d{1,2},?\s+\d{4}"
_NUMBERS = r"\d{4}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{1,2}|\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}"
_DATE = re.compile(rf"(?<!\d)(?:{_NAMED}|{_NAMED_FIRST}|{_NUMBERS})(?!\d)")
_LABELS = (
    "تاریخ انتشار خبر", "تاریخ انتشار", "تاریخ درج", "تاریخ", "انتشار", "منتشر شده در", "زمان انتشار", "زمان",
    "به روز رسانی", "published on", "published", "date", "publicado el", "publie le", "posted on", "on", "at",
    "ساعت", "روز", "مورخ", "h", "ه ش", "شمسی",
)  # fmt: skip
_NO_DATE = re.compile(r"\s*(?:0000-00-00.*)?")
_NUMBER = re.compile(r"\d{1,6}")


@dataclass(frozen=True)
class Moment:
    """A moment with its zone; ``precision`` says whether the page gives the second, the minute or the day only."""

    at: datetime
    precision: str
    zone: str
    written: str


@dataclass(frozen=True)
class DateLine:
    """A line that is a date: the moment, unless no calendar has it, and what an editor should know of it."""

    moment: Moment | None
    warnings: tuple[str, ...] = ()


def moment_of(text: str, zone: str, language: str) -> DateLine:
    """The moment that a field for dates holds."""
    text = text.strip()[:LONGEST_LINE]
    if _NO_DATE.fullmatch(text):
        return DateLine(None)
    if at := _of_machines(text):
        return _dated(at, text, zone)
    return date_line(text, zone, language) or DateLine(None, (_unknown(text),))


def date_line(text: str, zone: str, language: str) -> DateLine | None:
    """The moment that a line tells, or None where the line is something else than a date."""
    text = text.strip()
    if len(text) > LONGEST_LINE:
        return None
    plain = to_ascii(text).replace("٬", ",")
    date = _DATE.search(plain)
    if date is None or not _is_month(date["month"] or date["first"]):
        return None
    time = _TIME.search(plain[: date.start()]) or _TIME.search(plain, date.end())
    rest = plain[: date.start()] + " " + plain[date.end() :]
    left = _left_over(rest.replace(time[0], " ", 1) if time else rest)
    if left is None:
        return None
    return _read(text, date[0], time, left, zone, language)


def _read(text: str, date: str, time: re.Match | None, left: tuple, zone: str, language: str) -> DateLine:
    weekday, numbers = left
    try:
        written = read_full_day(_year_first(date) if language != "en" else date)
        day = from_calendar(written.calendar, written.year, written.month or 1, written.day or 1)
    except (ValueError, OverflowError) as error:
        return DateLine(None, (str(error),))
    warnings = _remarks(text, day.weekday(), weekday, numbers)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return DateLine(None, (*warnings, _unknown(text)))
    clock = _clock(time) if time else None
    if time and clock is None:
        warnings += (_("The time in “%(line)s” is none that a clock shows; the day alone is kept.") % _line(text),)
    hour, minute, second = clock or (0, 0, 0)
    at = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=ZoneInfo(zone))
    precision = "day" if clock is None else "second" if time and time[3] else "minute"
    return DateLine(Moment(at, precision, zone, text), warnings)


def _year_first(date: str) -> str:
    """A date in numbers with the year first; outside English the day stands before the month."""
    numbers = date.replace(" ", "").replace(".", "/").replace("-", "/").split("/")
    return "-".join(reversed(numbers)) if len(numbers) == 3 and len(numbers[2]) == 4 else date


def _remarks(text: str, real: int, weekday: int | None, numbers: list[str]) -> tuple[str, ...]:
    """What a date line says beside its date that does not fit or is not known."""
    found = []
    if weekday is not None and weekday != real:
        found.append(_("The day of the week in “%(line)s” is not the day of that date.") % _line(text))
    if numbers:
        found.append(
            _("In “%(line)s” the number %(number)s after the time has no known meaning.")
            % {**_line(text), "number": ", ".join(numbers)}
        )
    return tuple(found)


def _clock(time: re.Match) -> tuple[int, int, int] | None:
    hour, minute, second = int(time[1]), int(time[2]), int(time[3] or 0)
    half = (time[4] or "").lower()[:1]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _is_month(word: str | None) -> bool:
    return word is None or fold(word) in _MONTH_NAMES or (word.isascii() and fold(word)[:3] in _MONTH_BEGINNINGS)


def _left_over(rest: str) -> tuple[int | None, list[str]] | None:
    """The weekday and the numbers beside the date; None where other words stand there, so that it is no date line."""
    words = fold(rest)
    for label in _LABELS:
        words = f" {words} ".replace(f" {fold(label)} ", " ").strip()
    weekday, numbers = None, []
    for word in _WEEKDAY_SPACES.sub(lambda found: found[0].replace(" ", ""), words).split():
        if word in _WEEKDAY_NUMBERS:
            weekday = _WEEKDAY_NUMBERS[word]
        elif _NUMBER.fullmatch(word) and not numbers:
            numbers.append(word)
        else:
            return None
    return weekday, numbers


def _of_machines(text: str) -> datetime | None:
    """A date as programs write it, with the century of people."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            at = read(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if at is not None and FIRST_YEAR <= at.year <= LAST_YEAR:
            return at
    return None


def _dated(at: datetime, text: str, zone: str) -> DateLine:
    """The moment of a program's date; one in UTC is told in the zone of the desk, another offset is kept."""
    is_day = ":" not in text
    precision = "day" if is_day else "second" if at.second else "minute"
    if at.tzinfo is None:
        return DateLine(Moment(at.replace(microsecond=0, tzinfo=ZoneInfo(zone)), precision, zone, text))
    local = at.astimezone(ZoneInfo(zone))
    if local.utcoffset() == at.utcoffset() or not at.utcoffset():
        return DateLine(Moment(local.replace(microsecond=0), precision, zone, text))
    return DateLine(Moment(at.replace(microsecond=0), precision, at.strftime("%z"), text))


def _unknown(text: str) -> str:
    return _("The date “%(line)s” cannot be read; give the story its date by hand.") % _line(text)


def _line(text: str) -> dict[str, str]:
    return {"line": quoted(text)}


def _month_names() -> frozenset[str]:
    names = {fold(word) for words in SPELLINGS.values() for word in words.split()}
    for calendar in ("gregorian", "jalali"):
        for language in MONTHS[calendar]:
            names |= {fold(month) for month in months(calendar, language)}
    return frozenset(names)


def _weekday_numbers() -> dict[str, int]:
    found = {}
    for words in WEEKDAYS.values():
        for number, word in enumerate(words.split()):
            found[fold(word).replace(" ", "")] = number
    beginnings = {word[:3]: number for word, number in found.items() if word.isascii()}
    return {**beginnings, **found}


_MONTH_NAMES = _month_names()
_MONTH_BEGINNINGS = frozenset(name[:3] for name in _MONTH_NAMES if name.isascii())
_WEEKDAY_NUMBERS = _weekday_numbers()
_WEEKDAY_SPACES = re.compile(r"(?:یک|دو|سه|چهار|پنج) شنبه")
