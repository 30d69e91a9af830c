"""The plain words of a page: what its fingerprint is made from, and what translations are held against."""

import hashlib
import re
from collections.abc import Iterable
from html import unescape
from typing import Any

_BREAKS = re.compile(r"<(?:/p|/li|br\s*/?|/h\d)>")
_TAGS = re.compile(r"<[^>]+>")
_SPACES = re.compile(r"[ \t\r\f\v]+")


def plain_words(html: str) -> str:
    """The words of a piece of clean HTML, a line for each paragraph or item in it."""
    text = unescape(_TAGS.sub("", _BREAKS.sub("\n", html)))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def words_of(kind: str, value: Any) -> str:
    """What one block says; pictures say their caption, numbers their remark, lists of links nothing."""
    match kind:
        case "paragraph":
            return plain_words(str(getattr(value, "source", value)))
        case "heading":
            return str(value).strip()
        case "quotation":
            return " ".join(filter(None, (value.get("text", "").strip(), value.get("speaker", "").strip())))
        case "picture":
            return (value.get("caption") or "").strip()
        case "figure":
            return (value.get("remark") or "").strip()
    return ""


def paragraphs_of(body: Iterable[Any]) -> list[str]:
    """The plain text of each block of a stream that says something."""
    texts = (words_of(block.block_type, block.value) for block in body)
    return [text for text in texts if text]


def texts_of(story: Any) -> list[str]:
    """The title, the lead and each block of a stored story as plain text, without asking for what the blocks name."""
    raw = (words_of(block["type"], block["value"]) for block in story.body.raw_data)
    return [text for text in (story.title, story.lead, *raw) if text]


def canonical_text(page: Any) -> str:
    """The text whose SHA-256 is the page's fingerprint: title, moment in UTC, paragraphs, parted by blank lines.

    A stranger recomputes it from the plain-text form of the page: the two are the same bytes.
    """
    moment = [page.published_at.strftime("%Y-%m-%dT%H:%M:%SZ")] if page.published_at else []
    return "\n\n".join([page.title.strip(), *moment, *page.paragraphs]) + "\n"


def fingerprint(page: Any) -> str:
    """SHA-256 of the canonical text in UTF-8, in hexadecimal."""
    return hashlib.sha256(canonical_text(page).encode()).hexdigest()
