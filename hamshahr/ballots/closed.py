"""What other rooms do when a ballot closes, in the transaction that closes it."""

from collections.abc import Callable
from typing import Any

from hamshahr.accounts.models import User

from .models import Ballot

FOLLOWERS: list[Callable[[Ballot, User | None], Any]] = []


def register(follow: Callable[[Ballot, User | None], Any]) -> None:
    """Have a room act on each ballot that was counted; called once, when the house is set up."""
    if follow not in FOLLOWERS:
        FOLLOWERS.append(follow)


def tell(ballot: Ballot, by: User | None) -> None:
    for follow in FOLLOWERS:
        follow(ballot, by)
