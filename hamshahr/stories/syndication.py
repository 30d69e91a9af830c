"""Stories as feeds tell them: Atom, RSS 2.0 and JSON Feed 1.1, each with lead and whole text."""

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape, format_html
from django.utils.text import Truncator
from wagtail.rich_text.rewriters import LinkRewriter

from hamshahr.kernel.digits import number
from hamshahr.kernel.languages import say
from hamshahr.record.models import Claim

from .models import Page, Story
from .publisher import absolute
from .wording import plain_words

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
BETWEEN = "\x1e"  # a sign that no text holds: links of all stories are looked up in one question
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_INSIDE = re.compile(r'((?:href|src)=")/(?!/)')


class Dated:
    """The moment of a feed is that of what it tells, so that the same stories are the same bytes."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else NEVER


class Atom(Dated, Atom1Feed):
    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["text"], {"type": "html"})


class Rss(Dated, Rss201rev2Feed):
    content_type = "application/rss+xml; charset=utf-8"

    def rss_attributes(self):
        return super().rss_attributes() | {"xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["text"])


class JsonFeed(Dated, SyndicationFeed):
    """JSON Feed, version 1.1."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile, encoding):
        told = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "language": self.feed["language"],
            "items": [self.told(item) for item in self.items],
        }
        outfile.write(json.dumps(told, ensure_ascii=False, indent=1))

    def told(self, item):
        authors = [{"name": item["author_name"]}] if item["author_name"] else []
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "summary": item["lead"],
            "content_html": item["text"],
            "date_published": item["pubdate"].isoformat(timespec="seconds"),
            "date_modified": item["updateddate"].isoformat(timespec="seconds"),
            "authors": authors,
            "tags": list(item["categories"]),
            "language": self.feed["language"],
        }


FEEDS = {"atom": Atom, "rss": Rss, "json": JsonFeed}


def feed_of(
    ending: str, stories: list[Story], *, title: str, path: str, page: str, language: str, publisher: str
) -> SyndicationFeed:
    """The stories, which carry their headings, as a feed at ``path`` that says what is read at ``page``."""
    feed = FEEDS[ending](
        title=writable(title),
        link=absolute(page),
        description=writable(title),
        language=language,
        feed_url=absolute(path),
        feed_guid=absolute(path),
        author_name=publisher,
    )
    for story, text in zip(stories, texts_of(stories), strict=True):
        feed.add_item(**item_of(story, text))
    return feed


def item_of(story: Story, text: str) -> dict[str, Any]:
    """One story; its short link is its name for good, whatever its address becomes."""
    lead = writable(lead_of(story))
    return {
        "title": writable(story.title),
        "link": absolute(reverse("stories:story", args=[story.slug])),
        "description": escape(lead),
        "lead": lead,
        "text": text,
        "unique_id": absolute(reverse("short:page", args=[story.code])),
        "unique_id_is_permalink": True,
        "pubdate": story.moment,
        "updateddate": changed_at(story),
        "author_name": writable(story.author) or (say(story.desk.names) if story.desk else None),
        "categories": [say(category.names) for category in story.headings],
    }


def lead_of(story: Story) -> str:
    """What the story says first."""
    paragraphs = (plain_words(value) for kind, value in blocks_of([story]) if kind == "paragraph")
    return story.lead or Truncator(next(paragraphs, "")).chars(300)


def changed_at(story: Story) -> datetime:
    """When its text was last put before readers, by the clock of its place."""
    changed = max(filter(None, (story.published_at, story.last_published_at)))
    return changed.astimezone(story.moment.tzinfo)


def writable(text: str) -> str:
    """The text without the signs that XML cannot hold."""
    return _UNWRITABLE.sub("", text)


def texts_of(stories: list[Story]) -> list[str]:
    """The whole text of each as clean HTML with whole addresses."""
    claims = claims_of(stories)
    whole = BETWEEN.join(writable(html_of(story, claims)) for story in stories)
    addressed = _INSIDE.sub(rf"\1{settings.ADDRESS}/", LinkRewriter({}, {"page": links_to_pages})(whole))
    return addressed.split(BETWEEN) if stories else []


def links_to_pages(links: list[dict[str, str]]) -> list[str]:
    """The short links of pages that texts lead to, asked for at once; a page that cannot be read is not linked."""
    keys = {link["id"] for link in links}
    codes = {str(pk): code for pk, code in Page.objects.published().filter(pk__in=keys).values_list("pk", "code")}
    short = {key: format_html('<a href="{}">', reverse("short:page", args=[code])) for key, code in codes.items()}
    return [short.get(link["id"], "<a>") for link in links]


def blocks_of(stories: Iterable[Story]) -> Iterable[tuple[str, Any]]:
    """The blocks as they are stored: to make them whole would be a question to the store for each story."""
    for story in stories:
        for block in story.body.raw_data:
            yield block["type"], block["value"]


def claims_of(stories: list[Story]) -> dict[int, Claim]:
    """The claims whose numbers stand in these texts."""
    keys = {value["claim"] for kind, value in blocks_of(stories) if kind == "figure"}
    return {claim.pk: claim for claim in Claim.objects.visible_to(None).filter(pk__in=keys)} if keys else {}


def html_of(story: Story, claims: dict[int, Claim]) -> str:
    lead = [format_html("<p><b>{}</b></p>", story.lead)] if story.lead else []
    return "\n".join([*lead, *filter(None, (block_html(*block, claims) for block in blocks_of([story])))])


def block_html(kind: str, value: Any, claims: dict[int, Claim]) -> str:
    """One block; what was cleaned when it was saved goes out as it is."""
    match kind:
        case "paragraph":
            return str(value)
        case "heading":
            return format_html("<h2>{}</h2>", value)
        case "quotation":
            return format_html("<blockquote><p>{}</p><p>{}</p></blockquote>", value["text"], value.get("speaker") or "")
        case "picture":
            return format_html("<p><i>{}</i></p>", value.get("caption") or value["alt"])
        case "figure" if claim := claims.get(value["claim"]):
            shown = number(claim.quantity), say(claim.sentence), claim.get_state_display()
            return format_html("<p><b>{}</b> {} ({})</p>", *shown)
    return ""
