"""Pages of other desks becoming drafts here: each whole or not at all, none twice, a stopped import resumed."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.record.reading import Proposed, find_claims
from hamshahr.record.services import propose_claims

from ..models import ImportedPage, Origin, Story, StoryImport
from ..reading import Bundle, PageRead, Unread, digest_of
from .bringing import bring_pages
from .marking import mark_drafts

Outcome = ImportedPage.Outcome
Read = tuple[str, PageRead | Unread]
MOST_CLAIMS, TOGETHER = 60, 100


@transaction.atomic
def open_import(bundle: Bundle, *, name: str, digest: str, by: User | None, **options: Any) -> StoryImport:
    """The import of a file: the unfinished one of the same file, or a new one."""
    run = StoryImport.objects.filter(digest=digest, finished_at=None).first()
    if run:
        return run
    run = StoryImport(name=name[:300], digest=digest, started_by=by, expected=bundle.expected, **options)
    run.full_clean(exclude=["started_by"])  # the operator has no name
    run.save()
    log.write("stories.import_begun", run, by=by, changes=log.difference({}, log.fields_of(run)))
    return run


def carry_on(
    run: StoryImport,
    bundle: Bundle,
    *,
    by: User | None,
    stop: Callable[[], bool] = lambda: False,
    tell: Callable[[ImportedPage], None] = lambda _page: None,
    together: int = TOGETHER,
) -> bool:
    """Bring in what is not brought in yet, until ``stop`` says so; whether the import is done.

    So many pages are one transaction with the lines that report them, so a stop between two loses neither.
    """
    done = Done(run)
    read: list[tuple[str, PageRead | Unread]] = []
    for name, page in bundle.pages(done.lacks):
        if not done.lacks(name):
            continue
        read.append((name[:500], page))
        is_stopped = stop()
        if is_stopped or len(read) == together:
            brought(run, read, bundle, by, tell)
            read = []
        if is_stopped or stop():
            return False
    brought(run, read, bundle, by, tell)
    finish(run, by)
    return True


class Done:
    """The names of the pages that a run has brought in."""

    def __init__(self, run: StoryImport) -> None:
        self.names = set(run.pages.values_list("name", flat=True))

    def lacks(self, name: str) -> bool:
        return name[:500] not in self.names


def brought(run: StoryImport, read: list[Read], bundle: Bundle, by: User | None, tell: Callable) -> None:
    """Several pages brought in, with their lines in the report; where one of them cannot be, each by itself."""
    try:
        lines = kept(run, read, bundle, by)
    except (Refused, IntegrityError):
        lines = [line for one in read for line in kept_alone(run, one, bundle, by)]
    for line in lines:
        tell(line)


def kept_alone(run: StoryImport, read: Read, bundle: Bundle, by: User | None) -> list[ImportedPage]:
    try:
        return kept(run, [read], bundle, by)
    except (Refused, IntegrityError) as refusal:
        return [refused(run, read[0], refusal)]


def refused(run: StoryImport, name: str, refusal: Exception) -> ImportedPage:
    sentence = str(refusal) if isinstance(refusal, Refused) else _("The same page is being brought in elsewhere.")
    return ImportedPage.objects.create(run=run, name=name, outcome=Outcome.REFUSED, remark=sentence)


@transaction.atomic
def kept(run: StoryImport, read: list[Read], bundle: Bundle, by: User | None) -> list[ImportedPage]:
    """The pages as drafts, with what they seem to claim, and a line for each."""
    stories = iter(bring_pages([page for _name, page in read if isinstance(page, PageRead)], by=by, bundle=bundle))
    lines: list[ImportedPage] = []
    new: list[Story] = []
    for name, page in read:
        if isinstance(page, Unread):
            lines.append(ImportedPage(run=run, name=name, outcome=Outcome.REFUSED, remark=page.sentence))
            continue
        story, is_new = next(stories)
        if is_new:
            new.append(story)
        outcome = Outcome.CREATED if is_new else Outcome.SAME
        lines.append(ImportedPage(run=run, name=name, outcome=outcome, story=story, remark="\n".join(page.warnings)))
    if run.proposes_claims:
        propose_found(new, by=by)
    return ImportedPage.objects.bulk_create(lines)


def propose_found(stories: list[Story], *, by: User | None) -> None:
    """Propose what the texts of drafts seem to claim, each tied to its words, for an editor to accept."""
    found = [(story, claims_found(story)) for story in stories]
    claims = iter(propose_claims([proposal(story, one) for story, each in found for one in each], by=by))
    mark_drafts([(story, [(next(claims), one.phrase) for one in each]) for story, each in found], by=by)


def claims_found(story: Story) -> list[Proposed]:
    found = find_claims("\n".join(story.paragraphs))
    return [one for one in found if one.quantity is not None][:MOST_CLAIMS]


def proposal(story: Story, one: Proposed) -> dict[str, Any]:
    """What a phrase of a story claims, about the first party that the story names, or else about the story itself."""
    party = next((mention.party for mention in story.mentions.all()), None)
    day = story.moment.date() if story.moment else timezone.localdate()
    return {
        "party": party,
        "about": LazyI18nString({story.language: story.title} if party is None else {}),
        "sentence": LazyI18nString({story.language: one.phrase}),
        "phrase": one.phrase,
        "phrase_mended": one.phrase,
        "unit": LazyI18nString({story.language: one.unit} if one.unit else {}),
        "comparison": one.comparison,
        "quantity": one.quantity,
        "published_in": story.title[:300],
        "published_on": PartialDate.of(day),
        "publication": story,
    }


@transaction.atomic
def finish(run: StoryImport, by: User | None) -> None:
    """Write down that an import is done, and what came of it."""
    run.finished_at = timezone.now()
    run.save(update_fields=["finished_at"])
    facts = {outcome: run.pages.filter(outcome=outcome).count() for outcome in Outcome.values}
    log.write("stories.imported", run, by=by, facts=facts)


def trial(bundle: Bundle) -> Iterator[tuple[str, str, str, str]]:
    """What an import would make of each page, without keeping anything: name, title, outcome, remark."""
    seen: set[str] = set()
    for name, page in bundle.pages():
        if isinstance(page, Unread):
            yield name, "", Outcome.REFUSED, page.sentence
            continue
        folded = digest_of(page)
        is_known = folded in seen or Origin.objects.filter(folded=folded).exists()
        seen.add(folded)
        yield name, page.title.text, Outcome.SAME if is_known else Outcome.CREATED, "\n".join(page.warnings)
