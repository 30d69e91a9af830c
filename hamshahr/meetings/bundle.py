"""The papers of a meeting that a reader may see, as one PDF: a cover, bookmarks by item, running page numbers."""

import io
import json
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter

from hamshahr.accounts.models import User
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.digits import localise
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import direction, say
from hamshahr.kernel.typesetting import paper as typeset

from .models import PaperFile, PaperVersion
from .moments import sentence_of
from .papers import Folder, folders

SHEET = Path(__file__).with_name("bundle.typ")
MOST_PAGES, MOST_BYTES = 600, 60 * 1024 * 1024
A4 = (595.28, 841.89)


@dataclass(frozen=True)
class Piece:
    """One paper as it stands in the bundle."""

    title: str
    pages: PdfReader


@lru_cache(maxsize=1)
def sheet() -> bytes:
    return SHEET.read_bytes()


def bundle_of(gathering: Gathering, user: User, *, at: datetime) -> bytes:
    """The bundle in the reader's language; where it grows too large, the sentence says what to do."""
    found = [folder for folder in folders(gathering, user) if folder.current]
    chosen = [(folder, [latest_for(each) for each in folder.current]) for folder in found]
    refuse_what_is_too_much([version for _folder, versions in chosen for version in versions])
    pieces = [(folder, [piece_of(version) for version in versions]) for folder, versions in chosen]
    if sum(len(piece.pages.pages) for _folder, some in pieces for piece in some) > MOST_PAGES:
        raise Refused(too_much())
    return bound(gathering, pieces, at)


def latest_for(standing: list[PaperVersion]) -> PaperVersion:
    """Of the languages of one paper the reader's own, or else the one brought last."""
    mine = [version for version in standing if version.language == get_language()]
    return (mine or standing)[0]


def refuse_what_is_too_much(versions: list[PaperVersion]) -> None:
    if not versions:
        raise Refused(_("There is no paper in this meeting that you may read."))
    if sum(version.size for version in versions) > MOST_BYTES or sum(row.pages or 1 for row in versions) > MOST_PAGES:
        raise Refused(too_much())


def too_much() -> str:
    return _("These papers are too many for one file; take them one by one.")


def piece_of(version: PaperVersion) -> Piece:
    """The pages of a version; plain text is set on pages."""
    content = bytes(PaperFile.objects.get(version=version).content)
    if version.form == PaperVersion.Form.TEXT:
        content = set_text(say(version.paper.names), content.decode(), version.language)
    return Piece(say(version.paper.names), PdfReader(io.BytesIO(content)))


def set_text(title: str, text: str, language: str) -> bytes:
    return printed({"part": "text", "title": title, "paragraphs": text.split("\n")}, language)


def printed(said: dict[str, Any], language: str) -> bytes:
    said = {"language": language, "direction": direction(language), **said}
    return typeset(sheet(), {"said": json.dumps(said, ensure_ascii=False)})


def bound(gathering: Gathering, pieces: list[tuple[Folder, list[Piece]]], at: datetime) -> bytes:
    """Cover, papers, bookmarks and numbers as one file."""
    language = get_language()
    cover = PdfReader(io.BytesIO(printed(cover_words(gathering, pieces, at, 1), language)))
    if len(cover.pages) > 1:  # the list of papers is long: the numbers in it begin later
        again = printed(cover_words(gathering, pieces, at, len(cover.pages)), language)
        cover = PdfReader(io.BytesIO(again))
    writer = PdfWriter()
    writer.append(cover, import_outline=False)
    for folder, some in pieces:
        first = len(writer.pages)
        for piece in some:
            writer.append(piece.pages, import_outline=False)
        bookmark(writer, folder, some, first)
    number_pages(writer, language)
    writer.add_metadata({"/Title": say(gathering.names)})
    writer.page_mode = "/UseOutlines"
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def bookmark(writer: PdfWriter, folder: Folder, pieces: list[Piece], first: int) -> None:
    """A bookmark for the item, and one within it for each paper; a page has to be there before it gets one."""
    above = writer.add_outline_item(title=folder.title, page_number=first)
    for piece in pieces:
        writer.add_outline_item(title=piece.title, page_number=first, parent=above)
        first += len(piece.pages.pages)


def cover_words(
    gathering: Gathering, pieces: list[tuple[Folder, list[Piece]]], at: datetime, before: int
) -> dict[str, Any]:
    """What the cover says, with the page on which each paper begins."""
    rows, page = [], before + 1
    for folder, some in pieces:
        rows.append([folder.title, "", True])
        for piece in some:
            rows.append([piece.title, localise(page), False])
            page += len(piece.pages.pages)
    count = page - 1
    pages = ngettext("%(count)s page", "%(count)s pages", count) % {"count": localise(count)}
    sessions = gathering.sessions.standing().order_by("starts_at", "pk")
    return {
        "part": "cover",
        "title": say(gathering.names),
        "by": say(gathering.body.names),
        "lines": [sentence_of(session.starts_at, session.zone, None) for session in sessions],
        "rows": rows,
        "foot": [pages, _("Made on %(moment)s") % {"moment": sentence_of(at, "UTC", None)}],
        "head": _("Papers of the meeting"),
    }


def number_pages(writer: PdfWriter, language: str) -> None:
    """Lay the running number at the foot of every page, whatever its size."""
    sizes = [[float(page.mediabox.width), float(page.mediabox.height)] for page in writer.pages]
    total = localise(len(sizes), language)
    words = [[*size, f"{localise(number, language)} / {total}"] for number, size in enumerate(sizes, start=1)]
    marks = PdfReader(io.BytesIO(printed({"part": "numbers", "title": "", "pages": words}, language)))
    for page, mark in zip(writer.pages, marks.pages, strict=True):
        box = page.mediabox
        page.merge_translated_page(mark, float(box.left), float(box.bottom), over=True)
