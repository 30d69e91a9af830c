"""Pages in feeds: WordPress's WXR, RSS and Atom, taken item by item out of a stream of XML."""

import io
from collections.abc import Iterator
from html import unescape

from django.utils.translation import gettext as _

from hamshahr.kernel.errors import Refused

from .assembling import Surroundings, page_of
from .drafts import Hints
from .encodings import Decoded, decoded_once_more
from .outcomes import Found, Outcome, attempt
from .rows import draft_of
from .xml import Item, items

_STORIES_OF_WORDPRESS = frozenset({"", "post", "page"})
_NO_STORIES = frozenset({"trash", "auto-draft", "inherit"})


def pages_in_feed(stream: io.BufferedReader, name: str, around: Surroundings) -> Iterator[Found]:
    """The pages of a feed, one an item."""
    number = 0
    for item in items(stream):
        if item.text("wp:post_type") not in _STORIES_OF_WORDPRESS or item.text("wp:status") in _NO_STORIES:
            continue
        number += 1
        place = f"{name}#{number}"
        if around.wants(place):
            yield place, attempt(lambda one=item, at=place: _page(one, at, around))
    if not number:
        raise Refused(_("There is no item in this feed."))


def _page(item: Item, name: str, around: Surroundings) -> Outcome:
    if item.is_too_long:
        raise Refused(_("This page is longer than a story can be; divide it into several pages."))
    if item.text("wp:post_password"):
        raise Refused(_("This page is closed by a password in WordPress; open it there and export again."))
    found = Decoded("", item.encoding)
    if decoded_once_more(item.text("content:encoded", "content", "description", "summary", "title")):
        item.texts = {name: decoded_once_more(text) or text for name, text in item.texts.items()}
        found = found._replace(is_twice=True)
    content = item.text("content:encoded", "content", "description", "summary")
    draft = draft_of(content, hints_of(item))
    status = item.text("wp:status")
    if status not in ("", "publish"):
        draft.warnings.append(_("In WordPress this page was not published."))
    return page_of(draft, name=name, source=item.source, found=found, around=around)


def hints_of(item: Item) -> Hints:
    """What an item tells beside its content."""
    date = item.text("wp:post_date_gmt")
    published = f"{date}+00:00" if date and not date.startswith("0000") else item.text("wp:post_date")
    return Hints(
        title=unescape(item.text("title")),
        lead=_lead(item),
        published=published or item.text("published", "pubDate", "dc:date", "updated"),
        categories=item.categories,
        author=item.text("dc:creator", "author/name", "author"),
        address=item.text("link"),
        language=item.language,
        code=item.text("wp:post_id"),
    )


def _lead(item: Item) -> str:
    """The excerpt of an item that has content beside it, without markup; a mere beginning of the content is none."""
    found = Decoded("", item.encoding)
    if decoded_once_more(item.text("content:encoded", "content", "description", "summary", "title")):
        item.texts = {name: decoded_once_more(text) or text for name, text in item.texts.items()}
        found = found._replace(is_twice=True)
    content = item.text("content:encoded", "content")
    excerpt = item.text("excerpt:encoded") or (item.text("description", "summary") if content else "")
    if not excerpt:
        return ""
    draft = draft_of(excerpt, Hints())
    words = " ".join(draft.words(piece).strip() for piece in draft.pieces if piece.picture is None)
    is_beginning = words.rstrip().endswith(("[…]", "[...]", "…", "...", "[&hellip;]"))
    return "" if is_beginning else words
