"""What this room gives to the others when the house is set up: pages of a meeting, kinds of sealed papers."""

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.accounts.models import User
from hamshahr.decisions import decided
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.languages import comma
from hamshahr.meetings import tabs
from hamshahr.meetings.rules import is_called, may_keep_meeting
from hamshahr.record import kinds as record
from hamshahr.seals import kinds
from hamshahr.seals.saying import as_named, in_words

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


def told_of_minutes(said: Mapping[str, str], thing_key: str, user: User) -> dict[str, str]:
    """The meeting, its session and the language in the words of the reader."""
    place, _comma, day = said["session"].partition(", ")
    told = {"session": f"{in_words(place)}{comma()}{in_words(day)}"}
    told["language"] = dict(settings.LANGUAGES).get(said["language"], said["language"])
    found = Gathering.objects.visible_to(user).filter(sessions__minutes__key=thing_key.split(":")[1])
    if (gathering := found.select_related("body").first()) is not None:
        told["title"] = as_named(said["title"], gathering.names)
        told["body"] = as_named(said["body"], gathering.body.names)
    return told


def join() -> None:
    record.register(KINDS, MEASURES)
    decided.register(resolve)
    tabs.register(tabs.Tab("minutes:resolutions", _("Resolutions"), 60, nobody, resolutions_of))
    tabs.register(tabs.Tab("minutes:index", pgettext_lazy("of a meeting", "Minutes"), 70, takes_part, minutes_of))
    fields = {
        "title": pgettext_lazy("what met", "meeting"),
        "body": _("issued by"),
        "session": _("number and day of the session"),
        "approved": _("approved at the session of"),
        "language": _("language"),
        "log": _("head of the log of acts"),
    }
    kinds.register(KIND, _("minutes of a meeting"), fields, address_of_minutes, told_of_minutes)
