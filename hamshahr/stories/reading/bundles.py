"""What is brought to be imported, whole: every page in it, one after the other, and the pictures they name."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from hamshahr.kernel.errors import Refused

from .assembling import Surroundings, Wanted, page_of
from .documents import draft_of_html
from .drafts import draft_of_text
from .encodings import decode
from .feeds import pages_in_feed
from .limits import LIMITS
from .members import Archive, Folder, Member, Members, OneFile
from .outcomes import Found, Outcome, attempt
from .pages import Unread
from .pictures import PictureIndex, is_picture, refuse_no_picture
from .rows import pages_in_csv, pages_in_json
from .streams import Budget, Metered, whole

TEHRAN = "Asia/Tehran"
_ZIP = b"PK\x03\x04", b"PK\x05\x06"
_PACKED = (*_ZIP, b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_FURNITURE = re.compile(
    r"(?:^|/)(?:__MACOSX/|\.|Thumbs\.db$|desktop\.ini$)|\.(?:css|js|mjs|map|woff2?|ttf|eot|ico|svg|mp[34]|webm|php)$",
    re.I,
)
_XML = re.compile(r"\s*(?:<\?xml\b|<rss\b|<feed\b|<rdf:RDF\b|<!DOCTYPE\s+(?:rss|feed|rdf|[a-z]+\s*\[))", re.I)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|div|p|h[1-6]|br|table|img|meta|span|ul|a)\b", re.I)
_SAMPLE = 4096


class Bundle:
    """An import: its pages are read as they are asked for, in an order that is the same each time."""

    def __init__(self, members: Members, zone: str = TEHRAN) -> None:
        self.members = members
        self.budget = Budget()
        self.around = Surroundings(zone, PictureIndex())
        self.listed = self._list()
        if not self.listed:
            self.members.close()
            raise Refused(_("There is no page in it to be read."))

    def __enter__(self) -> "Bundle":
        return self

    def __exit__(self, *_error: object) -> None:
        self.members.close()

    def _list(self) -> list[Member]:
        """The members that may hold pages; the pictures go into their index."""
        pages = []
        for member in self.members.listed():
            if member.refusal or not (is_picture(member.name) or _FURNITURE.search(member.name)):
                pages.append(member)
            elif is_picture(member.name):
                self.around.pictures.add(member.name)
        return pages

    @property
    def expected(self) -> int:
        """How many files are to be read, of which each may hold several pages."""
        return len(self.listed)

    def pages(self, is_wanted: Callable[[str], bool] = lambda _name: True) -> Iterator[Found]:
        """Each page by its name, or the sentence that says why there is none; only what is wanted is read."""
        for member in self.listed:
            if not is_wanted(member.name):
                continue
            if member.refusal:
                yield member.name, Unread(member.refusal)
                continue
            try:
                yield from self._pages_in(member.name, Wanted(is_wanted))
            except Refused as refusal:
                yield member.name, Unread(str(refusal))
            if self.budget.left < 0:
                return

    def _pages_in(self, name: str, wants: Wanted) -> Iterator[Found]:
        with closing(io.BufferedReader(Metered(self.members.open(name), self.budget), 65_536)) as stream:
            head = stream.peek(_SAMPLE)[:_SAMPLE]
            if head.startswith(_PACKED):
                raise Refused(_("An archive inside an archive is not opened; unpack it first."))
            read = _reader_for(head, name)
            if read is not None:
                yield from _some(read(stream, name, replace(self.around, wants=wants)), wants)
                return
            raw = whole(stream, LIMITS.page_bytes)
        yield name, attempt(lambda: _page(raw, name, self.around))

    def picture(self, member: str) -> bytes:
        """The bytes of a picture of the archive; ``Refused`` where it is none."""
        with closing(self.members.open(member)) as stream:
            raw = stream.read(LIMITS.picture_bytes + 1)
            while len(raw) <= LIMITS.picture_bytes and (chunk := stream.read(1 << 20)):
                raw += chunk
        if len(raw) > LIMITS.picture_bytes:
            raise Refused(_("This picture is larger than 20 MB."))
        refuse_no_picture(member, raw)
        return raw


def open_bundle(source: Path | str | BinaryIO, name: str = "", zone: str = TEHRAN) -> Bundle:
    """Open a file, a folder or a ZIP, given by its path or as a file that can be read; ``Refused`` where none is."""
    if isinstance(source, str | Path):
        path = Path(source)
        if path.is_dir():
            return Bundle(Folder(path), zone)
        try:
            if not path.is_file():
                raise FileNotFoundError(path)
            source = path.open("rb")
        except (OSError, ValueError) as error:
            raise Refused(_("The file “%(name)s” cannot be opened.") % {"name": path.name}) from error
        name = name or path.name
    source.seek(0)
    is_archive = source.read(4).startswith(_ZIP)
    return Bundle(Archive(source) if is_archive else OneFile(source, name or "page"), zone)


def read_page(raw: bytes, name: str = "page", zone: str = TEHRAN) -> Outcome:
    """The one page that these bytes are, text or HTML."""
    return attempt(lambda: _page(raw, name, Surroundings(zone, PictureIndex())))


def _page(raw: bytes, name: str, around: Surroundings) -> Outcome:
    if len(raw) > LIMITS.page_bytes:
        raise Refused(_("This page is longer than a story can be; divide it into several pages."))
    found = decode(raw)
    is_html = _HTML.search(found.text[:_SAMPLE]) or name.lower().endswith((".html", ".htm", ".xhtml"))
    draft = draft_of_html(found.text) if is_html else draft_of_text(found.text)
    return page_of(draft, name=name, source=raw, found=found, around=around)


def _some(found: Iterator[Found], wants: Wanted) -> Iterator[Found]:
    """The pages found; ``Refused`` where there is not one, and none was passed over."""
    is_empty = True
    for one in found:
        is_empty = False
        yield one
    if is_empty and not wants.passed_over:
        raise Refused(_("There is no page in this file."))


def _reader_for(head: bytes, name: str) -> Callable[..., Iterator[Found]] | None:
    """What reads a file of many pages; None where the file is one page."""
    text = head.removeprefix(b"\xef\xbb\xbf").decode(
        "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", "replace"
    )
    suffix = Path(name).suffix.lower()
    if _XML.match(text) and "<html" not in text.lower():
        return pages_in_feed
    if suffix in (".json", ".jsonl", ".ndjson") or text.lstrip().startswith(('{"', "[{", "{\n", "{\r")):
        return pages_in_json
    if suffix in (".csv", ".tsv"):
        return pages_in_csv
    return None
