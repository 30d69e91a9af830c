"""Pictures that pages name, looked for in the archive only."""

import re
from dataclasses import replace
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from hamshahr.kernel.errors import Refused

from .drafts import Draft
from .signs import quoted

KINDS = {
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".png": b"\x89PNG\r\n\x1a\n",
    ".gif": b"GIF8",
    ".webp": b"RIFF",
}
_SIZE = re.compile(r"-\d{2,4}x\d{2,4}(?=\.[A-Za-z]{3,4}$)")
_MOST_ALIKE = 50


class PictureIndex:
    """The pictures of an archive by the end of their path."""

    def __init__(self) -> None:
        self.members: dict[str, str] = {}
        self.by_name: dict[str, list[str]] = {}

    def add(self, member: str) -> None:
        """Know one more picture."""
        key = normpath(member).casefold()
        self.members.setdefault(key, member)
        self.by_name.setdefault(key.rpartition("/")[2], []).append(key)

    def find(self, address: str, page: str) -> str:
        """The member that an address in a page means; empty where there is none or two fit alike."""
        try:
            path = unquote(urlsplit(address).path).replace("\\", "/").strip()
        except ValueError:
            return ""
        for candidate in (path, _SIZE.sub("", path)):
            if candidate and (member := self._find(candidate, page)):
                return member
        return ""

    def _find(self, path: str, page: str) -> str:
        beside = normpath(join(dirname(page), path.lstrip("/"))).casefold()
        if beside in self.members:
            return self.members[beside]
        parts = [part for part in path.casefold().split("/") if part not in ("", ".", "..")]
        alike = self.by_name.get(parts[-1], []) if parts else []
        if not alike or len(alike) > _MOST_ALIKE:
            return ""
        lengths = sorted(((_common_end(parts, key.split("/")), key) for key in alike), reverse=True)
        if len(lengths) > 1 and lengths[0][0] == lengths[1][0]:
            return ""
        return self.members[lengths[0][1]]


def is_picture(name: str) -> bool:
    """Whether the name is one of a picture that a story can show."""
    return PurePosixPath(name).suffix.lower() in KINDS


def with_pictures(draft: Draft, index: PictureIndex, page: str) -> None:
    """Give each picture of the draft its member; one that is not there is left out, with a sentence."""
    kept = []
    for piece in draft.pieces:
        if piece.picture is None:
            kept.append(piece)
        elif member := index.find(piece.picture.address, page):
            piece.picture = replace(piece.picture, member=member)
            kept.append(piece)
        else:
            draft.warnings.append(_missing(piece.picture.address))
    draft.pieces = kept


def refuse_no_picture(member: str, raw: bytes) -> None:
    """``Refused`` where the bytes are not those of a picture of that name."""
    suffix = PurePosixPath(member).suffix.lower()
    if suffix not in KINDS or not any(raw.startswith(start) for start in KINDS.values()):
        raise Refused(_("“%(name)s” is no picture of a kind that is shown: JPEG, PNG, GIF or WebP.") % _name(member))


def _missing(address: str) -> str:
    if address.partition("?")[0].lower().endswith((".svg", ".svgz")):
        return _("The drawing “%(name)s” was left out; SVG can hold code.") % _name(address)
    return _("The picture “%(name)s” is not in the archive and was left out.") % _name(address)


def _name(address: str) -> dict[str, str]:
    return {"name": quoted(address.rpartition("/")[2] or address)}


def _common_end(one: list[str], other: list[str]) -> int:
    count = 0
    for first, second in zip(reversed(one), reversed(other), strict=False):
        if first != second:
            break
        count += 1
    return count
