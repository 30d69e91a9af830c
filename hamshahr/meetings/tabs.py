"""The pages of one meeting: rooms above add theirs, and each reader is shown those that are for him."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from hamshahr.accounts.models import User
from hamshahr.gatherings.models import Gathering

Shows = Callable[[User, Gathering], bool]


@dataclass(frozen=True)
class Tab:
    """A page of a meeting: the name of its address, which takes the slug; its label; who is shown it."""

    address_name: str
    label: str | Promise
    position: int
    shows: Shows

    def address(self, gathering: Gathering) -> str:
        return reverse(self.address_name, args=[gathering.slug])


TABS: list[Tab] = []


def register(tab: Tab) -> None:
    """Add a page to every meeting; called once, when the house is set up."""
    if tab not in TABS:
        TABS.append(tab)


def tabs_for(user: User, gathering: Gathering) -> list[Tab]:
    """The pages of a meeting that are for this reader, in their order."""
    return sorted((tab for tab in TABS if tab.shows(user, gathering)), key=lambda tab: tab.position)
