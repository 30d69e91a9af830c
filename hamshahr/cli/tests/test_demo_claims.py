"""The claims of the founding article, each with the state that the records of the demonstration network give it."""

import pytest

from hamshahr.record.models import Claim, ClaimTurn, Entry
from hamshahr.record.proving import said
from hamshahr.record.services import rebuild, reconsider_all
from hamshahr.stories.models import Story

PROVEN = "c01 c02 c14 c15 c16 c31 c35 c36 c37 c38 c39"
PARTLY = "c03 c06 c07 c08 c10 c11 c20 c23 c24 c25 c26 c27 c28 c34"
CLAIMED = "c04 c05 c09 c12 c17 c19 c21 c22 c30 c32 c33"
OPINION = "c13 c18 c29"
LANGUAGES = {"en", "fa", "es", "fr"}

pytestmark = pytest.mark.xdist_group("demonstration")


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
