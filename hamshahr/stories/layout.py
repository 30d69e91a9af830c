"""A story laid out as text and margin: each block as it is read, and beside it the claims it makes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from hamshahr.kernel.digits import localise

from .marks import Mark, marked
from .models import ClaimMark

NOTHING = SafeString("")


@dataclass
class Laid:
    """One block: its kind, its HTML or its value, and the claims whose words stand in it."""

    kind: str
    html: SafeString = NOTHING
    value: Any = None
    claims: list[ClaimMark] = field(default_factory=list)


def laid_out(
    lead: str, body: Iterable[Any], marks: list[ClaimMark], language: str
) -> tuple[list[Laid], list[ClaimMark]]:
    """The blocks of a text with its claims marked where they first stand, and the claims whose words are not found."""
    waiting = {mark.number: mark for mark in marks}
    blocks = [Laid("lead", SafeString(escape(lead)))] if lead else []
    blocks += [_laid(block) for block in body]
    for block in blocks:
        if block.kind in ("lead", "paragraph", "quotation"):
            _mark(block, waiting, language)
    return blocks, list(waiting.values())


def _laid(block: Any) -> Laid:
    if block.block_type == "paragraph":
        return Laid("paragraph", mark_safe(expand_db_html(block.value.source)))  # noqa: S308  cleaned when it was saved
    if block.block_type == "quotation":
        return Laid("quotation", SafeString(escape(block.value["text"])), block.value)
    return Laid(block.block_type, value=block.value)


def _mark(block: Laid, waiting: dict[int, ClaimMark], language: str) -> None:
    asked = [Mark(mark.number, mark.phrase, mark.claim.state) for mark in waiting.values()]
    if not asked:
        return
    link = {mark.number: _footnote(mark.number, language) for mark in asked}
    html, found = marked(block.html, asked, link)
    block.html = mark_safe(html)  # noqa: S308  the same HTML with our spans in it
    block.claims = [waiting.pop(mark.number) for mark in found]


def _footnote(number: int, language: str) -> str:
    return format_html(
        '<a class="said-number" id="t{0}" href="#c{0}"><span class="hidden-visually">{1} </span>{2}</a>',
        number,
        _("claim"),
        localise(number, language),
    )
