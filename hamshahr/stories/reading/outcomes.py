"""What reading one thing gives: a page, or the sentence that says why there is none."""

from collections.abc import Callable

from hamshahr.kernel.errors import Refused

from .pages import PageRead, Unread

Outcome = PageRead | Unread
Found = tuple[str, Outcome]


def attempt(read: Callable[[], Outcome]) -> Outcome:
    """The page, or why it is none."""
    try:
        return read()
    except Refused as refusal:
        return Unread(str(refusal))
