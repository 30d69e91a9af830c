"""The items of an XML stream, one at a time: no entity is declared, none is fetched, nothing grows without bound."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from xml.parsers import expat

from django.utils.translation import gettext as _

from hamshahr.kernel.errors import Refused

from .limits import LIMITS
from .streams import CHUNK

_ITEMS = frozenset({"item", "entry"})
_MARKUP = frozenset({"content", "summary"})
_DEEPEST = 60
_LONGEST_TOKEN = 4 * LIMITS.page_bytes
_KEPT_ATTRIBUTES = frozenset({"src", "alt", "class"})
_NO_CONTROLS = bytes(32 if code < 32 and code not in (9, 10, 13) else code for code in range(256))


@dataclass
class Item:
    """One item: the texts of its elements by name, its categories, and its bytes in the file."""

    texts: dict[str, str] = field(default_factory=dict)
    categories: list[str] = field(default_factory=list)
    language: str = ""
    source: bytes = b""
    encoding: str = "utf-8"
    is_too_long: bool = False

    def text(self, *names: str) -> str:
        """The first of these elements that says something."""
        return next((self.texts[name].strip() for name in names if self.texts.get(name, "").strip()), "")


def items(stream: io.BufferedReader) -> Iterator[Item]:
    """The items of the stream; ``Refused`` where it is no whole XML, after the items before that place."""
    reader = _ItemReader()
    while True:
        chunk = stream.read(CHUNK)
        try:
            reader.feed(chunk)
        except expat.ExpatError as error:
            yield from reader.taken()
            raise Refused(_broken(error)) from error
        except Refused:
            yield from reader.taken()
            raise
        except (ValueError, LookupError) as error:
            raise Refused(_("The encoding that this XML names is not known.")) from error
        yield from reader.taken()
        if not chunk:
            return


def _broken(error: expat.ExpatError) -> str:
    return _("From line %(line)s on this is no whole XML; what stands before it was read.") % {"line": error.lineno}


class _ItemReader:
    """The handlers of the parser; it keeps one item and the bytes since its beginning."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.ordered_attributes = False
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._say
        self.parser.EntityDeclHandler = self._refuse_entity
        self.parser.XmlDeclHandler = self._declare
        self.path: list[str] = []
        self.item: Item | None = None
        self.done: list[Item] = []
        self.words: list[str] = []
        self.length = 0
        self.language = ""
        self.encoding = ""
        self.attributes: dict[str, str] = {}
        self.buffer = bytearray()
        self.buffer_starts = self.fed = self.last_event = self.item_starts = 0

    def feed(self, chunk: bytes) -> None:
        """Parse what comes next."""
        if not self.fed:
            self.encoding = _wide_mark(chunk) or self.encoding
        self.fed += len(chunk)
        self.buffer += chunk
        self.parser.Parse(chunk if self._is_wide() else chunk.translate(_NO_CONTROLS), not chunk)
        if self.fed - self.last_event > _LONGEST_TOKEN:
            raise Refused(_("This XML holds a piece longer than a story can be."))
        self._forget(self.item_starts if self.item is not None else self.parser.CurrentByteIndex)

    def taken(self) -> list[Item]:
        """The items that are whole, once."""
        taken, self.done = self.done, []
        return taken

    def _is_wide(self) -> bool:
        return self.encoding.startswith("utf-16")

    def _forget(self, before: int) -> None:
        """Drop the bytes that no item needs any more, and those of an item past the limit."""
        if self.item is not None and len(self.buffer) > 4 * LIMITS.page_bytes:
            self.item.is_too_long = True
            before = self.fed
        count = min(max(0, before - self.buffer_starts), len(self.buffer))
        del self.buffer[:count]
        self.buffer_starts += count

    def _declare(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self.encoding = self.encoding or (encoding or "utf-8").lower()

    def _refuse_entity(self, *_declaration: object) -> None:
        raise Refused(_("This XML declares entities of its own, which is not taken."))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.last_event = self.parser.CurrentByteIndex
        if len(self.path) >= _DEEPEST:
            raise Refused(_("The elements of this XML are nested too deep."))
        name = name.removeprefix("atom:").removeprefix("rss:")
        self.path.append(name)
        if self.item is None:
            self._outside(name, attributes)
            return
        place = self._place()
        if len(place) == 1:
            self.words, self.length, self.attributes = [], 0, attributes
        elif place[0] in _MARKUP:
            kept = "".join(f' {key}="{escape(attributes[key])}"' for key in attributes if key in _KEPT_ATTRIBUTES)
            self._keep(f"<{name.rpartition(':')[2]}{kept}>")
        elif place[0] == "author":
            self.words, self.length = [], 0

    def _outside(self, name: str, attributes: dict[str, str]) -> None:
        self.language = attributes.get("xml:lang", "") or self.language
        if name in _ITEMS:
            self.item = Item(language=attributes.get("xml:lang", "") or self.language)
            self.item_starts = self.parser.CurrentByteIndex
        else:
            self.words, self.length = [], 0

    def _place(self) -> list[str]:
        """The path inside the item."""
        at = next(index for index, name in enumerate(self.path) if name in _ITEMS)
        return self.path[at + 1 :]

    def _say(self, text: str) -> None:
        self.last_event = self.parser.CurrentByteIndex
        place = self._place() if self.item is not None else []
        self._keep(escape(text) if len(place) > 1 and place[0] in _MARKUP else text)

    def _keep(self, text: str) -> None:
        self.length += len(text)
        if self.length <= LIMITS.row_letters:
            self.words.append(text)
        elif self.item is not None:
            self.item.is_too_long = True

    def _end(self, name: str) -> None:
        self.last_event = self.parser.CurrentByteIndex
        name = self.path[-1]
        if self.item is None:
            if name == "language":
                self.language = "".join(self.words)[:20]
            self.path.pop()
            return
        place = self._place()
        self.path.pop()
        if not place:
            self._finish()
        elif len(place) == 1:
            self._element(name)
        elif place[0] in _MARKUP:
            self._keep(f"</{name.rpartition(':')[2]}>")
        elif place == ["author", "name"]:
            self._text("author/name")

    def _element(self, name: str) -> None:
        """An element of the item is whole."""
        if self.item is None:
            return
        if name == "category":
            label = self.attributes.get("label") or self.attributes.get("term") or "".join(self.words)
            if self.attributes.get("domain", "category") != "post_tag" and len(self.item.categories) < 20:
                self.item.categories.append(label.strip()[:200])
        elif name == "link" and self.attributes.get("href"):
            if self.attributes.get("rel", "alternate") == "alternate":
                self.item.texts.setdefault("link", self.attributes["href"])
        else:
            self._text(name)

    def _text(self, name: str) -> None:
        if self.item is not None and len(self.item.texts) < 100:
            self.item.texts.setdefault(name, "".join(self.words))

    def _finish(self) -> None:
        """The item is whole; its bytes end with the bracket of its closing tag."""
        item, self.item = self.item, None
        if item is None:
            return
        begin = self.item_starts - self.buffer_starts
        end = self.buffer.find(b">", self.parser.CurrentByteIndex - self.buffer_starts) + 1
        end += self.encoding == "utf-16-le"
        item.source = b"" if item.is_too_long else bytes(self.buffer[max(0, begin) : end])
        item.encoding = self.encoding or "utf-8"
        self.done.append(item)


def _wide_mark(chunk: bytes) -> str:
    return {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(chunk[:2], "")
