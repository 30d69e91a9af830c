"""What rooms above hang from a seat or a membership, such as a voice lent for a gathering; it falls with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from hamshahr.accounts.models import User

from .models import Mandate, Membership


@dataclass(frozen=True)
class Lost:
    """A seat or a membership that carries nothing any more from ``on`` up to, and not including, ``until``."""

    ground: Mandate | Membership
    on: date
    by: User | None
    reason: str = ""
    until: date | None = None


FALLS: list[Callable[[Lost], None]] = []


def register(fall: Callable[[Lost], None]) -> None:
    """Called once by each room, from its ``apps.py``; ``fall`` runs in the transaction in which the seat is lost."""
    FALLS.append(fall)


def let_fall(lost: Lost) -> None:
    """Let everything fall that hangs from what was lost."""
    for fall in FALLS:
        fall(lost)
