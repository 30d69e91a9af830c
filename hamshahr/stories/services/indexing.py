"""The index of the search, written by whatever changes what readers see, in the same transaction."""

from collections import defaultdict
from collections.abc import Iterator

from django.db import transaction

from hamshahr.accounts.models import Act

from ..finding.places import place_of, season
from ..finding.words import indexed_words
from ..models import Filing, IndexedStory, Mention, Page, Story
from ..wording import texts_of

BATCH = 500


@transaction.atomic
def index_story(story: Page) -> None:
    """Keep the words of a story as it is published now; of what is not published, nothing."""
    renew([story.pk])


@transaction.atomic
def rebuild_index() -> int:
    """Make the whole index anew, as after stories were written in bulk; the number of stories in it."""
    IndexedStory.objects.all().delete()
    return renew(list(Story.objects.order_by("pk").values_list("pk", flat=True)))


def renew(keys: list[int]) -> int:
    """Make the rows of these stories anew, as far as they are published; how many rows."""
    return sum(enter(keys[start : start + BATCH]) for start in range(0, len(keys), BATCH))


def enter(keys: list[int]) -> int:
    IndexedStory.objects.filter(story__in=keys).delete()
    rows = Story.objects.filter(pk__in=keys, live=True, published_at__isnull=False)
    found = list(rows.select_related("locale").order_by("pk"))
    headings, parties = (ties_of(model, column, found) for model, column in TIES)
    rows = [indexed(story, [*headings[story.pk], *parties[story.pk], *bodies_in(story)]) for story in found]
    IndexedStory.objects.bulk_create(rows)
    return len(rows)


TIES = ((Filing, "category_id"), (Mention, "party_id"))


def ties_of(model: type[Filing] | type[Mention], column: str, stories: list[Story]) -> dict[int, list[str]]:
    """The headings or the parties of each story, as the index names them."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = model.objects.filter(story__in=[story.pk for story in stories]).order_by("pk")
    for story, key in rows.values_list("story_id", column):
        found[story].append(f"{column[0]}{key}")
    return found


def bodies_in(story: Story) -> Iterator[str]:
    """The bodies that a story refers to."""
    for block in story.body.raw_data:
        if block["type"] == "related":
            yield from (f"b{one['value']}" for one in block["value"] if one["type"] == "body" and one["value"])


def indexed(story: Story, ties: list[str]) -> IndexedStory:
    """The row of the index for a story."""
    place = place_of(story.published_at, story.pk)
    ties = list(dict.fromkeys((f"l{story.language}", *ties)))
    shown = ties if not story.zone else [*ties, f"z{story.zone}"]  # nobody seeks a zone; the moment is told in it
    title, *texts = texts_of(story)
    lead, body = (texts[0], texts[1:]) if story.lead else ("", texts)
    words = indexed_words(title, lead, body, [*ties, f"s{season(place)}"])
    return IndexedStory(story_id=story.pk, place=place, ties=" ".join(shown), words=words)


def follow_mergers(act: Act, thing: object) -> None:
    """Where two parties became one, their stories are found by the one that stays."""
    if act.verb == "party.merged":
        renew(list(Story.objects.filter(mentions__party=thing.merged_into_id).values_list("pk", flat=True)))
