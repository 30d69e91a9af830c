"""The pages of a meeting that stand in this room."""

from django.utils.translation import gettext_lazy, pgettext_lazy

from hamshahr.accounts.visibility import shown
from hamshahr.kernel.http import address_of

from .circle import is_meeting
from .tabs import Tab, register


def everybody(_user, _gathering) -> bool:
    return True


def register_tabs() -> None:
    """Called once, when the house is set up."""
    register(Tab("meetings:meeting", gettext_lazy("Overview"), 0, everybody))
    register(Tab("meetings:agenda", gettext_lazy("Agenda"), 10, everybody))
    register(Tab("meetings:papers", pgettext_lazy("of a meeting", "Papers"), 20, everybody))


def lead_to_meeting(gathering, user):
    """From the page of a gathering that decides to its agenda, papers and call."""
    if not is_meeting(gathering) or shown(gathering.body, user) is None:
        return None
    return address_of("meetings:meeting", gathering.slug), gettext_lazy("The meeting: agenda, papers, call")
