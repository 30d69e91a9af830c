"""What the live room shows, made at most twice a second for however many look on.

A hundred clients that ask each second are answered from here; the head of the log of acts tells whether anything was
done since. What concerns one reader alone is never kept here.
"""

import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from time import monotonic

FRESH = 0.4  # seconds for which nobody looks again, even when something was done
STALE = 5.0  # seconds after which it is made anew even when nothing was done: clocks move, secret votes are cast
MOST = 500


@dataclass(frozen=True)
class Kept:
    """A piece of page with its tag, when it was made, and the sign of the store it was made from."""

    content: str
    tag: str
    made_at: float
    sign: str


class Shelf:
    """The pieces kept by this process."""

    def __init__(self) -> None:
        self.pieces: dict[Hashable, Kept] = {}
        self.lock = Lock()

    def take(self, key: Hashable, sign: Callable[[], str], make: Callable[[], str]) -> Kept:
        """The piece as it stands, or made anew."""
        found, now = self.pieces.get(key), monotonic()
        if found is not None and now - found.made_at < FRESH:
            return found
        seen = sign()
        if found is not None and found.sign == seen and now - found.made_at < STALE:
            return found
        content = make()
        kept = Kept(content, f'"{hashlib.sha256(content.encode()).hexdigest()[:24]}"', now, seen)
        with self.lock:
            if len(self.pieces) >= MOST:
                self.pieces.clear()
            self.pieces[key] = kept
        return kept

    def forget(self) -> None:
        """Make everything anew when it is next asked for."""
        with self.lock:
            self.pieces.clear()


SHELF = Shelf()
