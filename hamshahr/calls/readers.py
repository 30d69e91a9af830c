"""Who else reads entries: rooms above say whom they let in, and whom they bar, in the one way to an entry."""

from collections.abc import Callable

from django.db.models import Q

from hamshahr.accounts.models import User

LETTING: list[Callable[[User], Q]] = []
BARRING: list[Callable[[User], Q]] = []


def register(asked: Callable[[User], Q]) -> None:
    """Let whom a room names read the entries of its condition; called once, when the house is set up."""
    if asked not in LETTING:
        LETTING.append(asked)


def bar(asked: Callable[[User], Q]) -> None:
    """Shut the entries of a condition to a user, whoever let the user in; one's own entry stays open."""
    if asked not in BARRING:
        BARRING.append(asked)


def granted(user: User) -> Q:
    """The entries that the rooms above let a user read."""
    found = Q(pk__in=[])
    for asked in LETTING:
        found |= asked(user)
    return found


def barred(user: User) -> Q | None:
    """The entries that the rooms above shut to a user; None where no room shuts any."""
    conditions = [condition for asked in BARRING if (condition := asked(user))]
    found = None
    for condition in conditions:
        found = condition if found is None else found | condition
    return found
