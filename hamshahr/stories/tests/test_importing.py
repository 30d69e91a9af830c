"""Pages of other desks becoming drafts, and their mending undone."""

import hashlib
import io
import re
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape

from hamshahr.accounts.models import Act
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.record.models import Claim
from hamshahr.record.services import publish_claim
from hamshahr.stories.models import ImportedPage, Origin, Story, StoryImport
from hamshahr.stories.reading import open_bundle, read_page
from hamshahr.stories.services import (
    bring_page,
    carry_on,
    mark_claim,
    open_import,
    publish_page,
    review_page,
    submit_page,
    trial,
    undo_repairs,
)
from hamshahr.stories.services.uploads import kept_file
from hamshahr.stories.wording import canonical_text, paragraphs_of, plain_words
from tests.news import category, tomas
from tests.world import names

ARTICLE = Path(__file__).parents[2] / "cli" / "network" / "founding_article.txt"
PAGE = "<html><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"


def pages(number):
    """A ZIP of small pages."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for one in range(number):
            archive.writestr(f"{one:03}.html", PAGE.format(title=f"Story {one}", text=f"What happened on day {one}."))
    packed.seek(0)
    return packed


def brought(world, file, name="pages.zip", most=None):
    with open_bundle(file, name) as bundle:
        run = open_import(bundle, name=name, digest=hashlib.sha256(name.encode()).hexdigest(), by=world.sara)
        return run, carry_on(run, bundle, by=world.sara, stop=lambda: run.pages.count() == most, together=1)


def test_the_founding_article_becomes_a_draft_with_its_source_byte_for_byte(world):
    category("special", fa="اخبار ویژه")
    raw = ARTICLE.read_bytes()

    story, is_new = bring_page(read_page(raw, ARTICLE.name), by=world.sara)

    assert (is_new, story.live, story.stage, story.language) == (True, False, "draft", "fa")
    assert story.title == "پیشگامی مشهد در فهرست کلان‌شهرهای جهان"
    assert f"{story.moment:%Y-%m-%d %H:%M %Z}" == "2022-01-09 12:57 +0330"
    assert sorted(str(filing.category.names) for filing in story.filings.all()) == ["اخبار", "اخبار ویژه"]
    assert [mention.party for mention in story.mentions.all()] == [world.mashhad]
    assert bytes(story.origin.source) == raw
    assert story.origin.timings == {"generation": 1.1851593653361, "queries": 0.85312414169312, "cache": "No Cache"}


def test_undoing_every_repair_gives_the_words_of_the_source(world):
    story, _new = bring_page(read_page(ARTICLE.read_bytes(), ARTICLE.name), by=world.sara)
    origin = story.origin
    restored = story.paragraphs

    draft = undo_repairs(story, field="body", numbers=range(len(origin.repairs["body"])), by=world.sara)

    sources = [origin.texts["body"][start:end] for _kind, start, end, _level in origin.texts["blocks"]]
    assert paragraphs_of(draft.body) == [plain_words(escape(text)) for text in sources]
    assert "کان شهرهای" in "\n".join(draft.paragraphs)
    again = undo_repairs(story, field="body", numbers=range(len(origin.repairs["body"])), by=world.sara, again=True)
    assert again.paragraphs == restored


def test_one_repair_is_undone_and_the_others_stay(world):
    story, _new = bring_page(read_page(ARTICLE.read_bytes(), ARTICLE.name), by=world.sara)
    number = next(n for n, row in enumerate(story.origin.repairs["body"]) if "lam" in row[3])

    draft = undo_repairs(story, field="body", numbers=[number], by=world.sara)

    rows = Origin.objects.get(story=story).repairs["body"]
    assert [n for n, row in enumerate(rows) if row[5]] == [number]
    assert "\n".join(draft.paragraphs) != "\n".join(story.paragraphs)
    assert Act.objects.filter(verb="repair.undone").count() == 1


def test_a_text_that_was_rewritten_is_not_mended_over(world):
    story, _new = bring_page(read_page(ARTICLE.read_bytes(), ARTICLE.name), by=world.sara)
    story.body = [("paragraph", "<p>متنی دیگر</p>")]
    story.save_revision(user=world.sara, log_action=False)

    with pytest.raises(Refused, match="edited by hand"):
        undo_repairs(story, field="body", numbers=[0], by=world.sara)


def test_the_same_page_is_not_brought_in_twice(world):
    first, _new = brought(world, pages(3), "one.zip")
    second, _new = brought(world, pages(3), "two.zip")

    assert Story.objects.count() == 3
    assert list(second.pages.values_list("outcome", flat=True)) == ["same"] * 3
    assert first.pages.first().story == second.pages.first().story


def test_a_stopped_import_goes_on_where_it_stopped(world):
    run, is_done = brought(world, pages(5), most=2)
    assert (is_done, run.pages.count(), Story.objects.count()) == (False, 2, 2)

    again, is_done = brought(world, pages(5))

    assert (again, is_done) == (run, True)
    assert [page.name for page in run.pages.all()] == [f"{one:03}.html" for one in range(5)]
    assert StoryImport.objects.get().finished_at is not None


def test_a_page_that_cannot_be_read_is_reported_and_the_others_come_in(world):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("empty.html", "")
        archive.writestr("good.html", PAGE.format(title="Good", text="Something happened."))
    packed.seek(0)

    run, _done = brought(world, packed)

    outcomes = dict(run.pages.values_list("name", "outcome"))
    assert outcomes == {"empty.html": ImportedPage.Outcome.REFUSED, "good.html": ImportedPage.Outcome.CREATED}
    assert run.pages.get(name="empty.html").remark
    assert [story.title for story in Story.objects.all()] == ["Good"]


def test_a_trial_keeps_nothing(world):
    with open_bundle(pages(2), "pages.zip") as bundle:
        assert [(title, outcome) for _name, title, outcome, _remark in trial(bundle)] == [
            ("Story 0", "created"),
            ("Story 1", "created"),
        ]

    assert not Story.objects.exists()
    assert not StoryImport.objects.exists()


def test_claims_found_in_a_page_are_proposed_and_tied_to_their_words(world, client):
    run, _done = brought(world, io.BytesIO(ARTICLE.read_bytes()), ARTICLE.name)
    story = run.pages.get().story

    claims = list(Claim.objects.filter(marks__story=story).order_by("marks__number"))

    assert len(claims) >= 8
    assert {claim.stage for claim in claims} == {"proposed"}
    assert {claim.party for claim in claims} == {world.mashhad}
    assert {claim.publication for claim in claims} == {story}
    assert not Claim.objects.visible_to(world.omid).exists()


def test_the_office_tries_a_file_and_then_brings_it_in(world, client):
    client.force_login(world.sara)
    address = reverse("office_story_imports:act-bring")

    answer = client.post(address, {"file": SimpleUploadedFile(ARTICLE.name, ARTICLE.read_bytes()), "claims": ""})

    run = StoryImport.objects.get()
    assert answer.headers["Location"] == f"/office/story-imports/inspect/{run.pk}/"
    page = client.get(answer.headers["Location"]).content.decode()
    assert "پیشگامی مشهد" in page
    assert not Story.objects.exists()

    client.post(reverse("office_story_imports:act-carry-on", args=[run.pk]))

    run.refresh_from_db()
    assert run.finished_at is not None
    assert [story.title for story in Story.objects.all()] == ["پیشگامی مشهد در فهرست کلان‌شهرهای جهان"]
    assert not kept_file(run).exists()


def test_the_office_refuses_what_holds_no_page_and_keeps_nothing(world, client):
    client.force_login(world.sara)

    answer = client.post(
        reverse("office_story_imports:act-bring"), {"file": SimpleUploadedFile("a.zip", b"PK\x03\x04")}
    )

    assert answer.status_code == 422
    assert not StoryImport.objects.exists()


def test_the_office_takes_one_mending_back(world, client):
    client.force_login(world.sara)
    story, _new = bring_page(read_page(ARTICLE.read_bytes(), ARTICLE.name), by=world.sara)

    answer = client.post(reverse("office_stories:act-undo", args=[story.pk]), {"repairs": ["body:0", "title:0"]})

    assert answer.status_code == 302
    repairs = Origin.objects.get(story=story).repairs
    assert [(field, n) for field, rows in sorted(repairs.items()) for n, row in enumerate(rows) if row[5]] == [
        ("body", 0),
        ("title", 0),
    ]


def test_links_come_in_with_their_words_and_neither_claims_nor_mending_nor_fingerprint_move(world, client):
    text = "مشهد میزبان <a href='/fa/list?a=1&amp;b=2'>بیش از ۳۰ كارگاه</a> در کان شهرها بوده است."
    linked, bare = (
        f"<head><link rel=canonical href='https://news.example.org/{number}'></head>"
        f"<article><h1>کارگاه‌های شهر {number}</h1><p>{body}</p><p>پایان کار.</p></article>"
        for number, body in enumerate((text, re.sub("</?a[^>]*>", "", text)))
    )
    story, _new = bring_page(read_page(linked.encode(), "linked.html"), by=world.sara)
    twin, _new = bring_page(read_page(bare.encode(), "bare.html"), by=world.sara)
    told = {"phrase": "30 کارگاه", "quantity": 30, "published_in": "News", "published_on": PartialDate("2022")}
    claim = publish_claim(party=world.mashhad, sentence=names(fa="30 کارگاه"), **told, by=world.sara)
    mark_claim(story, claim=claim, phrase="30 کارگاه", by=world.sara)

    again = undo_repairs(story, field="body", numbers=range(len(story.origin.repairs["body"])), by=world.sara)
    source = again.body[0].value.source
    assert source == f"<p>{text}</p>".replace("'", '"').replace("/fa/", "https://news.example.org/fa/")
    undo_repairs(story, field="body", numbers=range(len(story.origin.repairs["body"])), by=world.sara, again=True)
    for one in (story, twin):
        publish_page(review_page(submit_page(one, by=world.sara), by=tomas()), by=world.sara)

    page = client.get(story.address).content.decode()
    assert (
        '<a href="https://news.example.org/fa/list?a=1&amp;b=2" rel="noopener nofollow">بیش از '
        '<span class="said said-claimed">۳۰ کارگاه</span></a><a class="said-number" id="t1" href="#c1">'
    ) in page
    told = [canonical_text(Story.objects.get(pk=one.pk)).split("\n\n", 2)[2] for one in (story, twin)]
    assert told[0] == told[1]
