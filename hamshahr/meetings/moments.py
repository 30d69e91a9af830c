"""A moment as a meeting has it and as its reader has it: two zones and two calendars, in words."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import calendar_of, reading_language

# Where people live by the Jalali calendar, so that a meeting there shows it to every reader.
JALALI_ZONES = {"Asia/Tehran", "Iran", "Asia/Kabul"}
OTHER = {"jalali": "gregorian", "gregorian": "jalali"}


@dataclass(frozen=True)
class Told:
    """One moment in one zone: the day with its weekday, the same day in the other calendar, the hour, the zone."""

    day: str
    other_day: str
    hour: str
    zone: str
    offset: str


def told(moment: datetime, zone: tzinfo, *, both: bool, language: str | None = None) -> Told:
    """The moment as a clock and a calendar on the wall of that zone show it."""
    language = reading_language(language)
    there, calendar = moment.astimezone(zone), calendar_of(language)
    other = format_day(there.date(), language, OTHER[calendar]) if both else ""
    day = format_day(there.date(), language, weekday=True)
    return Told(day, other, hour_of(there, language), zone_name(zone), offset_of(there, language))


def in_both(moment: datetime, zone: str, readers: tzinfo | None, language: str | None = None) -> list[Told]:
    """The moment where it happens, then where the reader is (in UTC where that is unknown), if that is elsewhere."""
    language = reading_language(language)
    here, there = ZoneInfo(zone), readers or UTC
    both = calendar_of(language) == "jalali" or not JALALI_ZONES.isdisjoint({zone, zone_name(there)})
    rows = [told(moment, here, both=both, language=language)]
    if zone_name(there) != zone:
        rows.append(told(moment, there, both=both, language=language))
    return rows


def sentence_of(moment: datetime, zone: str, readers: tzinfo | None, language: str | None = None) -> str:
    """The same in one line, for letters and calendars."""
    lines = []
    for number, row in enumerate(in_both(moment, zone, readers, language)):
        words = {"day": f"{row.day} ({row.other_day})" if row.other_day else row.day, "hour": row.hour}
        words |= {"zone": row.zone, "offset": row.offset}
        lines.append(reader_words(words) if number else _("%(day)s, %(hour)s, time of %(zone)s (%(offset)s)") % words)
    return "; ".join(lines)


def reader_words(words: dict[str, str]) -> str:
    return _("for you: %(day)s, %(hour)s, time of %(zone)s (%(offset)s)") % words


def hour_of(there: datetime, language: str) -> str:
    return localise(f"{there:%H:%M}", language)


def zone_name(zone: tzinfo) -> str:
    return getattr(zone, "key", None) or "UTC"


def offset_of(there: datetime, language: str) -> str:
    """How far the zone is from UTC at that moment: UTC+3:30."""
    offset = there.utcoffset() or timedelta(0)
    if not offset:
        return "UTC"
    minutes = int(abs(offset).total_seconds()) // 60
    sign = "+" if offset > timedelta(0) else "−"
    tail = f":{minutes % 60:02}" if minutes % 60 else ""
    return f"UTC{sign}{localise(f'{minutes // 60}{tail}', language)}"
