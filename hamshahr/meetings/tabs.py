"""The pages of one meeting: rooms above add theirs, and each reader is shown those that are for him."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from hamshahr.accounts.models import User
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.prepared import Prepared

Shows = Callable[[User, Gathering], bool]
Called = tuple[int, ...]
RowsOf = Callable[[User, int, Called], QuerySet]


@dataclass(frozen=True)
class Tab:
    """A page of a meeting: the name of its address, which takes the slug; its label; who is shown it.

    ``rows``, of a reader, the key of a meeting, and that again if he is called to it: whoever may see one of them is
    shown the page as well.
    """

    address_name: str
    label: str | Promise
    position: int
    shows: Shows
    rows: RowsOf | None = None

    def address(self, gathering: Gathering) -> str:
        return reverse(self.address_name, args=[gathering.slug])


TABS: list[Tab] = []


def register(tab: Tab) -> None:
    """Add a page to every meeting; called once, when the house is set up."""
    if tab not in TABS:
        TABS.append(tab)


def tabs_for(user: User, gathering: Gathering, called: Called) -> list[Tab]:
    """The pages of a meeting that are for this reader, in their order; ``called``: this meeting, or none."""
    shown = {place for place, tab in enumerate(TABS) if tab.shows(user, gathering)}
    asked = [place for place, tab in enumerate(TABS) if tab.rows is not None and place not in shown]
    if asked:
        (found,) = standing(user, called, *asked, gathering=gathering.pk)
        shown |= {place for place, stands in zip(asked, found, strict=True) if stands}
    return sorted((TABS[place] for place in shown), key=lambda tab: tab.position)


@Prepared
def standing(user: User, called: Called, *places: int, gathering: int) -> QuerySet[Gathering]:
    """Of each of these pages whether the reader may see a row of it: one question for all rooms."""
    rows = [TABS[place].rows(user, gathering, called) for place in places]
    return Gathering.objects.filter(pk=gathering).order_by().values_list(*map(Exists, rows))
