"""The search: every spelling finds the same, drafts are found by nobody outside, the index keeps step."""

import re

import pytest

from hamshahr.bodies.models import Decision
from hamshahr.bodies.services import take_local_office
from hamshahr.calls.services import add_edition
from hamshahr.gatherings.services import add_gathering
from hamshahr.kernel.dates import PartialDate
from hamshahr.parties.models import Person
from hamshahr.parties.services import add_party, describe
from hamshahr.web import searching
from hamshahr.web.highlights import highlight
from hamshahr.web.models import Findable
from hamshahr.web.queries import search as queries
from tests.news import a_draft, a_story
from tests.world import names

CANARY = "Canaryville"


def page(client, words, language="en", **more):
    response = client.get(f"/{language}/search/", {"q": words, **more})
    assert response.status_code == 200
    return response.content.decode()


def found(client, words, **more):
    """The addresses of the results, in their order."""
    main = page(client, words, **more).split("<main")[1]
    return re.findall(r'<h3><a href="([^"]+)"', main)


def everything(world):
    """One thing of each kind, besides the cast."""
    add_gathering(
        slug="wc-13", kind="congress", names=names(en="World Congress 13 in Mashhad", fa="کنگرهٔ ۱۳ در مشهد"), by=None
    )
    add_edition(slug="ma-1", award=world.award, number=1, cycle_year=2002, by=world.sara)
    take_local_office(party=world.mashhad, person=world.mayor, title=names(en="Mayor"), starts_on="2019", by=world.sara)
    Decision.objects.create(
        body=world.board, number="14/2020", title=names(en="Admission of Mashhad"), decided_on=PartialDate("2020-11-30")
    )


@pytest.mark.parametrize("words", ["Machhad", "mashhad", "MASHHAD", "مشهد", "مشه", "مَشهد", "مـشهد"])
def test_a_city_is_found_by_any_of_its_names_and_by_a_beginning(world, client, words):
    assert found(client, words)[0] == "/en/cities/mashhad/"


@pytest.mark.parametrize("words", ["کلانشهر", "کلان شهر", "كلان‌شهر", "کلان‌شهرها", "کلانشهرها", "كلان شهرها"])
@pytest.mark.parametrize("name", ["انجمن جهانی کلان‌شهرها", "انجمن جهانی کلان شهرها", "انجمن جهانی کلانشهرها"])
def test_joined_parted_and_arabic_spellings_find_each_other(world, client, name, words):
    describe(world.metropolis, {"names": names(fa=name)}, by=world.sara)

    assert found(client, words) == ["/en/bodies/metropolis/"]


@pytest.mark.parametrize("words", ["congress 13", "۱۳ کنگره", "كنگره ١٣"])
def test_three_sets_of_digits_are_one(world, client, words):
    everything(world)

    assert found(client, words) == ["/en/gatherings/wc-13/"]


@pytest.mark.parametrize("language", ["fa", "en"])
def test_results_stand_by_kind_with_their_numbers(world, client, language, django_assert_max_num_queries):
    everything(world)

    with django_assert_max_num_queries(10):
        shown = page(client, "m", language)

    assert f'<html lang="{language}"' in shown
    kinds = re.findall(r'<section class="leaf section" aria-labelledby="h-(\w+)"', shown)
    assert kinds == ["party", "body", "gathering", "person", "edition", "decision"] if language == "en" else kinds


def test_the_number_of_queries_does_not_grow(world, client, django_assert_num_queries):
    everything(world)
    with django_assert_num_queries(9):
        page(client, "m")

    for number in range(40):
        add_party(names=names(en=f"Metro {number}"), country=world.iran, kind="city", by=None)
    with django_assert_num_queries(9):
        page(client, "m")


def test_one_kind_is_leafed_through(world, client):
    for number in range(45):
        add_party(names=names(en=f"Newtown {number}"), country=world.iran, kind="city", by=None)

    pages = [found(client, "newtown", kind="party", page=number) for number in (1, 2, 3)]

    assert [len(one) for one in pages] == [20, 20, 5]
    assert len({address for one in pages for address in one}) == 45
    assert len(found(client, "newtown")) == 5


def test_what_bears_the_very_name_stands_first(world, client):
    for name in ("Greater Seoul Union", "Seoulville", "Old Seoul"):
        add_party(names=names(en=name), country=world.korea, kind="city", by=None)

    assert found(client, "seoul")[0] == "/en/cities/seoul/"


