"""Acts that a reader of the log does not read: rooms say from what a person is kept, whatever else the person may."""

from collections.abc import Callable

from django.db.models import Q, QuerySet

from .models import Act, User

WITHHOLDING: list[Callable[[User], Q | None]] = []


def withhold(asked: Callable[[User], Q | None]) -> None:
    """Keep the acts of a condition from a reader; called once by a room, when the house is set up."""
    if asked not in WITHHOLDING:
        WITHHOLDING.append(asked)


def readable(acts: QuerySet[Act], user: User) -> QuerySet[Act]:
    """The acts without those that a room keeps from this reader."""
    for condition in (asked(user) for asked in WITHHOLDING):
        if condition is not None:
            acts = acts.exclude(condition)
    return acts
