"""Bytes that come in pieces, never more of them at once than a limit allows."""

import io
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from django.utils.translation import gettext as _

from hamshahr.kernel.errors import Refused

from .encodings import encoding_of
from .limits import LIMITS

CHUNK = 65_536


class Budget:
    """How many bytes may still come out of one archive."""

    def __init__(self, left: int = LIMITS.unpacked_bytes) -> None:
        self.left = left

    def spend(self, count: int) -> None:
        """Count these bytes; ``Refused`` when there are more than an archive may hold."""
        self.left -= count
        if self.left < 0:
            raise Refused(_("The archive unpacks to more than an import takes; divide it into several archives."))


class Metered(io.RawIOBase):
    """A stream whose bytes are counted against a budget."""

    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        self.stream, self.budget = stream, budget

    def close(self) -> None:
        """Close what lies below too."""
        self.stream.close()
        super().close()

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, target) -> int:
        """Fill the target with what comes next."""
        chunk = self.stream.read(len(target))
        self.budget.spend(len(chunk))
        target[: len(chunk)] = chunk
        return len(chunk)


class Line(NamedTuple):
    """A line with its number and its end; ``text`` is None where it is longer than the limit."""

    number: int
    text: str | None


def whole(stream: BinaryIO, limit: int) -> bytes:
    """All bytes of a stream that is small enough; ``Refused`` where it is not."""
    raw = bytearray()
    while len(raw) <= limit and (chunk := stream.read(min(CHUNK, limit + 1 - len(raw)))):
        raw += chunk
    if len(raw) > limit:
        raise Refused(_("This page is longer than a story can be; divide it into several pages."))
    return bytes(raw)


def text_of(stream: io.BufferedReader) -> tuple[io.TextIOWrapper, str]:
    """The stream as text, and its encoding; the mark before it is taken off, no byte is lost."""
    sample = stream.peek(CHUNK)[:CHUNK]
    if b"\x00" in sample and not sample.startswith((b"\xff\xfe", b"\xfe\xff")) and encoding_of(sample)[0] == "utf-8":
        raise Refused(_("This is no text that can be read; bring text, HTML, CSV, JSON lines, WXR, RSS or Atom."))
    encoding, mark = encoding_of(sample)
    stream.read(mark)
    return io.TextIOWrapper(stream, encoding, errors="surrogateescape", newline=""), encoding


def lines(text: io.TextIOWrapper, limit: int = LIMITS.row_letters) -> Iterator[Line]:
    """The lines of a text; of a line past the limit only its number is kept."""
    number = 0
    while line := text.readline(limit):
        number += 1
        if line.endswith(("\n", "\r")) or len(line) < limit:
            yield Line(number, line)
            continue
        while (rest := text.readline(CHUNK)) and not rest.endswith(("\n", "\r")):
            pass
        yield Line(number, None)


def bytes_again(text: str, encoding: str) -> bytes:
    """The bytes a text was read from."""
    return text.encode(encoding, "surrogateescape" if not encoding.startswith("utf-16") else "surrogatepass")


def without_stray_bytes(text: str) -> tuple[str, int]:
    """The text with a sign in place of each byte that could not be read, and how many there were."""
    shown = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return shown, shown.count("\ufffd") - text.count("\ufffd")
