"""What a page gives: its fields, its blocks, its moment and what the desk printed around them."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.html import escape

from hamshahr.kernel.restoration import Change, Doubt
from hamshahr.kernel.text import fold

from .fields import FieldRead
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
    ``body.source``."""

    kind: str
    text: str
    start: int
    end: int
    level: int = 0
    picture: Picture | None = None

    @property
    def items(self) -> list[str]:
        """The lines of a list."""
        return [bullet_of(line) or line.strip() for line in self.text.splitlines() if line.strip()]

    @property
    def html(self) -> str:
        """The text for a page: nothing in it is markup but its line breaks."""
        return "<br>".join(escape(line) for line in self.text.splitlines())


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
            Block(
                one.kind,
                one.text if one.picture else self.body.part(one.start, one.end, undone),
                one.start,
                one.end,
                one.level,
                one.picture,
            )
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
