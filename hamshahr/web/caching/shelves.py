"""Where kept pages stand: in the memory of the process, or in a Redis that all processes share."""

import hashlib
import logging
import time
from collections import OrderedDict
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Protocol

from django.conf import settings
from django.core.cache import caches

from .asking import has_query
from .kept import Kept

MOST_BYTES, MOST_BYTES_ASKED = 40_000_000, 8_000_000
LARGEST = 2_000_000
PATIENCE = 10
HOUSE = Path(__file__).resolve().parents[2]
SHAPING = ("ADDRESS", "NETWORK", "DEMO", "TIME_ZONE", "LANGUAGE_CODE", "HTTPS", "DEBUG")


class Shelf(Protocol):
    def get(self, address: str) -> Kept | None: ...
    def put(self, address: str, kept: Kept) -> None: ...
    def drop(self, address: str) -> None: ...


class Memory:
    """A shelf in this process; when it is full, what was not asked for longest goes."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self.pages: OrderedDict[str, Kept] = OrderedDict()
        self.lock = Lock()

    def get(self, address: str) -> Kept | None:
        with self.lock:
            if address in self.pages:
                self.pages.move_to_end(address)
            return self.pages.get(address)

    def put(self, address: str, kept: Kept) -> None:
        with self.lock:
            self._drop(address)
            self.pages[address] = kept
            self.bytes += kept.size
            while self.bytes > self.most_bytes:
                self._drop(next(iter(self.pages)))

    def drop(self, address: str) -> None:
        with self.lock:
            self._drop(address)

    def _drop(self, address: str) -> None:
        if page := self.pages.pop(address, None):
            self.bytes -= page.size

    def clear(self) -> None:
        with self.lock:
            self.pages.clear()
            self.bytes = 0


class Redis:
    """A shelf outside; when it does not answer, pages are made anew and it is left alone for a while."""

    def __init__(self) -> None:
        self.silent_until = 0.0

    def get(self, address: str) -> Kept | None:
        return self.try_to("get", name_of(address))

    def put(self, address: str, kept: Kept) -> None:
        self.try_to("set", name_of(address), kept, max(1, int(kept.until - time.time())))

    def drop(self, address: str) -> None:
        self.try_to("delete", name_of(address))

    def try_to(self, verb: str, *arguments: object) -> Kept | None:
        if time.monotonic() < self.silent_until:
            return None
        try:  # whatever is wrong with it, the page can be made anew
            return getattr(caches["pages"], verb)(*arguments)
        except Exception as fault:
            logging.getLogger(__name__).warning("The shelf of kept pages does not answer: %s", fault)
            self.silent_until = time.monotonic() + PATIENCE
            return None


class Shelves:
    """Plain addresses on one shelf; those with a query on a small one in memory, for anybody can invent them."""

    def __init__(self, plain: Shelf) -> None:
        self.plain, self.asked = plain, Memory(MOST_BYTES_ASKED)

    def of(self, address: str) -> Shelf:
        return self.asked if has_query(address) else self.plain


@lru_cache(maxsize=1)
def shelves() -> Shelves | None:
    """The shelves of this installation; None where it keeps no pages."""
    if settings.PAGES_ARE_KEPT == "none":
        return None
    return Shelves(Memory(MOST_BYTES) if settings.PAGES_ARE_KEPT == "memory" else Redis())


def name_of(address: str) -> str:
    return hashlib.sha256(f"{house()} {address}".encode()).hexdigest()


@lru_cache(maxsize=1)
def house() -> str:
    """The very program, settings and store that make the pages: after an upgrade none of the old is found."""
    files = (path for path in sorted(HOUSE.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
    told = [f"{path.relative_to(HOUSE)} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]
    store = settings.DATABASES["default"]
    told += [str(getattr(settings, name)) for name in SHAPING] + [f"{store.get('HOST', '')} {store['NAME']}"]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
