"""The search of stories: every spelling finds the same, the best first, exact after every act."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from hamshahr.kernel.text import HALF_SPACE
from hamshahr.parties.services import add_party, merge_parties
from hamshahr.stories.finding import excerpt, highlighted, sought_in, survey
from hamshahr.stories.finding.queries import read_query
from hamshahr.stories.finding.words import indexed_words, sightings, tokens_of
from hamshahr.stories.models import IndexedStory, Story
from hamshahr.stories.services import (
    begin_translation,
    publish_page,
    rebuild_index,
    review_page,
    submit_page,
    withdraw_page,
)
from tests.news import a_draft, a_story, category, corrected, tomas
from tests.world import names

COMPOUNDS = ("کلانشهر", "کلان شهر", f"كلان{HALF_SPACE}شهر", f"کلان{HALF_SPACE}شهرها", "کلانشهرهای", "كَلانـشهر")


def said(text):
    return {"body": [("paragraph", f"<p>{text}</p>")]}


def titles(words, **asked):
    return [found.title for found in survey(sought_in(words), **asked).page]


def page(client, words="", reader="en", **more):
    response = client.get(f"/{reader}/news/search/", {"q": words, **more})
    assert response.status_code == 200
    return response.content.decode().split("<main")[1].split("</main")[0]


def found(client, words="", **more):
    """The titles found, in their order, without their marks."""
    links = re.findall(r'<h3><a href="[^"]+">(.*?)</a>', page(client, words, **more))
    return [re.sub(r"</?mark>", "", link) for link in links]


@pytest.fixture
def spelt(world):
    """A story for each spelling of one word, and one that holds its two halves apart."""
    texts = {"A": "کلانشهر مشهد", "B": "این کلان شهر", "C": "كلان‌شهر", "D": "کلان‌شهرهای جهان", "E": "کلان شهر‌ها"}
    for title, text in texts.items():
        a_story(world, title, language="fa", **said(text))
    a_story(world, "apart", language="fa", **said("شهر در گزارش کلان نیست"))
    return sorted(texts)


def test_a_word_joined_parted_or_tied_finds_the_same_stories(spelt):
    assert {words: sorted(titles(words)) for words in COMPOUNDS} == dict.fromkeys(COMPOUNDS, spelt)
    assert sorted(titles("شهر کلان")) == ["B", "C", "D", "E", "apart"]
    assert titles("گزارش کلان") == ["apart"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("۱۴۰۰ مدرسه", ["1400", "١٤٠٠", "۱۴۰۰", "۱۴۰۰ مدرسه"]),
        ("La réunion à São Paulo", ["reunion", "RÉUNION", "sao paulo", "São PAULO"]),
        ("Las ciudades de España", ["ciudad", "CIUDADES", "espana", "ESPAÑA ciudad"]),
        ("Saint-Jean and l’école", ["saint-jean", "saintjean", "saint jean", "école", "l'ecole"]),
        ("workshops of cities", ["workshop", "city", "Workshops city"]),
        ("فعاليت‌هاي شوراي شهر", ["فعالیت", "فعالیت‌های", "فعاليتها", "شورای شهر"]),
    ],
)
def test_letters_digits_cases_and_accents_are_folded(world, text, words):
    a_story(world, "Found", **said(text))
    a_story(world, "Other", **said("Nothing of the kind."))

    assert {word: titles(word) for word in words} == {word: ["Found"] for word in words}


def test_the_title_counts_before_the_lead_before_the_text_and_then_the_newer(world):
    day = datetime(2022, 1, 9, 9, tzinfo=UTC)
    for number, (title, lead, text) in enumerate(
        [("Old water", "", "x"), ("One", "on water", "x"), ("Two", "", "of water"), ("New Water", "water", "x")]
    ):
        a_story(world, title, lead=lead, published_at=day + timedelta(days=number), **said(text))

    assert titles("water") == ["New Water", "Old water", "One", "Two"]
    assert titles("water x") == ["New Water", "One", "Old water"]
    first = survey(sought_in("water"), most=2)
    second = survey(sought_in("water"), most=2, before=first.older)
    assert [one.title for one in (*first.page, *second.page)] == ["New Water", "Old water", "One", "Two"]
    assert (first.total, second.total, second.older) == (4, 4, "")


def test_between_quotation_marks_words_stand_beside_one_another(world):
    a_story(world, "Order", **said("A big city council, and the big council city."))
    a_story(world, "Chain", **said("A big city. The city council. کلان شهر"))

    assert sorted(titles('"city council"')) == ["Chain", "Order"]
    assert titles('"council city"') == ["Order"]
    assert titles('"big city council"') == ["Order"]
    assert titles("«کلان شهر»") == titles("“کلانشهر”") == ["Chain"]
    assert titles('"council big"') == titles("city absent") == []


def test_the_index_is_exact_after_every_act(world):
    draft = a_draft(world, "Lighthouse", **said("A lighthouse."))
    assert titles("lighthouse") == []
    approved = review_page(submit_page(draft, by=world.sara), by=tomas())
    story = publish_page(approved, by=world.sara)
    assert titles("lighthouse") == ["Lighthouse"]

    corrected(story, world, "<p>A harbour.</p>")
    assert (titles("harbour"), titles('"a lighthouse"')) == (["Lighthouse"], [])

    twin = begin_translation(Story.objects.get(pk=story.pk), language="fr", by=world.sara)
    assert titles("harbour") == ["Lighthouse"]
    publish_page(review_page(submit_page(twin, by=world.sara), by=tomas()), by=world.sara)
    assert titles("harbour") == ["Lighthouse", "Lighthouse"]

    withdraw_page(Story.objects.get(pk=story.pk), by=world.sara, reason="Wrong harbour.")
    assert [one.language for one in survey(sought_in("harbour")).page] == ["fr"]
    assert list(IndexedStory.objects.values_list("story", flat=True)) == [twin.pk]


def test_a_story_is_found_from_its_hour_on(world, monkeypatch):
    hour = timezone.now() + timedelta(days=2)
    story = review_page(submit_page(a_draft(world, "Tomorrow"), by=world.sara), by=tomas())
    publish_page(story, by=world.sara, at=hour)

    seen = []
    for moment in (timezone.now(), hour - timedelta(microseconds=1), hour, hour + timedelta(days=400)):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        seen.append(survey(sought_in("tomorrow")).total)
    assert seen == [0, 0, 1, 1]


def test_rebuilding_gives_the_same_rows_and_only_published_ones(world):
    for number in range(3):
        a_story(world, f"Bridge {number}", categories=[category()], parties=[world.mashhad])
    a_draft(world, "Bridge of a draft")
    before = list(IndexedStory.objects.order_by("place").values())

    IndexedStory.objects.all().delete()
    assert titles("bridge") == []

    assert rebuild_index() == 3
    assert list(IndexedStory.objects.order_by("place").values()) == before
    assert titles("bridge") == ["Bridge 2", "Bridge 1", "Bridge 0"]


def test_links_narrow_and_keep_the_rest(world, client):
    board = [("related", [("body", world.board)])]
    old, new = datetime(2019, 3, 25, 9, tzinfo=UTC), datetime(2022, 1, 9, 9, tzinfo=UTC)
    news, water = category(), category("water", en="Water")
    a_story(world, "Tram one", categories=[news], parties=[world.mashhad], published_at=old)
    a_story(world, "Tram two", categories=[water], parties=[world.seoul], published_at=new)
    a_story(world, "Tram three", language="fr", categories=[news], published_at=new, body=[*said("x")["body"], *board])

    shown = page(client, "tram")
    for link, number in (
        ("category=news", 2),
        ("city=mashhad", 1),
        ("year=2022", 2),
        ("language=fr", 1),
    ):
        assert re.search(rf'href="\?q=tram&amp;{link}">[^<]+</a> <span class="number">{number}<', shown), link
    assert found(client, "tram", category="news") == ["Tram three", "Tram one"]
    assert found(client, "tram", city="seoul") == ["Tram two"]
    assert found(client, "tram", body=world.board.slug) == ["Tram three"]
    assert found(client, "tram", language="fr") == ["Tram three"]
    assert found(client, "tram", year="2019") == ["Tram one"]
    assert "مشهد" not in page(client, "tram", "fa", year="1400")
    narrowed = page(client, "tram", category="news", year="2022")
    assert 'href="?q=tram&amp;category=news">all' in narrowed
    assert 'href="?q=tram&amp;category=news&amp;year=2022&amp;language=fr"' not in narrowed  # one language is no choice
    assert 'href="?q=tram&amp;year=1398">۱۳۹۸</a>' in page(client, "tram", "fa")


def test_a_merged_city_is_found_under_the_one_that_stays(world, client):
    twin = add_party(slug="mashad", names=names(en="Mashad"), country=world.iran, kind="city", by=None)
    a_story(world, "Metro", parties=[twin])

    merge_parties(party=twin, into=world.mashhad, by=world.sara, reason="The same city.")

    assert found(client, "metro", city="mashhad") == ["Metro"]


def test_what_was_found_is_marked_as_it_is_spelt(world, client):
    text = "A long beginning about something else entirely, before the رويداد كلان‌شهر مشهد, &amp; its end."
    a_story(world, "کلان شهر & Mashhad", **said(text))

    shown = page(client, "کلانشهر")

    assert "<mark>کلان شهر</mark> &amp; Mashhad" in shown
    assert "<mark>كلان‌شهر</mark> مشهد, &amp; its end." in shown
    assert "<script" not in page(client, "<script>")


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("(Workshops), and more", "workshop", "(<mark>Workshops</mark>), and more"),
        ("Seúl <b>", "seul b", "<mark>Seúl</mark> &lt;<mark>b</mark>&gt;"),
        ("Saint-Jean", "saint jean", "<mark>Saint-Jean</mark>"),
        ("Nothing", "absent", "Nothing"),
    ],
)
def test_marks_leave_the_points_around_a_word(text, query, shown):
    assert highlighted(text, read_query(query, lambda words: set())) == shown


def test_an_excerpt_begins_some_words_before_what_was_found():
    text = f"{'begin ' * 40}middle {'end ' * 80}"

    piece = excerpt(["no", text], read_query("middle", lambda words: set()))

    assert re.fullmatch(r"… (begin ){9,11}<mark>middle</mark> (end ?){40,60} …", piece)


def test_a_beginning_is_tried_where_no_word_is_whole(world, client):
    a_story(world, "Observatory opened")

    shown = page(client, "observ")

    assert "<mark>Observatory</mark> opened" in shown
    assert "begin so" in shown
    a_story(world, "The observers", published_at=datetime(2020, 1, 9, tzinfo=UTC))
    sought = sought_in("observ").beginning()
    first = survey(sought, most=1)
    second = survey(sought, most=1, before=first.older)
    assert [(one.page[0].title, one.total) for one in (first, second)] == [
        ("Observatory opened", 2),
        ("The observers", 2),
    ]
    assert second.older == ""


def test_nothing_found_leads_on(world, client):
    a_story(world, "Tram")

    shown = page(client, "tram zeppelin", category="absent")

    assert "No story holds" in shown
    assert 'href="?q=zeppelin"' in shown
    assert 'href="/en/search/?q=tram%20zeppelin"' in shown


HOSTILE = [
    *("", "   ", '"', '""', "*", "NEAR(", "NEAR(a b, 2)", "a AND", "NOT", "OR OR", "-", "^x", "words: x", "{title}: x"),
    *("'", "';--", "\\", "a & | !", "%s %(x)s", "\x00tram", "\u202etram\u202c", "\u2066" * 50, "…", "§ ¤ ÷ ‡ ·"),
    *("\U000e0041", "\ufdfa", "a" * 10_000, "tram " * 2_000, '"' * 500, "ـ" * 300, f"x{HALF_SPACE}" * 90, "<mark>"),
    "x-" * 100,
]


ADDRESSES = [
    *({"before": "9~9"}, {"before": "0~" + "9" * 30}, {"before": "²~1"}, {"year": "0000"}, {"year": "9999"}),
    *({"year": "٢٠٢٢"}, {"city": "x" * 5000}, {"category": "\x00"}, {"body": "'"}, {"language": "xx"}),
]


def test_nothing_typed_and_no_address_breaks_the_page(world, client):
    a_story(world, "Tram")

    for words in HOSTILE:
        shown = page(client, words)
        assert not {"\u202e", "\u2066", "\x00"} & set(shown), words
        assert len(shown) < 20_000, words
    for asked in ADDRESSES:
        assert found(client, "tram", **asked) == ["Tram"], asked


def test_the_number_of_queries_does_not_grow(world, client, django_assert_max_num_queries):
    a_story(world, "Tram of old", parties=[world.mashhad], categories=[category()])
    with django_assert_max_num_queries(10):
        page(client, "tram old", "fa")
    for number in range(2):
        a_story(world, f"Tram {number}", parties=[world.seoul], categories=[category()])
    for words in ("tram", "tram old", "zeppelin"):
        with django_assert_max_num_queries(10):
            page(client, words, "fa", category="news")


def test_the_marks_see_the_words_that_the_index_keeps():
    text = "کلان‌شهرهای «جهان» و São-Paulo’s  workshops; 12٬345 (فعاليت\u200bها) a·b"

    assert {token for token, _start, _end in sightings(text)} == set(tokens_of(text))


def test_a_story_too_long_for_the_store_is_found_by_its_beginning():
    body = (f"{number:036x}" for number in range(12_000))

    words = indexed_words("Title", "", [" ".join(body)], [])

    assert len(words.encode()) <= 900_000
    assert words.split()[:2] == ["§title", "¤title"]
