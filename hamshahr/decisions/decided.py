"""What other rooms do when a motion is decided, in the transaction that decides it."""

from collections.abc import Callable
from typing import Any

from hamshahr.accounts.models import User

from .models import Motion
from .verdicts import Verdict

FOLLOWERS: list[Callable[[Motion, Verdict, User | None], Any]] = []


def register(follow: Callable[[Motion, Verdict, User | None], Any]) -> None:
    """Have a room act on each motion that was adopted or rejected; called once, when the house is set up."""
    if follow not in FOLLOWERS:
        FOLLOWERS.append(follow)


def tell(motion: Motion, verdict: Verdict, by: User | None) -> None:
    for follow in FOLLOWERS:
        follow(motion, verdict, by)
