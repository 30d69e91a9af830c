"""A story given on: what machines read in its head, its card, its short link as a code for cameras."""

import json
import re
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import translation
from PIL import Image

from hamshahr.stories.models import Story
from hamshahr.stories.services import begin_translation, publish_page, review_page, submit_page
from hamshahr.stories.views.sharing import square_code
from tests.news import a_draft, a_story, category, corrected, tomas

HOUSE = "https://hamshahr.example"


@pytest.fixture(autouse=True)
def house(settings, tmp_path):
    settings.ADDRESS, settings.DATA = HOUSE, tmp_path


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def said_to_machines(text):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    return [json.loads(each) for each in found]


def links(text, rel):
    return [unescape(link) for link in re.findall(rf'<link rel="{rel}"[^>]*>', text)]


def translated(story, world, language="fa"):
    twin = begin_translation(story, language=language, by=world.sara)
    return publish_page(review_page(submit_page(twin, by=world.sara), by=tomas()), by=world.sara)


def test_the_head_says_to_machines_what_the_page_says_to_readers(world, client):
    fields = {"lead": "It hosts most.", "author": "Sara", "categories": [category()], "parties": [world.mashhad]}
    story = a_story(world, **fields)
    corrected(story, world)

    (said,) = said_to_machines(page(client, "/en/news/mashhad-leads/"))

    assert (said.pop("dateModified") > "2022", len(said["correction"])) == (True, 1)
    assert said.pop("correction")[0]["text"] == "It was twelve courses."
    assert said == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Mashhad leads",
        "description": "It hosts most.",
        "inLanguage": "en",
        "url": f"{HOUSE}/en/news/mashhad-leads/",
        "identifier": f"{HOUSE}/s/{story.code}",
        "datePublished": "2022-01-09T12:57:00+03:30",
        "image": [f"{HOUSE}/en/news/mashhad-leads/card.png"],
        "author": {"@type": "Person", "name": "Sara"},
        "publisher": {"@type": "Organization", "name": "Metropolis", "url": f"{HOUSE}/"},
        "articleSection": ["News"],
        "about": [{"@type": "City", "name": "Mashhad", "url": f"{HOUSE}/en/cities/mashhad/"}],
    }


def test_a_title_cannot_end_the_script_it_stands_in(world, client):
    hostile = '</script><script>alert(1)</script><!-- "&'
    story = a_story(world, title=hostile)

    text = page(client, f"/en/news/{story.slug}/")

    assert said_to_machines(text)[0]["headline"] == hostile
    assert "<script>alert" not in text
    assert text.count("</script>") == text.count("<script")


def test_open_graph_leads_to_the_installation_and_its_card(world, client):
    a_story(world, lead='A "lead"')

    text = page(client, "/en/news/mashhad-leads/")

    said = dict(re.findall(r'<meta property="og:([a-z:_]+)" content="([^"]*)">', text))
    assert said == {
        "type": "article",
        "site_name": "Metropolis",
        "locale": "en_GB",
        "title": "Mashhad leads",
        "description": "A &quot;lead&quot;",
        "url": f"{HOUSE}/en/news/mashhad-leads/",
        "image": f"{HOUSE}/en/news/mashhad-leads/card.png",
        "image:type": "image/png",
        "image:width": "1200",
        "image:height": "630",
        "image:alt": "Mashhad leads",
    }


