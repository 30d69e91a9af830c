"""What the newsroom says to machines, read back by libraries of others: each value is the one that was told.

atoma reads the feeds besides feedparser (``test_feeds``), ultimate-sitemap-parser the maps, extruct the linked data.
"""

import logging
from datetime import timedelta
from itertools import product

import atoma
import extruct
import feedparser
import pytest
from django.utils import timezone
from usp.tree import sitemap_from_str

from hamshahr.stories.models import Story
from hamshahr.stories.services import begin_translation, publish_page, review_page, submit_page
from hamshahr.stories.syndication import changed_at
from tests.news import a_story, category, corrected, tomas

HOUSE = "https://hamshahr.example"
PLACES = ("", "category/news/", "of/mashhad/")
KINDS = {"rss": atoma.parse_rss_bytes, "atom": atoma.parse_atom_bytes, "json": atoma.parse_json_feed_bytes}


@pytest.fixture
def told(world, settings):
    """Two stories in English, one of them corrected and told in Persian too."""
    settings.ADDRESS = HOUSE
    tie = {"categories": [category()], "parties": [world.mashhad], "author": "Sara & Co"}
    first = a_story(world, lead="What <is> first.", **tie)
    a_story(world, title="Fresh & <new>", published_at=timezone.now() - timedelta(hours=5), **tie)
    corrected(first, world)
    twin = begin_translation(Story.objects.get(pk=first.pk), language="fa", by=world.sara)
    twin.title = "مشهد پیش‌گام است"
    twin.save_revision(user=world.sara, log_action=False)
    publish_page(review_page(submit_page(twin, by=world.sara), by=tomas()), by=world.sara)


def stories(language):
    rows = Story.objects.published().filter(locale__language_code=language)
    return list(rows.order_by("-published_at"))


def to_the_second(moment):
    return moment.astimezone(timezone.get_default_timezone()).replace(microsecond=0)


def as_told(story):
    """Name, address, title and the two moments of a story, as every kind of feed tells them."""
    place = f"{HOUSE}/{story.language}/news/{story.slug}/"
    return (f"{HOUSE}/s/{story.code}", place, story.title, *map(to_the_second, (story.moment, changed_at(story))))


def read_item(kind, item):
    """The same of an item as atoma understood it; RSS has no second moment."""
    if kind == "rss":
        return (item.guid, item.link, item.title, to_the_second(item.pub_date))
    if kind == "atom":
        return (item.id_, item.links[0].href, item.title.value, *map(to_the_second, (item.published, item.updated)))
    return (item.id_, item.url, item.title, *map(to_the_second, (item.date_published, item.date_modified)))


def test_every_feed_is_read_by_two_libraries_with_the_values_that_were_told(told, client):
    for kind, language in product(KINDS, ("fa", "en")):
        expected = [as_told(story) for story in stories(language)]
        for place in PLACES:
            body = client.get(f"/{language}/news/{place}feed.{kind}").content
            feed = KINDS[kind](body)
            items = feed.entries if kind == "atom" else feed.items
            assert [read_item(kind, item) for item in items] == [one[: 4 if kind == "rss" else 5] for one in expected]
            if kind == "json":
                assert feed.feed_url == f"{HOUSE}/{language}/news/{place}feed.json"
                assert [item.tags for item in items] == [[{"fa": "اخبار", "en": "News"}[language]]] * len(items)
                continue
            again = feedparser.parse(body)
            assert again.bozo is False
            assert [(one.id, one.link, one.title) for one in again.entries] == [one[:3] for one in expected]


def test_every_map_is_read_with_the_values_that_were_told(told, client, caplog):
    caplog.set_level(logging.WARNING, logger="usp")

    index = sitemap_from_str(client.get("/sitemap.xml").content.decode())
    files = [one.url for one in index.sub_sitemaps]
    caplog.clear()  # a text names files that this parser cannot fetch
    assert all(file.startswith(f"{HOUSE}/sitemaps/") for file in files)
    read = {file: sitemap_from_str(client.get(file.removeprefix(HOUSE)).content.decode()) for file in files}

    assert caplog.records == []
    pages = {page.url: page for file, found in read.items() if "news.xml" not in file for page in found.all_pages()}
    for story in (*stories("en"), *stories("fa")):
        page = pages[f"{HOUSE}/{story.language}/news/{story.slug}/"]
        assert page.last_modified == to_the_second(story.last_published_at)
    alternates = {f"{HOUSE}/{language}/news/mashhad-leads/" for language in ("fa", "en")}
    twins = [page for page in pages.values() if set(dict(page.alternates or ()).values()) == alternates]
    assert {page.url for page in twins} == alternates
    (fresh,) = read[f"{HOUSE}/sitemaps/en/news.xml"].all_pages()
    news, story = fresh.news_story, stories("en")[0]
    assert (news.title, news.publication_name, news.publication_language) == (story.title, "Metropolis", "en")
    assert (fresh.url, news.publish_date) == (as_told(story)[1], as_told(story)[3])


def test_the_linked_data_of_every_story_is_read_with_the_values_that_were_told(told, client):
    for story in (*stories("en"), *stories("fa")):
        page = client.get(story.address).content.decode()
        found = extruct.extract(page, syntaxes=["json-ld", "microdata", "opengraph"], uniform=True, errors="strict")

        (said,) = found["json-ld"]
        name, place, title = as_told(story)[:3]
        assert (said["@type"], said["identifier"], said["url"], said["headline"]) == ("NewsArticle", name, place, title)
        assert said["datePublished"] == story.moment.isoformat(timespec="seconds")
        assert said["dateModified"] == changed_at(story).isoformat(timespec="seconds")
        assert found["microdata"] == []
        (card,) = found["opengraph"]
        assert (card["@type"], card["og:url"], card["og:title"]) == ("article", place, title)
        assert card["article:published_time"] == said["datePublished"]
