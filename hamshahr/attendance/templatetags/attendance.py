"""Minutes on the clock of the room, and lengths of speeches."""

from datetime import datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hamshahr.kernel.digits import localise
from hamshahr.meetings.models import Session

from ..rules.presences import clock

register = template.Library()


@register.filter
def at_place(moment: datetime | None, session: Session) -> SafeString:
    """The minute where the session is held."""
    if moment is None:
        return SafeString("")
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(timespec="seconds"), clock(moment, session))


@register.filter
def on_the_watch(seconds: int | None) -> str:
    """Minutes and seconds: 3:05."""
    return "" if seconds is None else localise(f"{seconds // 60}:{seconds % 60:02}")


@register.filter
def running_from(speaking) -> int:
    """The second of the world's clock from which a speech that runs is counted, its pauses left out."""
    return int(speaking.started_at.timestamp()) + speaking.paused_seconds


@register.filter
def spoken(speaking) -> int:
    """The seconds of a speech that is over or held up."""
    return speaking.seconds_at(speaking.ended_at or speaking.paused_at or speaking.started_at)