def test_only_translations_that_can_be_read_are_linked_and_the_masthead_leads_to_the_news_elsewhere(world, client):
    story = a_story(world)
    twin = translated(story, world)
    Story.objects.filter(pk=twin.pk).update(slug="مشهد")
    begin_translation(story, language="fr", by=world.sara)
    persian = "/fa/news/%D9%85%D8%B4%D9%87%D8%AF/"

    for address in ("/en/news/mashhad-leads/", persian):
        text = page(client, address)
        assert links(text, "canonical") == [f'<link rel="canonical" href="{HOUSE}{address}">']
        assert re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)">', text) == [
            ("fa", f"{HOUSE}{persian}"),
            ("en", f"{HOUSE}/en/news/mashhad-leads/"),
        ]
        masthead = re.findall(r'<a lang="\w+" hreflang="(\w+)" href="([^"]+)"', text)
        expected = {"fa": persian, "en": "/en/news/mashhad-leads/", "es": "/es/news/", "fr": "/fr/news/"}
        assert dict(masthead) == expected
        assert [client.get(link).status_code for link in expected.values()] == [200] * 4


def test_the_page_to_share_has_short_link_words_and_a_code(world, client):
    story = a_story(world, title="مشهد پیشگام", language="fa", lead="خبر")

    text = page(client, f"/fa/news/{story.slug}/share/")

    assert f"مشهد پیشگام\n\nخبر\n\n{HOUSE}/s/{story.code}</textarea>" in text
    assert text.count(f'href="{HOUSE}/s/{story.code}"') == 1
    assert '<svg width="232" height="232"' in text
    assert 'hreflang="en" href="/en/news/"' in text
    assert not re.search(r'<link rel="alternate" hreflang', text)


def test_the_code_for_cameras_has_its_three_eyes_and_a_quiet_zone(world):
    drawing = square_code(f"{HOUSE}/s/2bcdfghj")
    size = int(re.search(r'viewBox="0 0 (\d+)', drawing)[1])
    dark = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1", drawing)}
    eye = {(x, y) for x in range(7) for y in range(7) if {x, y} & {0, 6} or {x, y} <= {2, 3, 4}}

    for across, down in ((4, 4), (size - 11, 4), (4, size - 11)):
        seen = {(x - across, y - down) for x, y in dark if 0 <= x - across < 7 and 0 <= y - down < 7}
        assert seen == eye
    assert min(min(cell) for cell in dark) == 4
    assert max(max(cell) for cell in dark) == size - 5


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_card_is_drawn_once_and_again_after_a_correction_of_the_title(world, client, language):
    title = {"fa": "مشهد پیشگام در میان کلان‌شهرها", "en": "Mashhad leads"}[language]
    story = a_story(world, title=title, language=language)
    address = f"/{language}/news/{story.slug}/card.png"

    first = client.get(address)
    picture = Image.open(BytesIO(first.content))
    assert (first.headers["Content-Type"], picture.format, picture.size) == ("image/png", "PNG", (1200, 630))
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    (kept,) = cards()
    story.title = f"{title} 2"
    story.save_revision(user=world.sara, log_action=False)
    corrected(story, world)

    second = client.get(f"/{language}/news/{Story.objects.get().slug}/card.png")
    assert second.headers["ETag"] != first.headers["ETag"]
    assert second.content != first.content
    assert (len(cards()), kept in cards()) == (1, False)


def cards():
    from django.conf import settings

    return sorted(path.name for path in (Path(settings.DATA) / "cards").iterdir())


def test_what_looks_like_a_drawings_own_language_is_only_text(world, client):
    story = a_story(world, title='#panic("x") $ *b* "quoted" \\ `raw`')

    assert client.get(f"/en/news/{story.slug}/card.png").status_code == 200


def test_a_draft_has_no_card_no_page_to_share_and_nothing_for_machines(world, client):
    story = a_draft(world, title="Canary")

    for ending in ("", "share/", "card.png"):
        assert client.get(f"/en/news/{story.slug}/{ending}").status_code == 404
    client.force_login(world.sara)
    text = page(client, f"/en/news/{story.slug}/")
    assert (said_to_machines(text), "og:" in text) == ([], False)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_page_to_share_costs_few_queries(world, client, django_assert_max_num_queries, language):
    story = a_story(world, language=language, categories=[category()])
    with translation.override(language):
        client.get(story.address + "share/")
        with django_assert_max_num_queries(4):
            page(client, story.address + "share/")
