"""Moments of a meeting in the meeting's zone and calendar with the reader's beside them."""

from datetime import datetime, tzinfo

from django import template
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hamshahr.kernel.languages import comma

from ..models import Audience
from ..moments import Told, in_both

register = template.Library()


def zone_of_reader(request: HttpRequest | None) -> tzinfo | None:
    """The zone that the reader chose; none for who did not say."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.time_zone:
        return None
    return timezone.get_current_timezone()


@register.simple_tag(takes_context=True)
def moment_in_both(context: dict, moment: datetime | None, zone: str, said_zone: str = "") -> SafeString:
    """The moment where it happens, by the name of its zone where one is said, and under it where the reader is."""
    if moment is None:
        return SafeString("")
    rows = in_both(moment, zone, zone_of_reader(context.get("request")))
    first = format_html('<time datetime="{}">{}</time>', moment.isoformat(), line(rows[0], said_zone))
    return first + format_html_join("", '<br><span class="small soft">{}</span>', ((readers(row),) for row in rows[1:]))


def line(row: Told, said_zone: str = "") -> SafeString:
    """Day, hour and zone, each apart from the writing around it."""
    day = format_html('{} <span class="soft">({})</span>', row.day, row.other_day) if row.other_day else row.day
    zone = format_html('<bdi lang="en">{}</bdi> (<bdi>{}</bdi>)', row.zone, row.offset)
    if said_zone not in {"", row.zone}:
        zone = format_html("<bdi>{}</bdi> (<bdi>{}</bdi>)", said_zone, row.offset)
    elif row.zone == row.offset:
        zone = format_html('<bdi lang="en">{}</bdi>', row.zone)
    return format_html("<b>{}{}{}</b> {}", day, comma(), row.hour, zone)


def readers(row: Told) -> SafeString:
    return format_html("{} {}", _("For you:") if row.zone != "UTC" else _("In world time:"), line(row))


@register.simple_tag(takes_context=True)
def hour_in_both(context: dict, moment: datetime | None, zone: str) -> SafeString:
    """The hour where it happens, and the reader's beside it where that is another."""
    if moment is None:
        return SafeString("")
    rows = in_both(moment, zone, zone_of_reader(context.get("request")))
    first = format_html('<time datetime="{}"><b>{}</b></time>', moment.isoformat(), rows[0].hour)
    if len(rows) == 1 or rows[1].offset == rows[0].offset:
        return first
    beside = _("For you:") if rows[1].zone != "UTC" else _("In world time:")
    return first + format_html(' <span class="small soft">{} {}</span>', beside, rows[1].hour)


@register.filter
def audience(value: str) -> str:
    """Who may read an item, in words."""
    return str(Audience(value).label)
