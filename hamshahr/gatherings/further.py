"""Pages of other rooms that concern a gathering: the rooms above register theirs, and its page leads to them."""

from collections.abc import Callable

from django.utils.functional import Promise

from hamshahr.accounts.models import User

from .models import Gathering

Leads = Callable[[Gathering, User], tuple[str, str | Promise] | None]

FURTHER: list[Leads] = []


def also_lead(leads: Leads) -> None:
    """Add a link, as (address, label), to the pages of the gatherings that it concerns; called once."""
    if leads not in FURTHER:
        FURTHER.append(leads)


def links_of(gathering: Gathering, user: User) -> list[tuple[str, str | Promise]]:
    """The links from the page of a gathering, in the order in which the rooms stand."""
    return [link for leads in FURTHER if (link := leads(gathering, user))]
