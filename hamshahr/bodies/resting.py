"""What else rests on a decision: the rooms above register theirs, and its page leads there."""

from collections.abc import Callable

from hamshahr.accounts.models import User

from .models import Decision

Finds = Callable[[Decision, User], list[tuple[str, str]]]

RESTING: list[Finds] = []


def also_rests(finds: Finds) -> None:
    """Add what a room lets rest on decisions, as (address, label); called once."""
    if finds not in RESTING:
        RESTING.append(finds)


def links_of(decision: Decision, user: User) -> list[tuple[str, str]]:
    """What rests on a decision in the rooms above, in the order in which they stand."""
    return [link for finds in RESTING for link in finds(decision, user)]
