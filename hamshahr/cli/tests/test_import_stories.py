"""``hamshahr import-stories``: pages brought in from the command line, in nobody's name."""

from pathlib import Path

import pytest

from hamshahr.cli.pages import bring_in
from hamshahr.stories.models import Story, StoryImport

ARTICLE = Path(__file__).parents[1] / "network" / "founding_article.txt"


def brought(path, dry_run=False):
    return bring_in(path, dry_run=dry_run, claims=True, zone="Asia/Tehran", by="", tell=lambda _done, _all: None)


def test_the_article_is_tried_brought_in_and_known_again(world):
    assert brought(ARTICLE, dry_run=True) == ({"new": 1}, [], "")
    assert not Story.objects.exists()

    assert brought(ARTICLE) == ({"new": 1}, [], "")
    assert brought(ARTICLE) == ({"already there": 1}, [], "")

    assert [story.title for story in Story.objects.all()] == ["پیشگامی مشهد در فهرست کلان‌شهرهای جهان"]
    assert {run.started_by for run in StoryImport.objects.all()} == {None}


@pytest.mark.parametrize("name", ["nothing.zip", "nobody"])
def test_what_is_not_there_is_said_in_a_sentence(world, tmp_path, name):
    counted, refused, sentence = brought(tmp_path / name)

    assert (counted, refused) == ({}, [])
    assert name in sentence
