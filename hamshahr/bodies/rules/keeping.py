"""Who keeps the registers of bodies."""

from datetime import date

from hamshahr.accounts.models import User

from ..keepers import kept_bodies
from ..models import Body


def may_keep_bodies(user: User) -> bool:
    """The secretariat keeps the register of all bodies: it founds, moves and dissolves them."""
    return user.is_authenticated and user.is_secretariat


def may_keep_body(user: User, body: Body, on: date | None = None) -> bool:
    """The secretariat, or whoever holds an office that keeps the register of this body or of one above it."""
    return may_keep_bodies(user) or body.pk in kept_bodies(user, on)
