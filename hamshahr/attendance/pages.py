"""The pages that this room adds to every meeting, and the people whom it calls to one."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hamshahr.accounts.models import User
from hamshahr.gatherings.models import Gathering
from hamshahr.meetings.models import Session
from hamshahr.meetings.tabs import Called, Tab

from . import rules
from .models import Delegate


def is_sent(user: User, gathering: Gathering) -> bool:
    """Whether a city sends this user to a meeting; read once a request."""
    if not hasattr(user, "_sent_to"):
        user._sent_to = frozenset(Delegate.objects.sent().filter(user=user).values_list("gathering", flat=True))
    return gathering.pk in user._sent_to


def everybody(_user: User, _gathering: Gathering) -> bool:
    return True


def nobody(_user: User, _gathering: Gathering) -> bool:
    return False


def sessions_of(_user: User, gathering: int, _called: Called) -> QuerySet[Session]:
    """Arrivals and speeches belong to a session."""
    return Session.objects.filter(gathering=gathering)


TABS = (
    Tab("attendance:delegations", _("Delegations"), 30, everybody),
    Tab("attendance:attendance", _("Who is there"), 35, nobody, sessions_of),
    Tab("attendance:speakers", _("Speakers"), 36, nobody, sessions_of),
    Tab("attendance:door", _("Door"), 37, rules.may_keep_attendance),
)
