"""The way of a page from draft to readers, and back."""

import hashlib
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from hamshahr.accounts.models import Act
from hamshahr.kernel.errors import Refused
from hamshahr.stories.models import Story
from hamshahr.stories.rules import drafted
from hamshahr.stories.services import (
    begin_translation,
    clear_page,
    confirm_translation,
    correct_page,
    publish_page,
    return_page,
    review_page,
    submit_page,
    withdraw_page,
)
from hamshahr.stories.staleness import staleness_of
from hamshahr.stories.wording import canonical_text
from tests.news import MOMENT, a_draft, a_story, corrected, tomas


def kinds(page):
    return [step.kind for step in page.steps.all()]


def test_a_story_goes_from_draft_over_review_to_its_readers(world):
    story = a_draft(world)
    assert (story.live, story.stage) == (False, "draft")

    story = submit_page(story, by=world.sara, reason="Ready.")
    story = review_page(story, by=tomas())
    story = publish_page(story, by=world.sara)

    assert (story.live, story.stage, kinds(story)) == (
        True,
        "published",
        ["drafted", "submitted", "reviewed", "published"],
    )
    assert list(Story.objects.visible_to(world.omid)) == [story]
    assert Act.objects.filter(thing_id=str(story.pk), verb="page.published").exists()


def test_who_put_a_story_to_review_does_not_approve_it(world):
    story = submit_page(a_draft(world), by=world.sara)

    with pytest.raises(Refused, match="somebody else approves"):
        review_page(story, by=world.sara)

    assert Story.objects.get(pk=story.pk).stage == "review"
    assert kinds(story) == ["drafted", "submitted"]


def test_a_story_that_needs_the_lawyers_waits_for_them(world):
    story = review_page(submit_page(a_draft(world, needs_legal=True), by=world.sara), by=tomas())
    assert story.stage == "legal"

    with pytest.raises(Refused, match="not approved yet"):
        publish_page(story, by=world.sara)

    story = publish_page(clear_page(story, by=world.sara, reason="Seen by Dr Abadi."), by=world.sara)
    assert story.stage == "published"


def test_a_text_changed_after_approval_is_not_published(world):
    story = review_page(submit_page(a_draft(world), by=world.sara), by=tomas())
    story.title = "Something else"
    story.save_revision(user=world.sara, log_action=False)

    with pytest.raises(Refused, match="changed after it was approved"):
        publish_page(story, by=world.sara)

    again = return_page(story, by=tomas(), reason="Changed.")
    again = publish_page(review_page(submit_page(again, by=world.sara), by=tomas()), by=world.sara)
    assert again.title == "Something else"


def test_a_draft_without_text_is_not_put_to_review(world):
    with pytest.raises(Refused, match="no text yet"):
        submit_page(a_draft(world, body=[]), by=world.sara)


def test_a_story_set_for_a_later_hour_is_seen_by_the_office_alone_until_then(world):
    story = review_page(submit_page(a_draft(world), by=world.sara), by=tomas())
    hour = timezone.now() + timedelta(hours=2)

    story = publish_page(story, by=world.sara, at=hour)

    assert (story.is_waiting, kinds(story)[-1]) == (True, "scheduled")
    assert not Story.objects.visible_to(world.omid).exists()
    assert list(Story.objects.visible_to(world.sara)) == [story]


def test_an_hour_that_has_passed_is_refused(world):
    story = review_page(submit_page(a_draft(world), by=world.sara), by=tomas())

    with pytest.raises(Refused, match="has passed"):
        publish_page(story, by=world.sara, at=datetime(2022, 1, 1, tzinfo=UTC))


def test_an_imported_moment_stays_the_one_shown(world):
    assert a_story(world, published_at=MOMENT).published_at == MOMENT


def test_a_correction_carries_a_notice_and_keeps_the_text_before(world):
    story = a_story(world)
    before, digest = canonical_text(story), story.digest

    correction = corrected(story, world)

    story = Story.objects.get(pk=story.pk)
    assert (correction.text_before, correction.digest_before) == (before, digest)
    assert story.paragraphs == ["Mashhad has hosted twelve courses."]
    assert story.published_at == MOMENT
    assert story.digest != digest


def test_a_changed_text_reaches_no_reader_without_a_notice(world):
    story = a_story(world)

    with pytest.raises(Refused, match="what was wrong"):
        corrected(story, world, notice="  ")

    shown = Story.objects.get(pk=story.pk)
    assert shown.paragraphs == ["Mashhad has hosted more than 30 workshops, and wants more."]
    assert not story.corrections.exists()


def test_the_fingerprint_is_the_sha_256_of_the_plain_text(world, client):
    story = a_story(world)

    plain = client.get(f"/en/news/{story.slug}/text/").content

    assert hashlib.sha256(plain).hexdigest() == story.digest


def test_a_withdrawn_story_says_so_and_its_text_is_gone(world, client):
    story = a_story(world)
    address, short = f"/en/news/{story.slug}/", f"/s/{story.code}"

    withdraw_page(story, by=world.sara, reason="The city asked.")

    for place in (address, short):
        response = client.get(place)
        assert response.status_code == 410
        assert "workshops" not in response.content.decode()


def test_a_translation_is_stale_by_paragraph_until_it_is_confirmed(world, client):
    story = a_story(world, body=[("paragraph", "<p>It stays.</p>"), ("paragraph", "<p>It changes.</p>")])
    twin = submit_page(begin_translation(story, language="fa", by=world.sara), by=world.sara)
    twin = publish_page(review_page(twin, by=tomas()), by=world.sara)
    assert staleness_of(twin) is None

    story = Story.objects.get(pk=story.pk)
    story.body = [("paragraph", "<p>It stays.</p>"), ("paragraph", "<p>It has changed.</p>")]
    story.save_revision(user=world.sara, log_action=False)
    correct_page(story, by=world.sara, notice="The second paragraph.")

    twin = Story.objects.get(pk=twin.pk)
    assert [(one.before, one.after) for one in staleness_of(twin).passages] == [("It changes.", "It has changed.")]
    assert "<ins>It has changed.</ins>" in client.get(twin.address).content.decode()

    twin = confirm_translation(twin, by=world.sara)
    assert staleness_of(twin) is None
    assert kinds(twin)[-1] == "confirmed"
    assert "<ins>" not in client.get(twin.address).content.decode()


def test_damaged_persian_of_a_draft_is_mended_part_by_part_where_the_editor_chooses(world, client):
    texts = ("كان شهرهاي ايران و اين متن", "<p>در <b>محات</b> شهر ميخواند و تعامات را &amp; ديد.</p>", "متن سالم است.")
    story = a_draft(world, texts[0], language="fa", body=[("paragraph", texts[1]), ("paragraph", f"<p>{texts[2]}</p>")])
    address = f"/office/stories/do/mend-persian/{story.pk}/"
    client.force_login(world.sara)

    page = client.get(address).content.decode()
    assert re.findall(r'name="parts" value="([^"]+)"', page) == ["title", "body:0"]
    assert "<del>" in page
    assert "<ins>" in page
    client.post(address, {"parts": "body:0"})

    draft = drafted(Story.objects.get())
    assert draft.title == texts[0]
    assert draft.body[0].value.source == "<p>در <b>محلات</b> شهر می‌خواند و تعاملات را &amp; دید.</p>"
    assert draft.body[1].value.source == "<p>متن سالم است.</p>"
    assert client.get(f"/office/stories/do/mend-persian/{a_draft(world).pk}/").status_code == 404
