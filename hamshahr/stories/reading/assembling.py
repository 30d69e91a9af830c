"""From the draft of a page to the page: its fields restored each by itself, its blocks, its moment."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamshahr.kernel.errors import Refused
from hamshahr.kernel.restoration.languages import language_of
from hamshahr.kernel.restoration.titles import decoded

from .drafts import Draft, Hints, Piece, with_lists
from .encodings import Decoded
from .fields import LONGEST_TITLE, FieldRead, field_read, title_read
from .limits import LIMITS
from .links import Link, safe_address
from .marks import bullet_of, web_address
from .moments import Moment, moment_of
from .pages import LIST, PARAGRAPH, PICTURE, Block, PageRead, Timings, block_of
from .parts import Parts, no_text, read_parts
from .pictures import PictureIndex, with_pictures
from .signs import without_unseen

_WORDS_OF_TITLE, _MOST_CATEGORIES, _MOST_WARNINGS = 12, 20, 50


class Wanted:
    """Which pages of a file are read: those that a stopped import took in before are passed over unread."""

    def __init__(self, is_wanted: Callable[[str], bool] = lambda _name: True) -> None:
        self.is_wanted = is_wanted
        self.passed_over = 0

    def __call__(self, name: str) -> bool:
        """Whether the page of this name is to be read."""
        is_wanted = self.is_wanted(name)
        self.passed_over += not is_wanted
        return is_wanted


@dataclass(frozen=True)
class Surroundings:
    """What a page is read in: the zone of dates that name none, the pictures of its archive, which pages are wanted."""

    zone: str = "Asia/Tehran"
    pictures: PictureIndex = field(default_factory=PictureIndex)
    wants: Wanted = field(default_factory=Wanted)


def page_of(draft: Draft, *, name: str, source: bytes, found: Decoded, around: Surroundings) -> PageRead:
    """The page that a draft is; ``Refused`` where it holds no text, or more than a page can."""
    with_pictures(draft, around.pictures, name)
    _refuse_too_long(draft)
    words = " ".join(draft.words(piece) for piece in draft.pieces[:200] if piece.kind != PICTURE)
    language = language_of(f"{draft.hints.title} {words}", draft.hints.language)
    parts = read_parts(draft, around.zone, language)
    warnings = [*draft.warnings, *_of_encoding(found)]
    beside = _beside(draft.hints, parts, language)
    links = _followed(parts, beside["address"], warnings)
    told = _told(draft, parts, language, links, warnings)
    published = _published(draft, parts, around.zone, language, warnings)
    return PageRead(
        name=name,
        source=source,
        encoding=found.encoding,
        language=language,
        published=published,
        warnings=tuple(dict.fromkeys(warnings))[:_MOST_WARNINGS],
        **told,
        **beside,
    )


def _told(draft: Draft, parts: Parts, language: str, links: list[Link], warnings: list[str]) -> dict[str, Any]:
    """What the page says: its title, lead and body, each restored by itself."""
    title, lead = _title(draft, parts, language, warnings), _lead(draft, parts, language)
    start, end = _span(parts.body)
    body = field_read("body", draft.text[start:end], language)
    links = [Link(one.start - start, one.end - start, one.address) for one in links]
    blocks = tuple(_blocks(parts.body, start, body, links))
    if not any(block.text.strip() for block in blocks) and not lead.text.strip():
        raise Refused(no_text())
    return {"title": title, "lead": lead, "body": body, "blocks": blocks, "links": tuple(links)}


def _followed(parts: Parts, address: str, warnings: list[str]) -> list[Link]:
    """The links of the body that paragraphs and lists keep; what is left out is told."""
    links, unsafe, elsewhere = [], 0, len(parts.lead.links) if parts.lead else 0
    for piece in parts.body:
        if piece.kind not in (PARAGRAPH, LIST):
            elsewhere += len(piece.links)
            continue
        safe = [Link(one.start, one.end, safe_address(one.address, address)) for one in piece.links]
        links += [one for one in safe if one.address]
        unsafe += sum(not one.address for one in safe)
    warnings += _of_links(unsafe, elsewhere)
    return links


def _beside(hints: Hints, parts: Parts, language: str) -> dict[str, Any]:
    """What stands around the text: categories, who wrote it, where it stood, what the desk measured."""
    values = parts.values
    return {
        "categories": _categories(hints, parts, language),
        "author": field_read("author", _short(hints.author or values.get("author", "")), language),
        "desk": field_read("desk", _short(hints.desk or values.get("desk", "")), language),
        "short_link": web_address(hints.short_link) or values.get("short_link", ""),
        "address": web_address(hints.address) or values.get("address", ""),
        "code": without_unseen(hints.code or values.get("code", ""), 200),
        "timings": _timings(values),
    }


def _refuse_too_long(draft: Draft) -> None:
    letters = sum(piece.end - piece.start for piece in draft.pieces)
    if letters > LIMITS.page_letters or len(draft.pieces) > LIMITS.blocks_of_page:
        raise Refused(_("This page is longer than a story can be; divide it into several pages."))
    if not draft.pieces and not draft.hints.lead.strip():
        raise Refused(no_text())


def _title(draft: Draft, parts: Parts, language: str, warnings: list[str]) -> FieldRead:
    """The title, in the words of the page; where it has none, its first words stand for it."""
    plain = draft.words(parts.title).strip() if parts.title else ""
    plain = plain or _one_line(draft.hints.title)
    coded = parts.coded_title
    if len(plain) > LONGEST_TITLE or (plain and coded and len(decoded(coded) or "") > 2 * LONGEST_TITLE):
        warnings.append(_("The title is longer than %(most)s letters.") % {"most": LONGEST_TITLE})
        plain, coded = plain[:LONGEST_TITLE], ""
    if plain or coded:
        title = title_read(plain, coded, language)
        if title.text.strip():
            return title
    warnings.append(_("No title was found; the first words of the text stand in its place."))
    return field_read("title", _first_words(draft, parts), language)


def _first_words(draft: Draft, parts: Parts) -> str:
    pieces = [piece for piece in (parts.lead, *parts.body) if piece is not None and piece.kind != PICTURE]
    text = draft.words(pieces[0]) if pieces else draft.hints.lead
    return " ".join(_one_line(text[:2000]).split(" ")[:_WORDS_OF_TITLE])[:LONGEST_TITLE]


def _lead(draft: Draft, parts: Parts, language: str) -> FieldRead:
    if parts.lead is not None:
        return field_read("lead", draft.words(parts.lead), language)
    return field_read("lead", draft.hints.lead.strip()[: LIMITS.page_letters], language)


def _span(pieces: list[Piece]) -> tuple[int, int]:
    return (pieces[0].start, pieces[-1].end) if pieces else (0, 0)


def _blocks(pieces: list[Piece], start: int, body: FieldRead, links: list[Link]) -> list[Block]:
    """The blocks of the body; lines with bullets that follow each other are one list."""
    blocks = []
    for piece in with_lists([_item(piece, start, body) for piece in pieces]):
        first, last = piece.start - start, piece.end - start
        if piece.picture:
            blocks.append(Block(piece.kind, piece.picture.alt, first, last, piece.level, piece.picture))
        else:
            blocks.append(block_of(piece.kind, body, first, last, piece.level, links))
    return [block for block in blocks if block.picture or block.text.strip()]


def _item(piece: Piece, start: int, body: FieldRead) -> Piece:
    """The piece, as an item without its bullet where it has one."""
    words = body.source[piece.start - start : piece.end - start]
    is_line = piece.kind == PARAGRAPH and "\n" not in words and not words.startswith(("–", "-"))
    if not is_line or not bullet_of(words):
        return piece
    return Piece(LIST, piece.start, piece.end, gap=piece.gap)


def _categories(hints: Hints, parts: Parts, language: str) -> tuple[FieldRead, ...]:
    names = [_short(name) for name in (*hints.categories, *parts.categories)]
    names = list(dict.fromkeys(name for name in names if name))[:_MOST_CATEGORIES]
    return tuple(field_read(f"category {number}", name, language) for number, name in enumerate(names, start=1))


def _published(draft: Draft, parts: Parts, zone: str, language: str, warnings: list[str]) -> Moment | None:
    """The moment of the page: what came beside the text goes before what is printed in it."""
    warnings += parts.warnings
    if draft.hints.published.strip():
        hinted = moment_of(draft.hints.published, zone, language)
        warnings += hinted.warnings
        if hinted.moment:
            return hinted.moment
    return parts.date.moment if parts.date else None


def _timings(values: dict[str, str]) -> Timings:
    generation, queries = values.get("generation"), values.get("queries")
    return Timings(
        values.get("cache", ""),
        float(generation) if generation else None,
        float(queries) if queries else None,
    )


def _of_encoding(found: Decoded) -> list[str]:
    warnings = [_("The text had been encoded twice; it was read twice.")] if found.is_twice else []
    if not found.unreadable:
        return warnings
    return [
        *warnings,
        ngettext(
            "%(count)s sign could not be read; “�” stands in its place.",
            "%(count)s signs could not be read; “�” stands in their place.",
            found.unreadable,
        )
        % {"count": found.unreadable},
    ]


def _of_links(unsafe: int, elsewhere: int) -> list[str]:
    told = []
    if unsafe:
        told.append(
            ngettext(
                "%(count)s link was left out: its address leads nowhere by itself.",
                "%(count)s links were left out: their addresses lead nowhere by themselves.",
                unsafe,
            )
            % {"count": unsafe}
        )
    if elsewhere:
        told.append(
            ngettext(
                "%(count)s link was left out: only paragraphs and lists hold links.",
                "%(count)s links were left out: only paragraphs and lists hold links.",
                elsewhere,
            )
            % {"count": elsewhere}
        )
    return told


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _short(text: str, longest: int = 200) -> str:
    return _one_line(text[: longest * 4])[:longest]
