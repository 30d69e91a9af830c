"""The marks of HTML, taken apart in one pass whatever is broken in them; nothing is run, nothing is fetched.

The parser of the standard library raises on ``<![8`` and takes the square of the time on comments that never end,
so that the few rules a news page needs are here.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

# What stands between these tags is no text of the page.
RAW = frozenset({"script", "style", "textarea", "xmp", "noframes", "plaintext"})

_OPEN = re.compile(r"<(?=[A-Za-z/!?])")
_NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9:_-]{0,40})")
_QUOTED_REST = re.compile(r"(?:[^>\"']|\"[^\"]*+\"|'[^']*+')*+>")
_ATTRIBUTE = re.compile(r"([^\s=\"'/<>]{1,60})(?:\s{0,8}=\s{0,8}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_MOST_OF_TAG = 20_000


class Text(NamedTuple):
    """A stretch of text, its character references resolved."""

    text: str


class Tag(NamedTuple):
    """A tag that opens or closes, its name small, its attributes resolved."""

    name: str
    closes: bool
    attributes: dict[str, str]
    is_empty: bool = False


class Comment(NamedTuple):
    """A comment or declaration, which the reader drops."""

    length: int


def marks(html: str) -> Iterator[Text | Tag | Comment]:
    """The texts and tags of a page, in order."""
    place, scanner = 0, _Scanner(html)
    while place < len(html):
        opened = _OPEN.search(html, place)
        start = opened.start() if opened else len(html)
        if start > place:
            yield Text(unescape(html[place:start]))
        if opened is None:
            return
        end, mark = scanner.mark_at(start)
        yield mark
        if isinstance(mark, Tag) and not mark.closes and mark.name in RAW:
            end = scanner.end_of_raw(mark.name, end)
        place = end


class _Scanner:
    """Finds ends; what was once not found is not looked for again, which keeps the whole linear."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.missing: set[str] = set()

    def find(self, sign: str, start: int) -> int:
        """Where the sign comes next; -1 where it does not."""
        if sign in self.missing:
            return -1
        found = self.html.find(sign, start)
        if found < 0:
            self.missing.add(sign)
        return found

    def mark_at(self, start: int) -> tuple[int, Text | Tag | Comment]:
        """The mark that opens here and where it ends."""
        html = self.html
        if html.startswith("<!--", start):
            end = self.find("-->", start + 4)
            return (end + 3, Comment(end + 3 - start)) if end >= 0 else (len(html), Comment(len(html) - start))
        if html.startswith("<![CDATA[", start):
            end = self.find("]]>", start)
            if end >= 0:
                return end + 3, Text(html[start + 9 : end])
        name = _NAME.match(html, start + 1)
        if name is None:
            return self._no_tag(start)
        end = self._end_of_tag(name.end())
        if end < 0:
            return len(html), Comment(len(html) - start)
        inside = html[name.end() : min(end - 1, name.end() + _MOST_OF_TAG)]
        return end, Tag(name[1].lower(), html[start + 1] == "/", _attributes(inside), html[end - 2] == "/")

    def _no_tag(self, start: int) -> tuple[int, Text | Comment]:
        """A declaration or a sign that is no tag: dropped up to its end, or one sign of text."""
        end = self.find(">", start)
        if self.html[start + 1] in "!?/" and end >= 0:
            return end + 1, Comment(end + 1 - start)
        return start + 1, Text("<")

    def _end_of_tag(self, start: int) -> int:
        if "quotes" not in self.missing:
            found = _QUOTED_REST.match(self.html, start)
            if found:
                return found.end()
            self.missing.add("quotes")
        end = self.find(">", start)
        return end + 1 if end >= 0 else -1

    def end_of_raw(self, name: str, start: int) -> int:
        """Where the text that is none ends: at its closing tag, or with the page."""
        if name in self.missing:
            return len(self.html)
        found = re.compile(f"</{name}", re.I).search(self.html, start)
        if found is None:
            self.missing.add(name)
            return len(self.html)
        return found.start()


def _attributes(inside: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(inside):
        found.setdefault(name.lower(), unescape(double or single or bare))
        if len(found) > 60:
            break
    return found
