"""A page before its parts are known: its text, the pieces of it, and what came beside the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .links import Link
from .pages import HEADING, LIST, PARAGRAPH, Picture

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_ENDS = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_UNDERLINE = re.compile(r"[=\-]{3,}")
_HASHES = re.compile(r"(#{1,4})[ \t]+(?=\S)")


@dataclass(slots=True)
class Piece:
    """A stretch of the text of one kind; ``gap`` is true where a blank line stands before it."""

    kind: str
    start: int
    end: int
    level: int = 0
    gap: bool = False
    is_lead: bool = False
    picture: Picture | None = None
    links: list[Link] = field(default_factory=list)


@dataclass
class Hints:
    """What came beside the text, as written: heads of HTML, columns of a table, elements of a feed."""

    title: str = ""
    lead: str = ""
    published: str = ""
    categories: list[str] = field(default_factory=list)
    author: str = ""
    desk: str = ""
    short_link: str = ""
    address: str = ""
    code: str = ""
    language: str = ""
    description: str = ""


@dataclass
class Draft:
    """The text of a page in pieces, with hints and with what was left out of it."""

    text: str
    pieces: list[Piece]
    hints: Hints = field(default_factory=Hints)
    warnings: list[str] = field(default_factory=list)

    def words(self, piece: Piece) -> str:
        """The text of a piece."""
        return self.text[piece.start : piece.end]


def draft_of_text(text: str, hints: Hints | None = None) -> Draft:
    """The lines of a plain text, each a paragraph."""
    return Draft(text, list(_lines(text)), hints or Hints())


def _lines(text: str) -> Iterator[Piece]:
    """Each line that says something, without the spaces around it."""
    last_end = 0
    for found in _LINE.finditer(text):
        line = found[0].strip()
        if not line:
            continue
        start = found.start() + found[0].index(line)
        gap = _count_ends(text, last_end, start) > 1
        last_end = found.end()
        hashes = _HASHES.match(line)
        if hashes:
            yield Piece(HEADING, start + hashes.end(), start + len(line), level=len(hashes[1]), gap=gap)
        elif not _UNDERLINE.fullmatch(line):
            yield Piece(PARAGRAPH, start, start + len(line), gap=gap)


def _count_ends(text: str, start: int, end: int) -> int:
    count = 0
    for _found in _ENDS.finditer(text, start, end):
        count += 1
        if count > 1:
            break
    return count


def with_lists(pieces: list[Piece]) -> list[Piece]:
    """The pieces with the items that follow each other made one list."""
    joined: list[Piece] = []
    for piece in pieces:
        if piece.kind == LIST and joined and joined[-1].kind == LIST and not piece.gap:
            joined[-1].end = piece.end
        else:
            joined.append(piece)
    return joined
