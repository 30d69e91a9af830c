"""The map of what there is to read: everything public in every language, and nothing else."""

from datetime import timedelta
from xml.etree import ElementTree

from django.utils import timezone

from hamshahr.stories.services import begin_translation, publish_page, review_page, submit_page, withdraw_page
from hamshahr.stories.views import sitemaps
from tests.news import a_draft, a_story, an_about_page, tomas

SITE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
HOUSE = "https://hamshahr.example"


def tree(client, address):
    response = client.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/xml")
    return ElementTree.fromstring(response.content)


def places(client, address):
    return [found.text for found in tree(client, address).findall(".//s:loc", SITE)]


def alternates(client, address):
    return [
        {link.get("hreflang"): link.get("href") for link in url.findall("x:link", SITE)}
        for url in tree(client, address).findall("s:url", SITE)
    ]


def test_robots_name_the_map_and_the_map_leads_to_every_public_page(world, client, settings):
    settings.ADDRESS = HOUSE
    a_story(world, published_at=timezone.now())
    an_about_page(world)

    assert f"\nSitemap: {HOUSE}/sitemap.xml\n" in client.get("/robots.txt").content.decode()
    files = places(client, "/sitemap.xml")
    assert f"{HOUSE}/sitemaps/en/news.xml" in files
    assert f"{HOUSE}/sitemaps/fa/news.xml" not in files
    found = [place for file in files for place in places(client, file.removeprefix(HOUSE))]
    assert {
        *(f"{HOUSE}/{language}/cities/mashhad/" for language in ("fa", "en", "es", "fr")),
        f"{HOUSE}/fa/bodies/metropolis-board/",
        f"{HOUSE}/en/news/mashhad-leads/",
        f"{HOUSE}/en/pages/about/",
    } <= set(found)
    assert [place for place in found if client.get(place.removeprefix(HOUSE)).status_code != 200] == []


def test_each_page_says_where_else_it_is_told_and_only_there(world, client, settings):
    settings.ADDRESS = HOUSE
    story = a_story(world)
    a_story(world, title="Told once")
    begin_translation(story, language="fr", by=world.sara)
    twin = begin_translation(story, language="fa", by=world.sara)
    twin = publish_page(review_page(submit_page(twin, by=world.sara), by=tomas()), by=world.sara)

    both = {"en": f"{HOUSE}/en/news/mashhad-leads/", "fa": f"{HOUSE}/fa/news/mashhad-leads/"}
    assert alternates(client, "/sitemaps/en/stories-0.xml") == [both, {}]
    assert alternates(client, "/sitemaps/fa/stories-0.xml") == [both]
    assert places(client, "/sitemaps/fr/stories-0.xml") == []
    assert {"fa", "en", "es", "fr"} == set(alternates(client, "/sitemaps/en/cities-0.xml")[0])


def test_drafts_hours_to_come_and_what_was_withdrawn_are_on_no_map_even_for_the_office(world, client):
    a_draft(world, title="Canary draft")
    withdraw_page(a_story(world, title="Canary withdrawn", published_at=timezone.now()), by=world.sara, reason="Wrong.")
    waiting = a_story(world, title="Canary waiting")
    type(waiting).objects.filter(pk=waiting.pk).update(published_at=timezone.now() + timedelta(hours=1))
    type(world.seoul).objects.filter(pk=world.seoul.pk).update(live=False)
    client.force_login(world.sara)

    for address in ("/sitemap.xml", "/sitemaps/en/stories-0.xml", "/sitemaps/en/news.xml", "/sitemaps/en/cities-0.xml"):
        page = client.get(address).content.decode()
        assert not any(word in page for word in ("anary", "seoul", "en/stories-", "en/news.xml"))


def test_long_maps_are_cut_by_keys_and_lose_nothing(world, client, monkeypatch):
    monkeypatch.setattr(sitemaps, "PER_FILE", 2)
    keys = sorted(party.pk for party in (world.mashhad, world.seoul, world.brussels))

    files = [file.partition("/sitemaps/")[2] for file in places(client, "/sitemap.xml")]

    assert [file for file in files if file.startswith("en/cities")] == ["en/cities-0.xml", f"en/cities-{keys[1]}.xml"]
    found = [place for file in files if file.startswith("en/cities") for place in places(client, f"/sitemaps/{file}")]
    assert len(found) == len(set(found)) == 3


def test_the_news_map_holds_two_days_with_title_moment_and_language(world, client):
    fresh = a_story(world, title="Fresh & <new>", published_at=timezone.now() - timedelta(hours=47))
    a_story(world, title="Old", published_at=timezone.now() - timedelta(hours=49))

    said = {found.tag.rpartition("}")[2]: found.text for found in tree(client, "/sitemaps/en/news.xml").iter()}

    assert (said["title"], said["name"], said["language"]) == ("Fresh & <new>", "Metropolis", "en")
    assert said["publication_date"] == fresh.moment.isoformat(timespec="seconds")
    assert places(client, "/sitemaps/en/news.xml")[1:] == []


def test_what_is_not_on_the_map_is_not_found(world, client):
    for address in ("/sitemaps/de/news.xml", "/sitemaps/en/people-0.xml", "/sitemaps/de/cities-0.xml"):
        assert client.get(address).status_code == 404


def test_a_map_costs_few_queries_and_counts_nothing(world, client, django_assert_max_num_queries):
    for number in range(4):
        a_story(world, title=f"Number {number}")

    for address, most in (("/sitemap.xml", 16), ("/sitemaps/en/stories-0.xml", 3), ("/sitemaps/fa/cities-0.xml", 2)):
        client.get(address)
        with django_assert_max_num_queries(most) as asked:
            client.get(address)
        assert not any("COUNT(" in query["sql"] for query in asked.captured_queries)
