"""Pages of the rooms above that follow from a call or from an entry: they register theirs, and its page leads there."""

from collections.abc import Callable
from typing import Any

from hamshahr.accounts.models import User

from .models import Call, Submission

Links = list[tuple[str, Any]]

OF_CALLS: list[Callable[[Call, User], Links]] = []
OF_ENTRIES: list[Callable[[Submission, User], Links]] = []


def lead_from_calls(leads: Callable[[Call, User], Links]) -> None:
    """Add links, as (address, label), to the pages of the calls that they concern; called once."""
    if leads not in OF_CALLS:
        OF_CALLS.append(leads)


def lead_from_entries(leads: Callable[[Submission, User], Links]) -> None:
    """Add links, as (address, label), to the pages of the entries that they concern; called once."""
    if leads not in OF_ENTRIES:
        OF_ENTRIES.append(leads)


def links_of(thing: Any, user: User) -> Links:
    """The links from the page of a call or of an entry, in the order in which the rooms stand."""
    rooms = OF_CALLS if isinstance(thing, Call) else OF_ENTRIES
    return [link for leads in rooms for link in leads(thing, user)]
