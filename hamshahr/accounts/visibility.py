"""What of a described thing a user may see, where it is reached from another thing and not from its own queryset."""

from typing import TypeVar

from .models import Described, User

# What Wagtail notes beside a described thing; no page shows it, and reading it is dear where many things are joined.
NOTES = (
    *("latest_revision", "live_revision", "has_unpublished_changes", "first_published_at", "last_published_at"),
    *("go_live_at", "expire_at", "expired"),
)
Thing = TypeVar("Thing", bound=Described)


def shown(thing: Thing | None, user: User) -> Thing | None:
    """The thing itself, or None where it is a draft, merged into another, or not there: all three look the same."""
    if thing is None or getattr(user, "is_secretariat", False):
        return thing
    return thing if thing.live and getattr(thing, "merged_into_id", None) is None else None


def notes_at(*paths: str) -> list[str]:
    """For ``defer``: the notes on the described things at these paths, such as ``office__body``."""
    return [f"{path}__{name}" if path else name for path in paths for name in NOTES]
