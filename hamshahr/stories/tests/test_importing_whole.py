"""What an import leaves behind it: after hostile files, after a death in its midst, after many pages at once."""

import hashlib
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.models import ReferenceIndex

from hamshahr.accounts import log
from hamshahr.accounts.models import Act
from hamshahr.kernel.errors import Refused
from hamshahr.stories.models import ImportedPage, Newsroom, Origin, Page, Step, Story, StoryImport
from hamshahr.stories.reading import open_bundle
from hamshahr.stories.reading.tests.hostile import every
from hamshahr.stories.services import carry_on, open_import
from hamshahr.stories.services.uploads import begin_upload, carry_on_for_a_while
from tests.news import a_draft, category

PAGE = "<html><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
BY_THE_OFFICE = 12


class Killed(BaseException):
    """A death that nothing in the program hears of."""


def archive(number, title="Story {}"):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as written:
        for one in range(number):
            text = f"What happened on day {one}, told in so many words."
            written.writestr(f"{one:03}.html", PAGE.format(title=title.format(one), text=text))
    packed.seek(0)
    return packed


def whole(stories):
    """Assert that each story has all that a story has, once, and that the tree and the log hold."""
    keys = sorted(story.pk for story in stories)
    for rows in (Origin.objects.values_list("story_id"), Step.objects.filter(page__in=keys).values_list("page_id")):
        assert sorted(key for (key,) in rows) == keys
    acts = Act.objects.filter(verb="page.drafted").values_list("thing_id", flat=True)
    assert sorted(int(key) for key in acts if int(key) in keys) == keys
    assert all(story.get_latest_revision().as_object().paragraphs == story.paragraphs for story in stories)
    assert not any(Page.find_problems())
    assert list(log.faults()) == []


def test_no_hostile_file_leaves_an_error_half_a_story_or_a_file(world, client, settings, tmp_path):
    settings.DATA = tmp_path
    inputs = [(name, raw() if callable(raw) else raw) for _title, name, raw in every()]
    assert len(inputs) >= 105
    client.force_login(world.sara)

    for place, (name, raw) in enumerate(inputs):
        if place % (len(inputs) // BY_THE_OFFICE) == 0 and len(raw) < 100_000:
            sent = {"file": SimpleUploadedFile(name, raw), "claims": ""}
            assert client.post(reverse("office_story_imports:act-bring"), sent).status_code in (302, 422)
        try:
            run = begin_upload(io.BytesIO(raw), name=name, size=len(raw), proposes_claims=False, by=world.sara)
        except Refused as refusal:
            assert str(refusal)
            continue
        while not carry_on_for_a_while(run, by=world.sara):
            pass

    assert not StoryImport.objects.filter(finished_at=None).exists()
    assert list((tmp_path / "imports").iterdir()) == []
    whole(Story.objects.all())
    assert {row.story_id for row in ImportedPage.objects.exclude(story=None)} == {one.pk for one in Story.objects.all()}
    assert not Image.objects.exists()


def test_an_import_that_dies_loses_no_page_and_brings_none_in_twice(world):
    def gone_on(dies_after):
        with open_bundle(archive(9), "pages.zip") as bundle:
            run = open_import(bundle, name="pages.zip", digest=hashlib.sha256(b"pages").hexdigest(), by=None)
            told = []

            def tell(line):
                told.append(line)
                if len(told) == dies_after:
                    raise Killed

            return run, carry_on(run, bundle, by=None, tell=tell, together=2)

    for dies_after in (1, 3, 2):
        with pytest.raises(Killed):
            gone_on(dies_after)
    run, is_done = gone_on(None)

    assert is_done
    assert [line.name for line in run.pages.all()] == [f"{one:03}.html" for one in range(9)]
    assert sorted(story.title for story in Story.objects.all()) == [f"Story {one}" for one in range(9)]
    whole(Story.objects.all())


def test_pages_brought_in_together_stand_as_those_told_one_by_one(world, django_assert_max_num_queries):
    category("news")
    before = a_draft(world, "Story", language="en")
    with open_bundle(archive(30, title="Story"), "pages.zip") as bundle:
        run = open_import(bundle, name="p", digest="0" * 64, by=world.sara, proposes_claims=False)
        with django_assert_max_num_queries(100):
            carry_on(run, bundle, by=world.sara)

    stories = list(Story.objects.exclude(pk=before.pk).order_by("path"))
    whole(stories)
    shelf = Newsroom.objects.get(locale__language_code="en")
    assert shelf.numchild == 31 == Page.objects.child_of(shelf).count()
    assert [story.slug for story in stories[:8]] == [f"story-{number}" for number in range(2, 10)]
    assert [story.slug for story in stories[8:]] == [f"story-{story.code}" for story in stories[8:]]
    assert {(story.stage, story.live, story.owner, story.draft_title) for story in stories} == {
        ("draft", False, world.sara, "Story")
    }
    fields = [set(Act.objects.get(verb="page.drafted", thing_id=one.pk).changes) for one in (before, stories[0])]
    assert fields[0] - fields[1] <= {"zone", "published_at"}
    used = ReferenceIndex.objects.filter(object_id=stories[0].pk).values_list("model_path", flat=True)
    assert set(used) == set(ReferenceIndex.objects.filter(object_id=before.pk).values_list("model_path", flat=True))
