"""How a moment is printed at the head of a story."""

from django import template
from django.utils.html import format_html
from django.utils.translation import pgettext

from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import calendar_of, listed, reading_language

register = template.Library()

CALENDARS = ("gregorian", "jalali", "islamic")


# Zones of places that live by the Jalali calendar.
JALALI_ZONES = frozenset({"Asia/Tehran", "Asia/Kabul"})


@register.filter
def moment(value):
    """Weekday, day and hour in the reader's calendar; softly the same day in the other calendars that concern it."""
    if not value:
        return ""
    language, day = reading_language(), value.date()
    hour = localise(f"{value:%H:%M}", language)
    words = {"day": format_day(day, language, weekday=True), "hour": hour}
    text = pgettext("a day and its hour", "%(day)s, %(hour)s") % words
    mine = calendar_of(language)
    if mine == "gregorian" and getattr(value.tzinfo, "key", "") not in JALALI_ZONES:
        return text
    others = [format_day(day, language, calendar) for calendar in CALENDARS if calendar != mine]
    return format_html('{} <span class="soft">({})</span>', text, listed(*others))
