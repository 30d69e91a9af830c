"""A title that a page carries twice: glued in plain letters, and whole in base64."""

import base64
import binascii
import re
from dataclasses import dataclass

from hamshahr.kernel.restoration.letters import HALF_SPACE, LETTERS, MARKS, fold
from hamshahr.kernel.restoration.restorer import restore

BASE64_LINE = re.compile(r"[A-Za-z0-9+/]{16,}={0,2}")
_BORDERS = re.compile(f"[\\s{HALF_SPACE}]+")
_NO_LETTER = re.compile(f"[^{LETTERS}]")


@dataclass(frozen=True)
class Title:
    """A title as restored, and whether the second copy confirmed where its words part."""

    text: str
    is_confirmed: bool


def decoded(line: str) -> str | None:
    """The Persian text that a line of base64 holds, or None where it is no such line."""
    line = line.strip()
    if not BASE64_LINE.fullmatch(line):
        return None
    try:
        text = base64.b64decode(line + "=" * (-len(line) % 4), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return text if any(letter in LETTERS for letter in fold(text)) else None


def restore_title(plain: str, coded: str = "") -> Title:
    """The title with the borders of its coded copy, if the letters of both agree; then its half-spaces."""
    copy = decoded(coded)
    if copy is None or _bare(copy) != _bare(plain):
        return Title(restore(plain.strip()).text, is_confirmed=False)
    words = [word for word in _BORDERS.split(fold(copy)) if word.strip(MARKS)]
    return Title(restore(" ".join(words)).text, is_confirmed=True)


def find_title(page: str) -> Title | None:
    """The title of a page that carries it twice: a line of base64, and a line of the same letters."""
    lines = [line.strip() for line in page.splitlines()]
    for coded in lines:
        if copy := decoded(coded):
            for plain in lines:
                if plain and _bare(plain) == _bare(copy):
                    return restore_title(plain, coded)
    return None


def _bare(text: str) -> str:
    return _NO_LETTER.sub("", fold(text))
