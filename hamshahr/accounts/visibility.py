"""What of a described thing a user may see, where it is reached from another thing and not from its own queryset."""

from typing import TypeVar

from .models import Described, User

Thing = TypeVar("Thing", bound=Described)


def shown(thing: Thing | None, user: User) -> Thing | None:
    """The thing itself, or None where it is a draft, merged into another, or not there: all three look the same."""
    if thing is None or getattr(user, "is_secretariat", False):
        return thing
    return thing if thing.live and getattr(thing, "merged_into_id", None) is None else None