def test_the_other_name_that_was_found_is_told(world, client):
    assert 'also <bdi lang="fr"><mark>Machhad</mark></bdi>' in page(client, "machhad")


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("کلان‌شهرها و شهرها", "کلانشهر", "<mark>کلان‌شهرها</mark> و شهرها"),
        ("کلان شهر مشهد", "کلانشهر", "<mark>کلان</mark> <mark>شهر</mark> مشهد"),
        ("World <b>Congress</b>", "congress", "World <mark>&lt;b&gt;Congress&lt;/b&gt;</mark>"),
        ("Ankara and Jakarta", "an", "<mark>Ankara</mark> <mark>and</mark> Jakarta"),
        ("Seúl", "seul", "<mark>Seúl</mark>"),
        ("Seoul", "…", "Seoul"),
    ],
)
def test_the_words_are_marked_where_they_stand(text, words, shown):
    assert highlight(text, words) == shown


@pytest.mark.parametrize(
    "words", ["", "  ", "…", "\u200c", "'", "%", "_", "<script>alert(1)</script>", "a" * 300, "\x00x"]
)
def test_no_words_break_the_page(world, client, words):
    shown = page(client, words)

    assert "<script>alert" not in shown
    assert found(client, words) == []


def test_a_misspelt_name_gets_names_like_it(world, client):
    shown = page(client, "mashad")

    assert 'href="/en/cities/mashhad/"' in shown
    assert "Names like it" in shown


def drafts(world):
    party = add_party(slug="canary", names=names(en=CANARY), country=world.iran, kind="city", by=None, live=False)
    world.award.names = names(en=f"{CANARY} Award")
    world.award.live = False
    world.award.save()
    add_edition(slug="canary-1", award=world.award, number=1, cycle_year=2002, by=world.sara)
    add_gathering(slug="canary", kind="congress", names=names(en=f"{CANARY} Congress"), by=None, live=False)
    person = Person.objects.create(slug="canary", names=names(en=f"{CANARY} Person"))
    take_local_office(party=party, person=person, title=names(en="Mayor"), starts_on="2019", by=world.sara)
    Decision.objects.create(body=world.award, title=names(en=f"{CANARY} Decision"), decided_on=PartialDate("2020"))


def test_drafts_are_found_by_the_office_only(world, client):
    drafts(world)
    client.force_login(world.sara)
    assert len(found(client, CANARY)) == 6

    for who in ("mina", "jun", "leila", "omid", None):
        client.logout()
        if who:
            client.force_login(getattr(world, who))
        shown = page(client, CANARY)
        assert (found(client, CANARY), "Nothing holds" in shown) == ([], True)
        assert re.findall(rf"{CANARY} \w+|/canary", shown) == []


def test_stories_are_found_beside_the_rest_and_drafts_by_nobody(world, client, django_assert_max_num_queries):
    everything(world)
    story = a_story(world, "مشهد کلان‌شهر", language="fa", body=[("paragraph", "<p>Metro, and m.</p>")])
    a_draft(world, f"{CANARY} of the newsroom")

    for words in ("کلانشهر", "کلان شهر", "metro"):
        assert story.address in found(client, words), words
    with django_assert_max_num_queries(10):
        shown = page(client, "m")
    assert 'href="/en/news/search/?q=m">Stories</a> <span class="number">1</span>' in shown
    client.force_login(world.sara)
    assert found(client, CANARY) == []


def test_a_private_field_is_no_way_to_a_person(world, client):
    everything(world)
    world.mayor.email = "secret-address@example.org"
    world.mayor.biography = names(en="Zebrafinch")
    world.mayor.save()

    assert found(client, "kalaei") == ["/en/people/mayor-of-mashhad/"]
    assert found(client, "secret-address") == []
    assert found(client, "zebrafinch") == []


def test_a_person_without_a_public_office_is_not_found(world, client):
    assert found(client, "kalaei") == []


def test_the_index_keeps_step_with_names_and_deletions(world, client):
    describe(world.seoul, {"names": names(en="Hanyang")}, by=world.sara)
    assert (found(client, "seoul"), found(client, "hanyang")) == ([], ["/en/cities/seoul/"])

    passing = Person.objects.create(slug="passing", names=names(en="Passing"))
    key = passing.pk
    passing.delete()
    assert not Findable.objects.filter(kind="person", thing_id=key).exists()


def test_a_renamed_award_renames_its_editions(world, client):
    everything(world)
    world.award.names = names(en="Prize of Cities")
    world.award.save()

    assert found(client, "prize 2002") == ["/en/awards/ma-1/"]


def test_a_rebuilt_index_is_the_same(world):
    everything(world)
    rows = Findable.objects.order_by("kind", "thing_id").values_list("kind", "thing_id", "names", "words")
    before = list(rows)

    assert searching.rebuild() == len(before) == len(rows)
    assert list(rows.all()) == before


def test_what_is_too_much_to_be_named_one_by_one_is_found_all_the_same(world, client, monkeypatch):
    everything(world)
    few = found(client, "mashhad")

    monkeypatch.setattr(queries, "MOST_NAMED", 0)

    assert queries.named("mashhad") is None
    assert found(client, "mashhad") == few
