"""What the head of an HTML page, and the marks of meaning in its body, tell beside the text."""

import re

from hamshahr.kernel.text import fold

from .drafts import Hints
from .markup import Tag

_META = {
    "og:title": "title",
    "description": "description",
    "og:description": "description",
    "article:published_time": "published",
    "datepublished": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "author": "author",
    "article:author": "author",
    "og:url": "address",
    "og:locale": "language",
    "article:section": "categories",
}
_SITE_NAME = re.compile(r"\s+(?:[|•·»]|::|[-–—])\s+")
_COLLECTED = frozenset({"title", "h1", "author", "category"})
_MOST = 1000


class HeadReader:
    """Collects hints while the page is walked through."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self.categories: list[str] = []
        self.collecting: tuple[str, str] | None = None
        self.words: list[str] = []

    def say(self, text: str) -> None:
        """Take a stretch of text."""
        if self.collecting and sum(map(len, self.words)) < _MOST:
            self.words.append(text)

    def meet(self, tag: Tag) -> None:
        """Take a tag."""
        if self.collecting and tag.closes and tag.name == self.collecting[1]:
            self._collected()
        if tag.closes:
            return
        attributes = tag.attributes
        kind = self._kind(tag)
        if kind and not self.collecting:
            self.collecting, self.words = (kind, tag.name), []
        if tag.name == "html":
            self._keep("html_language", attributes.get("lang", ""))
        elif tag.name == "meta":
            self._meta(attributes)
        elif tag.name == "link":
            self._link(attributes)
        elif tag.name == "time" or attributes.get("itemprop", "").lower() == "datepublished":
            self._keep("time", attributes.get("datetime", "") or attributes.get("content", ""))

    def _kind(self, tag: Tag) -> str:
        if tag.name in ("title", "h1"):
            return tag.name
        rel = tag.attributes.get("rel", "").lower().split()
        if tag.name == "a" and "author" in rel:
            return "author"
        return "category" if tag.name == "a" and "category" in rel else ""

    def _collected(self) -> None:
        kind = self.collecting[0] if self.collecting else ""
        text = " ".join("".join(self.words).split())[:_MOST]
        self.collecting, self.words = None, []
        if kind == "category":
            self.categories.append(text)
        else:
            self._keep(kind, text)

    def _meta(self, attributes: dict[str, str]) -> None:
        names = (attributes.get(one, "") for one in ("property", "name", "itemprop"))
        kind = next((_META[name.lower()] for name in names if name.lower() in _META), "")
        content = attributes.get("content", "")[:_MOST]
        if kind == "categories":
            self.categories.append(content)
        elif kind:
            self._keep(kind, content)

    def _link(self, attributes: dict[str, str]) -> None:
        rel = attributes.get("rel", "").lower().split()
        if "canonical" in rel:
            self.found["address"] = attributes.get("href", "")
        elif "shortlink" in rel:
            self._keep("short_link", attributes.get("href", ""))

    def _keep(self, kind: str, value: str) -> None:
        if value.strip():
            self.found.setdefault(kind, value)

    def hints(self) -> Hints:
        """What the page tells of itself."""
        found = self.found
        return Hints(
            title=self._title(),
            published=found.get("published", "") or found.get("time", ""),
            categories=self.categories[:20],
            author=found.get("author", ""),
            short_link=found.get("short_link", ""),
            address=found.get("address", ""),
            language=found.get("html_language", "") or found.get("language", ""),
            description=found.get("description", ""),
        )

    def _title(self) -> str:
        """The first heading where it says what the head says; else the title without the name of the site."""
        heading = self.found.get("h1", "")
        declared = self.found.get("og:title", "") or self.found.get("title", "")
        if heading and (not declared or fold(heading).replace(" ", "") in fold(declared).replace(" ", "")):
            return heading
        return _SITE_NAME.split(declared)[0] if declared else ""
