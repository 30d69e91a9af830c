"""Geometry of time: the ruler with two calendars, the bars of terms, the discs of records.

Everything is placed in percent of the width, as texts for attributes: the drawing stretches with the page, and no
locale puts a comma into a number. In right-to-left languages time runs from right to left: the server mirrors x.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hamshahr.kernel.calendars import format_day, month_name
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import calendar_of, direction
from hamshahr.kernel.reckoning import GREGORIAN, JALALI, from_calendar, to_calendar

MOST_LABELS = 7  # what a line of 320 pixels has room for
STEPS = (1, 2, 5, 10, 20, 50, 100)
THINNEST = 0.6  # percent; a term of one day is still seen
DISC, FLOOR = 20, 22  # pixels from disc to disc, and from the foot to the lowest

STRENGTH = {"proven": 0, "confirmed": 0, "partly": 1, "probable": 1, "claimed": 2, "contradicted": 3}
BARS = {"proven": "full", "confirmed": "full", "partly": "half", "probable": "half", "claimed": "dashed"}


@dataclass(frozen=True)
class Scale:
    """The days a drawing covers, from its first day up to, and not including, its last."""

    start: date
    end: date
    is_mirrored: bool = False

    def share(self, day: date) -> float:
        """Where a day lies, in percent of the width; days outside lie on the edge."""
        across = 100 * (day - self.start).days / (self.end - self.start).days
        across = min(max(across, 0), 100)
        return 100 - across if self.is_mirrored else across

    def x(self, day: date) -> str:
        """The same as a text for an attribute."""
        return percent(self.share(day))

    def covers(self, day: date) -> bool:
        """Whether the day lies on the drawing."""
        return self.start <= day <= self.end


@dataclass(frozen=True)
class Line:
    """A stroke across the ruled line."""

    x: str
    y1: str
    y2: str


@dataclass(frozen=True)
class Label:
    """A year or a day written at its stroke."""

    x: str
    y: str
    text: str


@dataclass(frozen=True)
class Side:
    """The strokes of one calendar on one side of the line: every so many years a long one with its year."""

    calendar: str
    short: tuple[str, str]
    long: tuple[str, str]
    label: str


ABOVE = Side(GREGORIAN, short=("40%", "50%"), long=("30%", "50%"), label="22%")
BELOW = Side(JALALI, short=("50%", "60%"), long=("50%", "70%"), label="95%")


@dataclass(frozen=True)
class Ruler:
    """The ruled line: its strokes, its labels, and its ends in the reader's digits."""

    lines: list[Line]
    labels: list[Label]
    first: str
    last: str
    counts: str  # "years" or "days"


@dataclass(frozen=True)
class Bar:
    """A term on the ruler: ``full``, ``half`` or ``dashed``, or a dashed line over all (``undated``)."""

    kind: str
    x: str = "0%"
    width: str = "100%"


@dataclass(frozen=True)
class Disc:
    """One record."""

    x: str
    y: int
    state: str


@dataclass(frozen=True)
class Discs:
    """A chart of records, one disc each, standing on the years or days of a ruler."""

    discs: list[Disc]
    height: int
    count: int
    shown_count: str
    first: str
    last: str


def percent(value: float) -> str:
    """A share of the width with two digits at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


def years_scale(days: Iterable[date], *, today: date, language: str | None = None, least: int = 5) -> Scale:
    """Whole Gregorian years around all the days and today, ``least`` at least, in the direction of the language."""
    years = [today.year, *(day.year for day in days)]
    last = max(years) + 1
    first = min([*years, last - least])
    return Scale(date(first, 1, 1), date(last, 1, 1), direction(language) == "rtl")


def days_scale(start: date, end: date, *, language: str | None = None) -> Scale:
    """The days between two dates, for a desk or a gathering."""
    return Scale(start, end, direction(language) == "rtl")


def years_ruler(scale: Scale, language: str | None = None) -> Ruler:
    """Gregorian years above the line, Jalali years below it."""
    first, last = scale.start.year, scale.end.year
    step = next((step for step in STEPS if (last - first) / step <= MOST_LABELS), STEPS[-1])
    lines, labels = [], []
    for side in (ABOVE, BELOW):
        for year, day in _first_days(scale, side.calendar):
            x, is_long = scale.x(day), year % step == 0
            lines.append(Line(x, *(side.long if is_long else side.short)))
            if is_long:
                labels.append(Label(x, side.label, localise(year, language)))
    return Ruler(lines, labels, localise(first, language), localise(last, language), "years")


def _first_days(scale: Scale, calendar: str) -> list[tuple[int, date]]:
    """The years of a calendar that begin on the drawing, each with its first day."""
    first, last = to_calendar(scale.start, calendar)[0], to_calendar(scale.end, calendar)[0]
    years = [(year, from_calendar(calendar, year, 1, 1)) for year in range(first, last + 1)]
    return [(year, day) for year, day in years if scale.covers(day)]


def days_ruler(scale: Scale, today: date, today_word: str, language: str | None = None) -> Ruler:
    """A stroke for today, and one with the month's name for each first of a month in the reader's calendar."""
    lines = [Line(scale.x(today), "0%", "68%")]
    labels = [Label(scale.x(today), "98%", today_word)]
    room = 100 / MOST_LABELS
    calendar = calendar_of(language)
    for day in _firsts_of_months(scale, calendar):
        lines.append(Line(scale.x(day), "50%", "68%"))
        if all(abs(scale.share(day) - float(label.x.rstrip("%"))) >= room for label in labels):
            month = to_calendar(day, calendar)[1]
            labels.append(Label(scale.x(day), "98%", month_name(month, language, calendar)))
    return Ruler(lines, labels, format_day(scale.start, language), format_day(scale.end, language), "days")


def _firsts_of_months(scale: Scale, calendar: str) -> list[date]:
    """The first days of months of a calendar that lie on the drawing."""
    year, month, _day = to_calendar(scale.start, calendar)
    firsts = []
    while (day := from_calendar(calendar, year, month, 1)) <= scale.end:
        if scale.covers(day):
            firsts.append(day)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return firsts


def bar(scale: Scale, starts_on: date | None, ends_on: date | None, state: str) -> Bar:
    """The bar of a term; an open term runs to the end of the ruler, one without a first day has no place on it."""
    if starts_on is None:
        return Bar("undated")
    first, last = sorted((scale.share(starts_on), scale.share(ends_on or scale.end)))
    width = max(last - first, THINNEST)
    return Bar(BARS.get(state, "dashed"), percent(min(first, 100 - width)), percent(width))


def discs(scale: Scale, records: Iterable[tuple[date, str]], language: str | None = None, *, by: str = "year") -> Discs:
    """One disc per record, stacked over its year (or its day), the surest lowest; records outside are left out."""
    stacks = defaultdict(list)
    days = []
    for day, state in records:
        if scale.covers(day):
            days.append(day)
            stacks[date(day.year, 7, 2) if by == "year" else day].append(state)
    highest = max((len(states) for states in stacks.values()), default=1)
    height = DISC * highest + 4
    drawn = [
        Disc(scale.x(day), height - FLOOR - DISC * level, state)
        for day, states in sorted(stacks.items())
        for level, state in enumerate(sorted(states, key=lambda state: STRENGTH.get(state, 9)))
    ]
    ends = [localise(day.year, language) if by == "year" else format_day(day, language) for day in sorted(days)]
    first, last = (ends[0], ends[-1]) if ends else ("", "")
    return Discs(drawn, height, len(drawn), localise(len(drawn), language), first, last)
