"""Feeds as a stranger takes them: the latest stories, whole, with stable names, and nothing that is a draft."""

import json
from datetime import timedelta

import feedparser
import pytest
from django.utils import timezone

from hamshahr.stories.services import withdraw_page
from tests.news import MOMENT, a_draft, a_story, category, corrected

ATOM, RSS, JSON = "/en/news/feed.atom", "/en/news/feed.rss", "/en/news/feed.json"


def read(client, address):
    """The feed as another library understands it."""
    response = client.get(address)
    assert response.status_code == 200
    found = feedparser.parse(response.content)
    assert (found.bozo, found.encoding) == (False, "utf-8")
    return found


@pytest.mark.parametrize(("ending", "version"), [("atom", "atom10"), ("rss", "rss20")])
def test_another_library_reads_back_what_was_told(world, client, settings, ending, version):
    settings.ADDRESS = "https://hamshahr.example"
    body = [("paragraph", '<p>A &amp; <a href="/en/cities/">cities</a>.</p>'), ("heading", "Then <b>")]
    story = a_story(world, lead="What <is> first.", author="Sara", categories=[category()], body=body)

    feed = read(client, f"/en/news/feed.{ending}")

    assert (feed.version, feed.feed.language) == (version, "en")
    assert (feed.feed.title, feed.feed.link) == ("Metropolis · News", "https://hamshahr.example/en/news/")
    (entry,) = feed.entries
    assert (entry.title, entry.link) == ("Mashhad leads", "https://hamshahr.example/en/news/mashhad-leads/")
    assert entry.id == f"https://hamshahr.example/s/{story.code}"
    assert (entry.summary, entry.author) == ("What &lt;is&gt; first.", "Sara")
    assert [tag.term for tag in entry.tags] == ["News"]
    assert entry.published_parsed[:6] == MOMENT.timetuple()[:6]
    assert "+03:30" in entry.published or "+0330" in entry.published
    text = entry.content[0].value
    assert '<a href="https://hamshahr.example/en/cities/">cities</a>' in text
    assert "<h2>Then &lt;b&gt;</h2>" in text


def test_the_json_feed_says_the_same_with_zones(world, client, settings):
    settings.ADDRESS = "https://hamshahr.example"
    story = a_story(world, title="مشهد پیشگام", language="fa", lead="خبر", categories=[category()])

    response = client.get("/fa/news/feed.json")
    feed = response.json()

    assert response.headers["Content-Type"] == "application/feed+json; charset=utf-8"
    assert (feed["version"], feed["language"]) == ("https://jsonfeed.org/version/1.1", "fa")
    assert (feed["home_page_url"], feed["feed_url"]) == (
        "https://hamshahr.example/fa/news/",
        "https://hamshahr.example/fa/news/feed.json",
    )
    (item,) = feed["items"]
    changed = item.pop("date_modified")
    assert changed.endswith("+03:30")
    assert item == {
        "id": f"https://hamshahr.example/s/{story.code}",
        "url": client.get(f"/s/{story.code}").headers["Location"].join(["https://hamshahr.example", ""]),
        "title": "مشهد پیشگام",
        "summary": "خبر",
        "content_html": "<p><b>خبر</b></p>\n<p>Mashhad has hosted more than 30 workshops, and wants more.</p>",
        "date_published": "2022-01-09T12:57:00+03:30",
        "authors": [],
        "tags": ["اخبار"],
        "language": "fa",
    }


def test_a_feed_tells_its_own_heading_city_and_language_only(world, client):
    news, other = category(), category("other", en="Other")
    a_story(world, title="Of Mashhad", categories=[news], parties=[world.mashhad])
    a_story(world, title="Of Seoul", categories=[other], parties=[world.seoul])
    a_story(world, title="فارسی", language="fa", categories=[news], parties=[world.mashhad])

    def titles(address):
        return sorted(item["title"] for item in client.get(address).json()["items"])

    assert titles(JSON) == ["Of Mashhad", "Of Seoul"]
    assert titles("/en/news/category/news/feed.json") == ["Of Mashhad"]
    assert titles("/en/news/of/seoul/feed.json") == ["Of Seoul"]
    assert titles("/fa/news/of/mashhad/feed.json") == ["فارسی"]
    assert client.get("/en/news/category/none/feed.json").status_code == 404
    assert client.get("/en/news/feed.csv").status_code == 404


