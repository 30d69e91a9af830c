"""The words of a comment: plain text, made safe to show, with its links and without what cannot be seen."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from hamshahr.kernel.text import fold

JOINERS = "\u200c\u200d"
# What a reader takes for a way out: also the addresses that no browser would make a link of.
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"]+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/", re.I)
_TOLD = re.compile(r"https?://[^\s<>\"«»]+", re.I)
_ENDS = ".,;:!?،؛؟)]}'’"
_EMPTY_LINES = re.compile(r"\n{3,}")


def tidied(text: str) -> str:
    """The text without signs that nobody sees, such as those that turn the line around; joiners stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    seen = (sign for sign in lines if sign == "\n" or sign in JOINERS or unicodedata.category(sign)[0] != "C")
    return _EMPTY_LINES.sub("\n\n", "".join(seen)).strip()


def fingerprint(text: str) -> str:
    """The same for two texts that differ in spelling, case, points and spaces alone."""
    return hashlib.sha256(fold(text).replace(" ", "").encode()).hexdigest()


def number_of_links(text: str) -> int:
    return len(_LINK.findall(text))


def shown(text: str) -> SafeString:
    """The text as paragraphs; its links lead out without a recommendation of ours."""
    parts = (part for part in text.split("\n\n") if part.strip())
    return format_html_join("\n", '<p dir="auto">{}</p>', ((with_links(part),) for part in parts))


def with_links(text: str) -> SafeString:
    return SafeString("".join(pieces(text)).replace("\n", "<br>"))


def without_end(address: str) -> str:
    """Without the points after it; a bracket that was opened in it is its own."""
    while address[-1] in _ENDS and not (address[-1] == ")" and address.count("(") >= address.count(")")):
        address = address[:-1]
    return address


def pieces(text: str) -> Iterator[str]:
    """The text and its links in turn, each safe as it stands; points that end a sentence are in no link."""
    end = 0
    for found in _TOLD.finditer(text):
        address = without_end(found[0])
        yield escape(text[end : found.start()])
        yield format_html('<a href="{0}" rel="nofollow ugc noopener"><bdi dir="ltr">{0}</bdi></a>', address)
        end = found.start() + len(address)
    yield escape(text[end:])
