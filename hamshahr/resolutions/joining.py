"""What this room gives to the others when the house is set up: pages of a meeting, kinds of sealed papers."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.decisions import decided
from hamshahr.meetings import tabs
from hamshahr.meetings.rules import is_called, may_keep_meeting
from hamshahr.seals import kinds

from .following import resolve
from .models import Minutes, Resolution
from .sealing import KIND


def has_resolutions(user, gathering):
    return Resolution.objects.visible_to(user).filter(gathering=gathering).exists()


def has_minutes(user, gathering):
    """Whoever was called sees the page before there is anything on it."""
    if may_keep_meeting(user, gathering) or is_called(user, gathering):
        return True
    return Minutes.objects.visible_to(user).filter(session__gathering=gathering).exists()


def join() -> None:
    decided.register(resolve)
    tabs.register(tabs.Tab("minutes:resolutions", _("Resolutions"), 60, has_resolutions))
    tabs.register(tabs.Tab("minutes:index", pgettext_lazy("of a meeting", "Minutes"), 70, has_minutes))
    fields = {
        "title": pgettext_lazy("what met", "meeting"),
        "body": _("body"),
        "session": _("number and day of the session"),
        "approved": _("approved at the session of"),
        "language": _("language"),
        "log": _("head of the log of acts"),
    }
    kinds.register(KIND, _("minutes of a meeting"), fields)
