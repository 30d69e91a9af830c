"""Many drafts put on their shelves at once: what takes a story a score of questions takes a batch the same score.

The rows are those that ``drafting.shelved`` leaves behind it: page, story, ties, revision, step, act, and entries in
the two indexes of the office. No signal is sent for them, so whoever listens to new pages is called here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import COMMENTS_RELATION_NAME, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backends

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.text import HALF_SPACE
from hamshahr.parties.models import Party

from ..models import Category, Filing, Mention, Newsroom, Page, Step, Story
from .drafting import TAKEN, newsroom_of
from .steps import VERBS, shown_fields

MOST_ALIKE = 9


@dataclass
class Draft:
    """A story before it has a place: its language, the headings it is filed under, the parties it is about."""

    story: Story
    language: str
    categories: list[Category] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)


@transaction.atomic
def shelve(drafts: list[Draft], *, by: User | None) -> list[Story]:
    """Put the drafts on the shelves of their languages, each with its first step and its act."""
    for language in sorted({draft.language for draft in drafts}):
        put_on(language, [draft.story for draft in drafts if draft.language == language], by)
    stories = [draft.story for draft in drafts]
    insert(stories)
    for draft in drafts:
        tie(draft)
    Filing.objects.bulk_create(filing for story in stories for filing in story.filings.all())
    Mention.objects.bulk_create(mention for story in stories for mention in story.mentions.all())
    keep_revisions(stories, by)
    note(stories, by)
    enter_in_indexes(stories)
    return stories


def put_on(language: str, stories: list[Story], by: User | None) -> None:
    """Give each story its place, address and owner on the shelf of the language, which is held meanwhile."""
    shelf = Newsroom.objects.select_for_update().get(pk=newsroom_of(language).pk)
    children = Page.objects.child_of(shelf)
    last = children.order_by("-path").values_list("path", flat=True).first()
    number = Page._str2int(last[-Page.steplen :]) if last else 0
    now, slugs = timezone.now(), free_slugs(children, stories)
    for place, (story, slug) in enumerate(zip(stories, slugs, strict=True), start=number + 1):
        story.path, story.depth = Page._get_path(shelf.path, shelf.depth + 1, place), shelf.depth + 1
        story.slug, story.url_path = slug, f"{shelf.url_path}{slug}/"
        story.locale, story.owner, story.live = shelf.locale, by, False
        story.draft_title, story.latest_revision_created_at, story.has_unpublished_changes = story.title, now, True
    Page.objects.filter(pk=shelf.pk).update(numchild=F("numchild") + len(stories))


def free_slugs(children: models.QuerySet[Page], stories: list[Story]) -> Iterator[str]:
    """An address for each story that nothing on the shelf has; after some tries its own code tells it apart."""
    stems = [stem_of(story.title) for story in stories]
    asked = {slug for stem in stems for slug in tries(stem)}
    taken = TAKEN | set(children.filter(slug__in=asked).values_list("slug", flat=True))
    for story, stem in zip(stories, stems, strict=True):
        slug = next((slug for slug in tries(stem) if slug not in taken), f"{stem}-{story.code}")
        taken.add(slug)
        yield slug


def stem_of(title: str) -> str:
    return slugify(title.replace(HALF_SPACE, "-"), allow_unicode=True)[:80].strip("-") or "story"


def tries(stem: str) -> list[str]:
    return [stem, *(f"{stem}-{number}" for number in range(2, MOST_ALIKE + 1))]


def insert(stories: list[Story]) -> None:
    """Write the rows of the pages, then those of the stories, which share their keys."""
    names = [column.attname for column in Page._meta.concrete_fields if not column.primary_key]
    pages = Page.objects.bulk_create(Page(**{name: getattr(story, name) for name in names}) for story in stories)
    for story, page in zip(stories, pages, strict=True):
        story.id = story.page_ptr_id = page.pk
        story._state.adding, story._state.db = False, DEFAULT_DB_ALIAS
    columns = Story._meta.local_concrete_fields
    Story._base_manager.get_queryset()._insert(stories, fields=columns, using=DEFAULT_DB_ALIAS)


def tie(draft: Draft) -> None:
    """Lay headings, parties and no remarks of editors beside the story, so that its text is written without asking."""
    story = draft.story
    setattr(story, COMMENTS_RELATION_NAME, [])
    story.filings = [Filing(story=story, category=category) for category in draft.categories]
    story.mentions = [Mention(story=story, party=party) for party in draft.parties]


def keep_revisions(stories: list[Story], by: User | None) -> None:
    """The text of each as its first revision, which its page names as the latest."""
    base, own = (ContentType.objects.get_for_model(model) for model in (Page, Story))
    now = timezone.now()
    Revision.objects.bulk_create(
        Revision(
            base_content_type=base,
            content_type=own,
            object_id=str(story.pk),
            content=story.serializable_data(),
            object_str=str(story),
            user=by,
            created_at=now,
        )
        for story in stories
    )
    kept = Revision.objects.filter(base_content_type=base, object_id=Cast(OuterRef("pk"), models.CharField()))
    pages = Page.objects.filter(pk__in=[story.pk for story in stories])
    pages.update(latest_revision=Subquery(kept.values("pk")[:1]))
    found = dict(pages.values_list("pk", "latest_revision_id"))
    for story in stories:
        story.latest_revision_id = found[story.pk]


def note(stories: list[Story], by: User | None) -> None:
    """The first step of each, and its act in the log."""
    kind = Step.Kind.DRAFTED
    Step.objects.bulk_create(
        Step(page_id=story.pk, number=1, kind=kind, by=by, revision_id=story.latest_revision_id, digest=story.digest)
        for story in stories
    )
    log.write_each(VERBS[kind], [(story, log.difference({}, shown_fields(story))) for story in stories], by=by)


def enter_in_indexes(stories: list[Story]) -> None:
    """What the office searches, and what it shows as the use of a heading, a city or a picture."""
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(Story, stories)
    ReferenceIndex.objects.bulk_create(reference for story in stories for reference in references_of(story))


def references_of(story: Story) -> Iterable[ReferenceIndex]:
    base, own = (ContentType.objects.get_for_model(model) for model in (Page, Story))
    for kind, key, model_path, content_path in set(ReferenceIndex._extract_references_from_object(story)):
        yield ReferenceIndex(
            content_type=own,
            base_content_type=base,
            object_id=story.pk,
            to_content_type_id=kind,
            to_object_id=key,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
