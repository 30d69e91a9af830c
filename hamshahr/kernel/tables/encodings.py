"""Bytes to text: UTF-8 and UTF-16 with or without a mark, the Windows pages of Persian and of western Europe."""

import codecs
import re

from django.utils.translation import gettext as _

from hamshahr.kernel.errors import Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH = re.compile(rb"[\x80-\xff]+")
_UTF8_LETTERS = re.compile(rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})")


def decode(raw: bytes) -> tuple[str, str]:
    """The text and the name of its encoding; signs that cannot be read become U+FFFD, and their rows are refused."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace").removeprefix("\ufeff"), encoding
    if wide := wide_encoding(raw):
        return raw.decode(wide, "replace"), wide
    if raw[:4096].count(0) * 20 > len(raw[:4096]):
        raise Refused(_("This is not a table; bring a CSV file in UTF-8 or an XLSX file."))
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return decode_narrow(raw)


def wide_encoding(raw: bytes) -> str:
    """UTF-16 without a mark: in a table every other byte of separators and line ends is zero."""
    sample = raw[:4096]
    if len(sample) < 4:
        return ""
    evens, odds = sample[0::2].count(0), sample[1::2].count(0)
    if odds > len(sample) // 20 and evens * 10 < odds:
        return "utf-16-le"
    if evens > len(sample) // 20 and odds * 10 < evens:
        return "utf-16-be"
    return ""


def decode_narrow(raw: bytes) -> tuple[str, str]:
    """Damaged UTF-8 where most signs beyond ASCII are whole; else one of the two Windows pages."""
    runs = _HIGH.findall(raw)
    high = sum(map(len, runs))
    whole = sum(map(len, _UTF8_LETTERS.findall(raw)))
    if whole * 10 >= high * 8:
        return raw.decode("utf-8", "replace"), "utf-8"
    # Persian words are runs of high bytes; in Spanish and French one accented letter stands alone among ASCII.
    if high > 1.5 * len(runs):
        return raw.decode("windows-1256", "replace"), "windows-1256"
    return raw.decode("windows-1252", "replace"), "windows-1252"
