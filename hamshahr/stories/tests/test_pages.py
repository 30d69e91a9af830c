"""Stories as their readers get them."""

import pytest
from django.utils import timezone

from hamshahr.kernel.dates import PartialDate
from hamshahr.record.services import publish_claim
from hamshahr.stories.models import Story
from hamshahr.stories.services import begin_translation, mark_claim, publish_page, review_page, submit_page
from tests.news import a_draft, a_story, category, corrected, tomas
from tests.world import names


def text(client, address):
    response = client.get(address, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_a_story_renders_with_its_moment_in_the_readers_calendar(world, client):
    news = category()
    story = a_story(world, title="مشهد پیشگام", language="fa", categories=(news,), parties=(world.mashhad,))

    page = text(client, f"/fa/news/{story.slug}/")

    assert "یکشنبه ۱۹ دی ۱۴۰۰" in page
    assert "۱۲:۵۷" in page
    assert "(۹ ژانویه ۲۰۲۲، ۵ جمادی‌الثانی ۱۴۴۳)" in page
    assert "اخبار" in page
    assert 'href="/fa/cities/mashhad/"' in page


def test_one_moment_is_told_in_three_calendars_where_the_place_lives_by_them(world, client):
    tehran = text(client, f"/en/news/{a_story(world).slug}/")
    seoul = text(client, f"/en/news/{a_story(world, title='Seoul', zone='Asia/Seoul').slug}/")

    assert "Sunday 9 January 2022, 12:57" in tehran
    assert "(19 Dey 1400, 5 Jumada II 1443)" in tehran
    assert "Sunday 9 January 2022, 18:27" in seoul
    assert "Dey" not in seoul


def test_a_draft_is_not_there_for_readers(world, client):
    story = a_draft(world, title="Canary draft")

    assert client.get(f"/en/news/{story.slug}/").status_code == 404
    assert client.get(f"/s/{story.code}").status_code == 404
    assert "Canary" not in text(client, "/en/news/")
    client.force_login(world.sara)
    assert "Canary" in text(client, f"/en/news/{story.slug}/")


def test_the_short_link_holds_when_the_address_changes(world, client):
    story = a_story(world)
    old = f"/en/news/{story.slug}/"
    story.slug = "another-address"
    story.save_revision(user=world.sara, log_action=False)
    corrected(story, world, notice="A better address.")

    assert client.get(f"/s/{story.code}").headers["Location"] == "/en/news/another-address/"
    assert client.get(old).status_code == 301
    assert "<h1>Mashhad leads</h1>" in text(client, old)


def test_a_correction_is_shown_with_the_text_before(world, client):
    story = a_story(world)
    correction = corrected(story, world)

    assert "It was twelve courses." in text(client, f"/en/news/{story.slug}/")
    assert "more than 30 workshops" in text(client, f"/en/news/{story.slug}/before/{correction.pk}/")


def test_lists_are_read_by_key_from_newest_to_oldest_and_back(world, client):
    news = category()
    moments = [timezone.now() - timezone.timedelta(days=day) for day in range(1, 46)]
    for number, moment in enumerate(moments):
        a_story(world, title=f"Number {number}", published_at=moment, categories=(news,))

    for start in ("/en/news/", "/en/news/category/news/"):
        seen, address = [], start
        while address:
            shelf = client.get(address).context["shelf"]
            seen += [story.title for story in shelf.stories]
            last, address = shelf, shelf.older and f"{start}?before={shelf.older}"
        assert seen == [f"Number {number}" for number in range(45)]
        back = client.get(f"{start}?after={last.newer}").context["shelf"]
        assert [story.title for story in back.stories] == [f"Number {number}" for number in range(20, 40)]


def test_the_number_of_queries_does_not_grow(world, client, django_assert_max_num_queries):
    news = category()
    for number in range(25):
        a_story(world, title=f"Number {number}", categories=(news,), parties=(world.mashhad,))
    story = Story.objects.first()
    for address, most in {
        "/en/news/": 5,
        "/en/news/category/news/": 6,
        "/en/news/of/mashhad/": 6,
        f"/en/news/{story.slug}/": 11,
    }.items():
        client.get(address)
        with django_assert_max_num_queries(most):
            text(client, address)


@pytest.mark.parametrize(("language", "year", "month"), [("fa", 1400, 10), ("en", 2022, 1)])
def test_the_archive_follows_the_readers_calendar(world, client, language, year, month):
    a_story(world, title="News", language=language)

    assert f"/{language}/news/archive/{year}/" in text(client, f"/{language}/news/archive/")
    assert f"/{language}/news/archive/{year}/{month}/" in text(client, f"/{language}/news/archive/{year}/")
    assert 'class="list"' in text(client, f"/{language}/news/archive/{year}/{month}/")
    assert client.get(f"/{language}/news/archive/{year}/13/").status_code == 404


def test_a_translation_is_linked_and_does_not_bind(world, client):
    story = a_story(world)
    twin = begin_translation(story, language="fa", by=world.sara)
    twin = publish_page(review_page(submit_page(twin, by=world.sara), by=tomas()), by=world.sara)

    assert (story.is_authentic, twin.is_authentic) == (True, False)
    assert f'href="/s/{twin.code}"' in text(client, f"/en/news/{story.slug}/")


def test_a_text_that_leads_to_another_page_is_shown_with_its_address(world, client):
    other = a_story(world, title="The other")
    story = a_story(world, body=[("paragraph", f'<p><a linktype="page" id="{other.pk}">There.</a></p>')])

    assert '<a href="/en/news/the-other/">There.</a>' in text(client, f"/en/news/{story.slug}/")


def test_the_words_of_a_claim_are_marked_in_the_text(world, client):
    claim = publish_claim(
        key="c07",
        party=world.mashhad,
        sentence=names(en="More than 30 workshops"),
        comparison=">",
        quantity=30,
        builder="record.measure",
        parameters={"measure": "training.hosted"},
        published_in="News",
        published_on=PartialDate("2022-01-09"),
        by=world.sara,
    )
    story = a_story(world)
    mark_claim(story, claim=claim, phrase="more than 30 workshops", by=world.sara)

    page = text(client, f"/en/news/{story.slug}/")

    assert (
        '<span class="said said-claimed">more than 30 workshops</span><a class="said-number" id="t1" href="#c1">'
        in page
    )
    assert '<li id="c1">' in page
    assert 'href="/en/record/claims/c07/"' in page
