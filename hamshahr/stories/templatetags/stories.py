"""How a moment is printed at the head of a story."""

from django import template
from django.utils.html import format_html
from django.utils.translation import pgettext

from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import calendar_of, reading_language

register = template.Library()


@register.filter
def moment(value):
    """Weekday, day and hour in the reader's calendar, and softly the Gregorian day where that is another."""
    if not value:
        return ""
    language = reading_language()
    hour = localise(f"{value:%H:%M}", language)
    day = format_day(value.date(), language, weekday=True)
    text = pgettext("a day and its hour", "%(day)s, %(hour)s") % {"day": day, "hour": hour}
    if calendar_of(language) == "gregorian":
        return text
    return format_html('{} <span class="soft">({})</span>', text, format_day(value.date(), language, "gregorian"))
