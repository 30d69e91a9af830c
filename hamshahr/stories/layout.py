"""A story laid out as text and margin: each block as it is read, and beside it the claims it makes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from .marks import marked
from .notes import Note

NOTHING = SafeString("")


@dataclass
class Laid:
    """One block: its kind, its HTML or its value, and the claims whose words stand in it."""

    kind: str
    html: SafeString = NOTHING
    value: Any = None
    notes: list[Note] = field(default_factory=list)


def laid_out(lead: str, body: Iterable[Any], notes: list[Note]) -> tuple[list[Laid], list[Note]]:
    """The blocks of a text with its claims marked where they first stand, and the claims whose words are not found."""
    waiting = {note.number: note for note in notes}
    blocks = [Laid("lead", SafeString(escape(lead)))] if lead else []
    blocks += [_laid(block) for block in body]
    for block in blocks:
        if block.kind in ("lead", "paragraph", "quotation"):
            _mark(block, waiting)
    return blocks, list(waiting.values())


def _laid(block: Any) -> Laid:
    if block.block_type == "paragraph":
        return Laid("paragraph", mark_safe(expand_db_html(block.value.source)))  # noqa: S308  cleaned when it was saved
    if block.block_type == "quotation":
        return Laid("quotation", SafeString(escape(block.value["text"])), block.value)
    return Laid(block.block_type, value=block.value)


def _mark(block: Laid, waiting: dict[int, Note]) -> None:
    html, found = marked(block.html, waiting.values(), _footnote)
    if found:
        block.html = mark_safe(html)  # noqa: S308  the same HTML with our spans in it
        block.notes = [waiting.pop(note.number) for note in found]


def _footnote(note: Note) -> str:
    return format_html(
        '<a class="said-number" id="t{0}" href="#c{0}"><span class="hidden-visually">{1} </span>{2}</a>',
        note.anchor,
        _("claim"),
        note.digits,
    )
