"""The pages that this room adds to every meeting, and the people whom it calls to one."""

from django.utils.translation import gettext_lazy as _

from hamshahr.accounts.models import User
from hamshahr.gatherings.models import Gathering
from hamshahr.meetings.tabs import Tab

from . import rules
from .models import Delegate


def is_sent(user: User, gathering: Gathering) -> bool:
    """Whether a city sends this user to a meeting; read once a request."""
    remembered: frozenset[int] | None = user.__dict__.get("_sent_to")
    if remembered is None:
        sent = Delegate.objects.sent().filter(user=user).values_list("gathering", flat=True)
        remembered = user.__dict__["_sent_to"] = frozenset(sent)
    return gathering.pk in remembered


def everybody(_user: User, _gathering: Gathering) -> bool:
    return True


def has_sessions(_user: User, gathering: Gathering) -> bool:
    """Arrivals and speeches belong to a session."""
    return gathering.sessions.exists()


TABS = (
    Tab("attendance:delegations", _("Delegations"), 30, everybody),
    Tab("attendance:attendance", _("Who is there"), 35, has_sessions),
    Tab("attendance:speakers", _("Speakers"), 36, has_sessions),
    Tab("attendance:door", _("Door"), 37, rules.may_keep_attendance),
)
