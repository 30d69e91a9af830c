"""A page of HTML as a draft: the article found among the chrome, its blocks, its head."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from hamshahr.kernel.restoration.letters import words

from .drafts import Draft, Hints, Piece
from .heads import HeadReader
from .limits import LIMITS
from .links import Link, LinkReader, in_text, shared
from .marks import bullet_of, mark_of
from .markup import Tag, Text, marks
from .pages import HEADING, LIST, PARAGRAPH, PICTURE, QUOTATION, Picture
from .signs import without_unseen

_SILENT = words("svg math object embed applet iframe frame template noscript select button audio video canvas")
_CHROME = frozenset({"nav", "footer", "aside", "menu"})
_REGIONS = {"article": 3, "main": 2}
_KEPT_OPEN = words("blockquote ul ol pre figcaption head header") | _SILENT | _CHROME | _REGIONS.keys()
_BREAKS = words(
    "p div section article main header footer nav aside ul ol li dl dt dd table tr blockquote figure figcaption pre "
    "form fieldset address center hr h1 h2 h3 h4 h5 h6 body html head title tbody thead summary details"
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SPACES = re.compile(r"[ \t\r\n\x0b\x0c\x85\u00a0\u2028\u2029]+")
_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_LEAD = re.compile(r"(?:^|[\s_-])(?:lead|lid|intro|introtext|summary|subtitle|standfirst|abstract)(?:$|[\s_-])", re.I)
_BODY = re.compile(r"articleBody|(?:^|\s)(?:entry-content|article-body|news-body|item-text|post-content)(?:$|\s)")
_SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|embed|audio|video|playlist|vc_[a-z_]+|et_pb_[a-z_]+)(?:\s[^\]\n]{0,500})?\]"
)
_CAPTION = re.compile(r"\[caption\b[^\]\n]{0,500}\]([^\[]{0,5000})\[/caption\]")
_PICTURE = re.compile(r"(?:<a\b[^<>]{0,2000}>)?\s{0,9}<img\b[^<>]{0,2000}>\s{0,9}(?:</a>)?", re.I)
_NO_ADDRESS = re.compile(r"\s*(?:data|javascript|vbscript|file|blob)\s*:", re.I)
_DEEPEST, _MOST_OF_VERSE = 200, 12


def draft_of_html(html: str, *, hints: Hints | None = None, is_loose: bool = False) -> Draft:
    """The draft of a page; ``is_loose`` is for the text of weblogs, where a blank line parts paragraphs."""
    if is_loose:
        html = _SHORTCODE.sub(" ", _CAPTION.sub(_as_figure, html))
    reader = _DocumentReader(is_loose=is_loose)
    for mark in marks(html):
        if isinstance(mark, Text):
            reader.say(mark.text)
        elif isinstance(mark, Tag):
            reader.meet(mark)
    return reader.draft(hints)


def _as_figure(shortcode: re.Match[str]) -> str:
    """The caption that WordPress writes beside a picture, as HTML has it."""
    picture = _PICTURE.match(shortcode[1].lstrip())
    if picture is None:
        return shortcode[1]
    return f"<figure>{picture[0]}<figcaption>{shortcode[1].lstrip()[picture.end() :]}</figcaption></figure>"


class _Part:
    """A piece before its place in the text is known."""

    __slots__ = ("gap", "is_lead", "kind", "level", "links", "picture", "region", "text")

    def __init__(self, kind: str, text: str, region: tuple[int, int], level: int = 0, picture: Picture | None = None):
        self.kind, self.text, self.region, self.level, self.picture = kind, text, region, level, picture
        self.is_lead = False
        self.gap = False
        self.links: list[Link] = []

    def lines(self) -> list["_Part"]:
        """The part itself, or each line of it where its lines are no verse but the lines of a whole page."""
        lines = [line for line in self.text.split("\n") if line.strip()]
        is_page = len(lines) > _MOST_OF_VERSE or any(len(one) > 120 or mark_of(one) or bullet_of(one) for one in lines)
        if self.kind != PARAGRAPH or len(lines) < 2 or not is_page:
            return [self]
        parts = [_Part(PARAGRAPH, line.strip(), self.region) for line in lines]
        parts[0].gap, parts[0].is_lead = self.gap, self.is_lead
        for part, links in zip(parts, shared(self.links, lines), strict=True):
            part.links = links
        return parts


class _DocumentReader:
    """Walks through the marks of a page with the tags that stand open."""

    def __init__(self, *, is_loose: bool) -> None:
        self.is_loose = is_loose
        self.head = HeadReader()
        self.open: list[str] = []
        self.words: list[str] = []
        self.parts: list[_Part] = []
        self.regions: list[tuple[int, int]] = []
        self.kind, self.level, self.is_lead = PARAGRAPH, 0, False
        self.number = 0
        self.body_tag, self.body_depth = "", 0
        self.left_out: set[str] = set()
        self.links = LinkReader()

    def say(self, text: str) -> None:
        """Take a stretch of text."""
        if "head" in self.open or any(name in _SILENT for name in self.open):
            self.head.say(text)
            return
        self.head.say(text)
        if "pre" in self.open or not self.is_loose:
            self._say(text)
            return
        for number, paragraph in enumerate(re.split(r"\n[ \t]*\r?\n", text)):
            if number:
                self._end()
            self._say(paragraph)

    def _say(self, text: str) -> None:
        self.words.append(_LINE_ENDS.sub("\n", text) if "pre" in self.open else _SPACES.sub(" ", text))

    def meet(self, tag: Tag) -> None:
        """Take a tag."""
        self.head.meet(tag)
        if tag.name in ("br", "hr"):
            self.words.append("\n")
        elif tag.name in ("td", "th") and self.words:
            self.words.append(" | ")
        elif tag.name == "img" and not tag.closes:
            self._picture(tag.attributes)
        if tag.name in _BREAKS:
            self._end()
        if tag.name == "a":
            self._link(tag)
        elif tag.closes:
            self._close(tag.name)
        else:
            self._open(tag)

    def _link(self, tag: Tag) -> None:
        if tag.closes:
            self.links.close(len(self.words))
        elif not any(name in _SILENT for name in self.open):
            self.links.open(tag.attributes.get("href", ""), len(self.words))

    def _open(self, tag: Tag) -> None:
        words = f"{tag.attributes.get('class', '')} {tag.attributes.get('itemprop', '')}"[:500]
        if tag.name in _HEADINGS:
            self.kind, self.level = HEADING, _HEADINGS[tag.name]
        elif tag.name == "body":
            self.open = [name for name in self.open if name != "head"]
        if tag.name in _BREAKS:
            self.is_lead = bool(_LEAD.search(words))
        if tag.name == self.body_tag:
            self.body_depth += 1
        elif not self.body_tag and tag.name in ("div", "section", "td") and _BODY.search(words):
            self.body_tag, self.body_depth = tag.name, 1
            self._enter(4)
        if tag.name in _KEPT_OPEN and len(self.open) < _DEEPEST:
            if tag.name in _SILENT and tag.name in ("svg", "object", "iframe", "embed"):
                self.left_out.add(tag.name)
            if tag.name not in ("embed", "frame") and not (tag.is_empty and tag.name in _SILENT):
                self.open.append(tag.name)
            if tag.name in _REGIONS:
                self._enter(_REGIONS[tag.name])

    def _enter(self, worth: int) -> None:
        self.number += 1
        self.regions = [one for one in self.regions if one[0] < worth]
        self.regions.append((worth, self.number))

    def _close(self, name: str) -> None:
        if name in _HEADINGS:
            self.kind, self.level = PARAGRAPH, 0
        if name == self.body_tag:
            self.body_depth -= 1
            if not self.body_depth:
                self.body_tag = ""
                self.regions = [one for one in self.regions if one[0] < 4]
        if name in self.open:
            while self.open.pop() != name:
                pass
            if name in _REGIONS:
                self.regions = [one for one in self.regions if one[0] < _REGIONS[name]]

    def _end(self) -> None:
        """The block ends here; a blank line inside it parts it further."""
        links, text, self.words = self.links.end(self.words), "".join(self.words), []
        lines = [line.strip() if "pre" not in self.open else line.rstrip() for line in text.split("\n")]
        texts = re.split(r"\n{2,}", "\n".join(lines))
        paragraphs = [pair for pair in zip(texts, shared(links, texts), strict=True) if pair[0].strip(" \n|")]
        for number, (paragraph, linked) in enumerate(paragraphs):
            part = _Part(self._kind(), paragraph.strip(" \n"), self._region(), self.level)
            part.gap, part.is_lead, part.links = number > 0, self.is_lead, linked
            self._add(part)

    def _add(self, part: _Part) -> None:
        if "figcaption" in self.open and self.parts and self.parts[-1].picture:
            picture = self.parts[-1].picture
            self.parts[-1].picture = replace(picture, caption=without_unseen(part.text))
            return
        self.parts += part.lines()

    def _kind(self) -> str:
        if self.kind == HEADING:
            return HEADING
        for name in reversed(self.open):
            if name in ("ul", "ol"):
                return LIST
            if name == "blockquote":
                return QUOTATION
        return PARAGRAPH

    def _region(self) -> tuple[int, int]:
        """Where the block stands: in the article, in the main part, elsewhere, or (-1) in the chrome."""
        if self.regions:
            return self.regions[-1]
        return (-1, 0) if any(name in _CHROME for name in self.open) else (1, 0)

    def _picture(self, attributes: dict[str, str]) -> None:
        address = attributes.get("src") or attributes.get("data-src") or ""
        if any(name in _SILENT for name in self.open):
            return
        if _NO_ADDRESS.match(address) or not address.strip():
            self.left_out.update({"data"} if address.strip() else ())
            return
        self._end()
        picture = Picture(without_unseen(address, 2000), without_unseen(attributes.get("alt", "")))
        self.parts.append(_Part(PICTURE, "", self._region(), picture=picture))

    def draft(self, hints: Hints | None) -> Draft:
        """The draft of what was met."""
        self._end()
        hints = hints or self.head.hints()
        parts = self._article()
        pieces, texts, place, pictures = [], [], 0, 0
        for part in parts:
            pictures += part.picture is not None
            if pictures > LIMITS.pictures_of_page and part.picture:
                continue
            end = place + len(part.text)
            links = in_text(part.links, part.text, place)
            pieces.append(Piece(part.kind, place, end, part.level, part.gap, part.is_lead, part.picture, links))
            if part.text:
                texts.append(part.text)
                place = end + 1
        return Draft("\n".join(texts), pieces, hints, self._warnings())

    def _article(self) -> list[_Part]:
        """The blocks of the richest region of the highest kind that holds an article's worth of text."""
        sizes: dict[tuple[int, int], int] = {}
        for part in self.parts:
            sizes[part.region] = sizes.get(part.region, 0) + len(part.text)
        total = sum(size for region, size in sizes.items() if region[0] >= 0)
        for worth in (4, 3, 2):
            best = max((region for region in sizes if region[0] == worth), key=lambda one: sizes[one], default=None)
            if best and sizes[best] >= 80 and sizes[best] * 5 >= total:
                return [part for part in self.parts if part.region == best]
        return [part for part in self.parts if part.region[0] >= 0] or self.parts

    def _warnings(self) -> list[str]:
        if not self.left_out:
            return []
        return [_("Things embedded in the page that are neither text nor a picture of the archive were left out.")]
