"""What this room gives to the others when the house is set up: pages of a meeting, kinds of sealed papers."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.decisions import decided
from hamshahr.meetings import tabs
from hamshahr.meetings.rules import is_called, may_keep_meeting
from hamshahr.record import kinds as record
from hamshahr.seals import kinds

from .entries import KINDS, MEASURES
from .following import resolve
from .models import Minutes, Resolution
from .sealing import KIND


def nobody(_user, _gathering):
    return False


def resolutions_of(user, gathering, called):
    return Resolution.objects.visible_to(user, called).filter(gathering=gathering)


def takes_part(user, gathering):
    """Whoever was called sees the page of the minutes before there is anything on it."""
    return may_keep_meeting(user, gathering) or is_called(user, gathering)


def minutes_of(user, gathering, called):
    return Minutes.objects.visible_to(user, called).filter(session__gathering=gathering)


def address_of_minutes(thing_key: str) -> str:
    """The page of minutes, by the key of one of their seals."""
    minutes = Minutes.objects.filter(key=thing_key.split(":")[1]).select_related("session__gathering").first()
    if minutes is None:
        return ""
    return reverse("minutes:minutes", args=[minutes.session.gathering.slug, minutes.key])


def join() -> None:
    record.register(KINDS, MEASURES)
    decided.register(resolve)
    tabs.register(tabs.Tab("minutes:resolutions", _("Resolutions"), 60, nobody, resolutions_of))
    tabs.register(tabs.Tab("minutes:index", pgettext_lazy("of a meeting", "Minutes"), 70, takes_part, minutes_of))
    fields = {
        "title": pgettext_lazy("what met", "meeting"),
        "body": _("body"),
        "session": _("number and day of the session"),
        "approved": _("approved at the session of"),
        "language": _("language"),
        "log": _("head of the log of acts"),
    }
    kinds.register(KIND, _("minutes of a meeting"), fields, address_of_minutes)
