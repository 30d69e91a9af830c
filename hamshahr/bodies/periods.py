"""What is certain of periods whose ends may be no more than a month or a year."""

from collections.abc import Iterable
from datetime import date, timedelta

from hamshahr.kernel.dates import PartialDate

Day = date | PartialDate
Certain = tuple[date, date]


def partial(day: Day | str | None) -> PartialDate | None:
    """The day as a partial date, whatever it was given as."""
    if day is None or day == "":
        return None
    if isinstance(day, PartialDate):
        return day
    return PartialDate.of(day) if isinstance(day, date) else PartialDate(day)


def surely_before(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether one date lies before the other however coarse both are."""
    return one is not None and other is not None and one.last_day < other.first_day


def certain_days(starts: PartialDate | None, ends: PartialDate | None) -> Certain | None:
    """The days, up to and not including the second, on which a period holds for sure; None where there are none."""
    if starts is None:
        return None
    end = ends.first_day if ends else date.max
    return (starts.last_day, end) if starts.last_day < end else None


def surely_meet(one: Certain | None, other: Certain | None) -> bool:
    """Whether two certain stretches have a day in common."""
    return one is not None and other is not None and max(one[0], other[0]) < min(one[1], other[1])


def most_at_once(stretch: Certain, others: Iterable[Certain | None]) -> int:
    """How many of the others hold on that day of a stretch on which most of them do."""
    met = [other for other in others if other is not None and surely_meet(stretch, other)]
    days = [max(stretch[0], other[0]) for other in met]
    return max((sum(other[0] <= day < other[1] for other in met) for day in days), default=0)


def years_later(start: PartialDate, years: int) -> PartialDate:
    """The same date of a later year, as precise as the first."""
    if "/" in start.text:
        return PartialDate.between(*(day_years_later(day, years) for day in (start.first_day, start.last_day)))
    if len(start.text) == 10:
        return PartialDate.of(day_years_later(start.first_day, years))
    return PartialDate(f"{start.first_day.year + years}{start.text[4:]}")


def day_years_later(day: date, years: int) -> date:
    """The same day of a later year; a 29 February becomes the 28th."""
    if (day.month, day.day) == (2, 29):
        day -= timedelta(days=1)
    return day.replace(year=day.year + years)
