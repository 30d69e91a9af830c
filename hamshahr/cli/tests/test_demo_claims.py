"""The claims of the founding article, each with the state that the records of the demonstration network give it."""

import pytest

from hamshahr.record.models import Claim, ClaimTurn, Entry
from hamshahr.record.proving import said
from hamshahr.record.services import rebuild, reconsider_all
from hamshahr.stories.models import Story
from hamshahr.stories.services import correct_page

PROVEN = "c01 c02 c14 c15 c16 c31 c35 c36 c37 c38 c39"
PARTLY = "c03 c06 c07 c08 c10 c11 c20 c23 c24 c25 c26 c27 c28 c34"
CLAIMED = "c04 c05 c09 c12 c17 c19 c21 c22 c30 c32 c33"
OPINION = "c13 c18 c29"
LANGUAGES = {"en", "fa", "es", "fr"}


def states():
    return dict(Claim.objects.order_by("key").values_list("key", "state"))


def test_each_claim_of_the_article_has_the_state_that_its_records_give(network):
    expected = {"proven": PROVEN, "partly": PARTLY, "claimed": CLAIMED, "opinion": OPINION}

    assert states() == dict(sorted((key, state) for state, keys in expected.items() for key in keys.split()))


def test_each_claim_speaks_four_languages_and_says_what_is_missing(network):
    for claim in Claim.objects.all():
        assert set(claim.sentence.data) == LANGUAGES == set(claim.note.data), claim.key
        assert bool(said(claim.missing)) is (claim.state in ("partly", "claimed")), claim.key


def test_the_article_is_published_with_each_claim_marked_in_the_order_of_its_text(network):
    story = Story.objects.get(locale__language_code="fa")
    numbers = dict(story.claim_marks.values_list("claim__key", "number"))

    assert (story.live, story.title) == (True, "پیشگامی مشهد در فهرست کلان‌شهرهای جهان")
    assert [str(filing.category.names) for filing in story.filings.order_by("category")] == ["Special news", "News"]
    assert sorted(numbers.values()) == list(range(1, 40))
    assert [key for key, _number in sorted(numbers.items(), key=lambda pair: pair[1])] == sorted(numbers)
    assert {claim.publication for claim in Claim.objects.all()} == {story}


def test_forty_projects_are_none_and_thirty_workshops_are_three_with_a_title(network):
    found = dict(Claim.objects.filter(key__in=["c07", "c21", "c22", "c24"]).values_list("key", "value"))

    assert found == {"c07": 3, "c21": 0, "c22": 0, "c24": 3}


def test_compared_again_or_after_the_record_was_rebuilt_no_claim_turns(network):
    before, turns = states(), ClaimTurn.objects.count()
    Entry.objects.filter(kind="mandate.granted").update(confidence="claimed")

    rebuild()

    assert states() == before
    assert reconsider_all().turns == []
    assert ClaimTurn.objects.count() == turns


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Mashhad at the forefront of the list of the world’s metropolises"),
        ("es", "Mashhad, a la vanguardia de la lista de las metrópolis del mundo"),
        ("fr", "Machhad à l’avant-garde de la liste des métropoles du monde"),
    ],
)
def test_the_article_is_told_in_the_other_languages_and_the_persian_text_binds(network, db, client, language, title):
    article = Story.objects.get(locale__language_code="fa")
    told = Story.objects.get(locale__language_code=language)

    assert (told.title, told.is_authentic, told.made_from_id) == (title, False, article.live_revision_id)
    assert (told.published_at, len(told.paragraphs)) == (article.published_at, len(article.paragraphs))
    marks = list(told.claim_marks.values_list("number", "claim__key"))
    assert marks == list(article.claim_marks.values_list("number", "claim__key"))
    assert title in client.get(f"/{language}/news/").content.decode()
    page = client.get(told.address)
    assert [note.number for note in page.context["loose"]] == [36, 37, 38, 39]  # of the source's head and foot
    assert (len(page.context["notes"]), page.context["staleness"]) == (39, None)
    text = page.content.decode()
    assert f'<a href="/s/{article.code}" hreflang="fa" lang="fa">{article.title}</a></p>' in text
    for code in sorted(LANGUAGES):
        assert f'<link rel="alternate" hreflang="{code}"' in text
        assert f'<link rel="alternate" hreflang="{code}"' in client.get(article.address).content.decode()


def test_a_corrected_paragraph_of_the_article_is_shown_with_its_translation(network, db, client):
    article = Story.objects.get(locale__language_code="fa")
    article.body[0] = ("paragraph", "<p>بند تازه.</p>")
    article.save_revision(log_action=False)
    correct_page(article, by=None, notice="یک بند")

    staleness = client.get(Story.objects.get(locale__language_code="en").address).context["staleness"]

    (passage,) = staleness.passages
    assert (staleness.language, passage.before[:20], passage.after) == ("fa", "توسعه همکاری‌های بین", "بند تازه.")
