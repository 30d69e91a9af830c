"""What a page gives: its fields, its blocks, its moment and what the desk printed around them."""

import hashlib
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import escape

from hamshahr.kernel.restoration import Change, Doubt
from hamshahr.kernel.text import fold

from .fields import FieldRead, Places
from .links import Link
from .marks import bullet_of
from .moments import Moment

PARAGRAPH, HEADING, QUOTATION, LIST, PICTURE = "paragraph", "heading", "quotation", "list", "picture"


@dataclass(frozen=True)
class Picture:
    """A picture a page names: ``member`` is its place in the archive, empty where it is not there."""

    address: str
    alt: str = ""
    caption: str = ""
    member: str = ""


@dataclass(frozen=True)
class Block:
    """A part of the body: ``text`` is plain, ``html`` the same made safe; it stands from ``start`` to ``end`` in
    ``body.source``. The places of its links are those of its text."""

    kind: str
    text: str
    start: int
    end: int
    level: int = 0
    picture: Picture | None = None
    links: tuple[Link, ...] = ()

    @property
    def items(self) -> list[str]:
        """The lines of a list, each made safe for a page."""
        found, place = [], 0
        for line in self.text.splitlines(keepends=True):
            bare = line.strip()
            if bare:
                last = place + len(line.rstrip())
                found.append(self._safe(last - len(bullet_of(bare) or bare), last))
            place += len(line)
        return found

    @property
    def html(self) -> str:
        """The text for a page: nothing in it is markup but its line breaks and its links."""
        lines, place = [], 0
        for line in self.text.splitlines(keepends=True):
            lines.append(self._safe(place, place + len(line.splitlines()[0])))
            place += len(line)
        return "<br>".join(lines)

    def _safe(self, first: int, last: int) -> str:
        parts, place = [], first
        for link in self.links:
            start, end = max(link.start, place), min(link.end, last)
            if start < end:
                words = escape(self.text[start:end])
                parts += escape(self.text[place:start]), f'<a href="{escape(link.address)}">{words}</a>'
                place = end
        return "".join([*parts, escape(self.text[place:last])])


def block_of(
    kind: str, body: FieldRead, start: int, end: int, level: int, links: Sequence[Link], undone: Collection[int] = ()
) -> Block:
    """The block that stands there in the source of the body; ``links`` are those of the whole body, in order."""
    first = bisect_left(links, start, key=_start)
    inside = links[first : bisect_left(links, end, key=_start)]
    places = Places(body, start, end, undone) if inside else None
    moved = [Link(places.first(one.start), places.last(one.end), one.address) for one in inside if places]
    return Block(kind, body.part(start, end, undone), start, end, level, links=tuple(moved))


def _start(link: Link) -> int:
    return link.start


@dataclass(frozen=True)
class Timings:
    """What the old desk printed at the foot of a page."""

    cache: str = ""
    generation: float | None = None
    queries: float | None = None


@dataclass(frozen=True)
class Correction:
    """A change of one field, with the number by which it is undone."""

    field: str
    number: int
    change: Change


@dataclass(frozen=True)
class PageRead:
    """A page as read; ``source`` are its bytes exactly as they came, in ``encoding``."""

    name: str
    source: bytes
    encoding: str
    language: str
    title: FieldRead
    lead: FieldRead
    body: FieldRead
    blocks: tuple[Block, ...]
    published: Moment | None
    categories: tuple[FieldRead, ...]
    author: FieldRead
    desk: FieldRead
    short_link: str
    address: str
    code: str
    timings: Timings
    warnings: tuple[str, ...]
    links: tuple[Link, ...] = ()

    @property
    def fields(self) -> dict[str, FieldRead]:
        """The fields by name."""
        every = (self.title, self.lead, self.body, *self.categories, self.author, self.desk)
        return {field.name: field for field in every}

    @property
    def corrections(self) -> dict[str, list[Correction]]:
        """What was changed in each field that was."""
        return {
            name: [Correction(name, number, change) for number, change in enumerate(field.changes)]
            for name, field in self.fields.items()
            if field.changes
        }

    @property
    def doubts(self) -> dict[str, tuple[Doubt, ...]]:
        """The words of each field that an editor should look at."""
        return {name: field.doubts for name, field in self.fields.items() if field.doubts}

    @property
    def pictures(self) -> Iterator[Picture]:
        """The pictures of the body, in order."""
        return (block.picture for block in self.blocks if block.picture is not None)

    def blocks_without(self, undone: Collection[int]) -> tuple[Block, ...]:
        """The blocks with these changes of the body taken back."""
        return tuple(
            one if one.picture else block_of(one.kind, self.body, one.start, one.end, one.level, self.links, undone)
            for one in self.blocks
        )


@dataclass(frozen=True)
class Unread:
    """Why something gives no page, in a sentence."""

    sentence: str


def digest_of(page: PageRead) -> str:
    """The same for two pages whose title and text have the same letters, however they are spaced and cut."""
    letters = "".join(fold(field.text).replace(" ", "") for field in (page.title, page.lead, page.body))
    return hashlib.sha256(letters.encode()).hexdigest()