def test_drafts_hours_to_come_and_what_was_withdrawn_are_in_no_feed_even_for_the_office(world, client):
    tie = {"categories": [category()], "parties": [world.mashhad]}
    a_draft(world, title="Canary draft", **tie)
    withdrawn = a_story(world, title="Canary withdrawn", **tie)
    withdraw_page(withdrawn, by=world.sara, reason="Wrong.")
    waiting = a_story(world, title="Canary waiting", **tie)
    type(waiting).objects.filter(pk=waiting.pk).update(published_at=timezone.now() + timedelta(hours=1))
    client.force_login(world.sara)

    for place in ("", "category/news/", "of/mashhad/"):
        for ending in ("atom", "rss", "json"):
            answer = client.get(f"/en/news/{place}feed.{ending}")
            assert (answer.status_code, b"Canary" in answer.content) == (200, False)


def test_who_has_the_feed_already_is_told_so_until_a_story_changes(world, client):
    story = a_story(world)
    first = client.get(ATOM)
    etag, changed = first.headers["ETag"], first.headers["Last-Modified"]

    again = client.get(ATOM, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(ATOM, headers={"If-Modified-Since": changed}).status_code == 304

    corrected(story, world)
    assert client.get(ATOM, headers={"If-None-Match": etag}).status_code == 200
    assert read(client, ATOM).entries[0].id.endswith(f"/s/{story.code}")


def test_an_empty_feed_is_a_feed_and_the_same_bytes_twice(world, client):
    for address in (ATOM, RSS):
        assert read(client, address).entries == []
    assert client.get(ATOM).content == client.get(ATOM).content
    assert client.get(JSON).json()["items"] == []


def test_signs_that_xml_cannot_hold_do_not_break_the_feed(world, client):
    a_story(world, title="A bell\x07 rings", lead="In\x0b the lead")

    assert read(client, ATOM).entries[0].title == "A bell rings"
    assert read(client, RSS).entries[0].title == "A bell rings"


def test_thirty_stories_cost_as_many_queries_as_one_and_nothing_is_counted(
    world, client, django_assert_max_num_queries
):
    tie = {"categories": [category()], "parties": [world.mashhad], "desk": world.mashhad}
    linked = a_story(world, **tie)
    link = [("paragraph", f'<p><a linktype="page" id="{linked.pk}">x</a></p>')]
    for number in range(31):
        a_story(world, title=f"Number {number}", body=link, **tie)

    for place, most in (("", 4), ("category/news/", 5), ("of/mashhad/", 5)):
        for ending in ("atom", "rss", "json"):
            client.get(f"/en/news/{place}feed.{ending}")
            with django_assert_max_num_queries(most) as asked:
                answer = client.get(f"/en/news/{place}feed.{ending}")
            assert f"/s/{linked.code}" in answer.content.decode()
            assert not any("COUNT(" in query["sql"] for query in asked.captured_queries)
    assert len(json.loads(answer.content)["items"]) == 30


@pytest.mark.parametrize("language", ["fa", "en"])
def test_lists_name_their_feeds(world, client, language):
    category()
    page = client.get(f"/{language}/news/category/news/").content.decode()

    for kind, ending in (("atom+xml", "atom"), ("rss+xml", "rss"), ("feed+json", "json")):
        address = f"/{language}/news/category/news/feed.{ending}"
        assert page.count(f'href="{address}"') == 2
        assert f'type="application/{kind}"' in page
    assert f'href="/{language}/news/feed.atom"' in client.get(f"/{language}/bodies/").content.decode()
    city = client.get(f"/{language}/cities/mashhad/").content.decode()
    assert f'href="/{language}/news/of/mashhad/feed.atom"' in city
