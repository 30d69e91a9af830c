"""The bytes of a page as text: UTF-8 and UTF-16 with or without a mark, windows-1256, what the page itself declares."""

import codecs
import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from hamshahr.kernel.errors import Refused
from hamshahr.kernel.tables.encodings import decode_narrow

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.I)
_KNOWN = {
    "windows-1256": "windows-1256",
    "cp1256": "windows-1256",
    "iso-8859-6": "iso-8859-6",
    "windows-1252": "windows-1252",
    "iso-8859-1": "windows-1252",
}
_SAMPLE = 4096
_UNDEFINED = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})
_ARABIC_ROWS = b"\x06\xfb\xfe"
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
_SIGNATURES = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!",
    b"\xd0\xcf\x11\xe0", b"\x7fELF", b"MZ\x90", b"OggS", b"ID3", b"SQLite format",
)  # fmt: skip


# The letters that UTF-8 of Persian becomes where it was taken for a page of Windows and encoded once more.
_TWICE = {"cp1252": re.compile("[ØÙÚÛ]"), "cp1256": re.compile("[طظعغ]")}
_SIGNS_OF = {
    codec: {ord(bytes([code]).decode(codec)): chr(code) for code in range(0x80, 0x100) if code not in undefined}
    for codec, undefined in (("cp1252", _UNDEFINED), ("cp1256", frozenset()))
}
_PERSIAN_IN_UTF8 = re.compile(rb"[\xd8-\xdb][\x80-\xbf]")
_HIGH = re.compile(rb"[\x80-\xff]")


class Decoded(NamedTuple):
    """A text, its encoding, how many of its signs could not be read, and whether it had been encoded twice."""

    text: str
    encoding: str
    unreadable: int = 0
    is_twice: bool = False


def decode(raw: bytes) -> Decoded:
    """The text of a page; ``Refused`` where the bytes are no text at all."""
    if raw.startswith(_SIGNATURES):
        raise _no_text()
    encoding, mark = encoding_of(raw)
    text = raw[mark:].decode(encoding, "replace")
    unreadable = len(_UNREADABLE.findall(text))
    if "\x00" in text or unreadable * 10 > len(text):
        raise _no_text()
    once = decoded_once_more(text)
    return Decoded(once or text, encoding, text.count("\ufffd"), is_twice=bool(once))


def encoding_of(raw: bytes) -> tuple[str, int]:
    """The encoding of the bytes and the length of their mark."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return encoding, len(mark)
    if wide := _wide(raw[:_SAMPLE]):
        return wide, 0
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start >= len(raw) - 3:
            return "utf-8", 0
        return _mostly_utf8(raw) or _declared(raw) or decode_narrow(raw)[1], 0
    return "utf-8", 0


def decoded_once_more(text: str) -> str:
    """The text where it is UTF-8 that was encoded twice; empty where it is not."""
    sample = "".join(letter for letter in text[:_SAMPLE] if letter > "\x7f")
    for codec, letters in _TWICE.items():
        if sample and len(letters.findall(sample)) * 3 >= len(sample):
            try:
                return text.translate(_SIGNS_OF[codec]).encode("latin-1").decode("utf-8")
            except (UnicodeEncodeError, UnicodeDecodeError):
                continue
    return ""


def _mostly_utf8(raw: bytes) -> str:
    """UTF-8 of Persian with other bytes among it, which nothing but a replacement sign can stand for."""
    pairs = len(_PERSIAN_IN_UTF8.findall(raw))
    return "utf-8" if pairs and pairs * 4 >= len(_HIGH.findall(raw)) else ""


def _declared(raw: bytes) -> str:
    """What the head of the page says, where it says something that can be true."""
    found = _DECLARED.search(raw[:_SAMPLE])
    return _KNOWN.get(found[1].decode("ascii").lower(), "") if found else ""


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark: every other byte is zero or the row of the Arabic letters."""
    half = len(sample) // 2
    if half < 8:
        return ""
    for encoding, rows in (("utf-16-be", sample[0 : half * 2 : 2]), ("utf-16-le", sample[1 : half * 2 : 2])):
        letters = len(rows) - len(rows.translate(None, _ARABIC_ROWS))
        if (letters + rows.count(0)) * 10 >= half * 9 and rows.count(0) * 50 >= half:
            return encoding
    return ""


def _no_text() -> Refused:
    return Refused(_("This is no text that can be read; bring text, HTML, CSV, JSON lines, WXR, RSS or Atom."))
