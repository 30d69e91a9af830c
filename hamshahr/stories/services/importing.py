"""Pages of other desks becoming drafts here: each whole or not at all, none twice, a stopped import resumed."""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.html import escape
from django.utils.text import slugify
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.text import fold
from hamshahr.parties.models import Party, PartyName
from hamshahr.record.reading import find_claims
from hamshahr.record.services import propose_claim

from ..models import Category, ImportedPage, Origin, Story, StoryImport
from ..reading import Block, Bundle, PageRead, Unread, digest_of
from .drafting import draft_story
from .marking import mark_claim
from .pictures import picture_of

Outcome = ImportedPage.Outcome
LONGEST_NAME, MOST_CLAIMS = 4, 60


@transaction.atomic
def bring_page(page: PageRead, *, by: User | None, bundle: Bundle | None = None) -> tuple[Story, bool]:
    """The draft that a page becomes, and whether it is new: the same text is never brought in twice."""
    folded = digest_of(page)
    there = Origin.objects.select_related("story").filter(folded=folded).first()
    if there:
        return there.story, False
    language = page.language if page.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    pictures = {
        place: picture_of(block.picture, bundle, by) for place, block in enumerate(page.blocks) if block.picture
    }
    story = draft_story(
        language=language,
        title=page.title.text[:255],
        lead=page.lead.text[:1500],
        body=[value for place, block in enumerate(page.blocks) if (value := streamed(block, pictures.get(place)))],
        by=by,
        published_at=page.published.at if page.published else None,
        zone=page.published.zone if page.published else "",
        author=page.author.text[:200],
        source=page.desk.text[:300],
        categories=[category_named(field.text, language) for field in page.categories],
        parties=parties_named(page.title.text, language),
    )
    Origin.objects.create(
        story=story,
        name=page.name[:500],
        source=page.source,
        encoding=page.encoding,
        digest=hashlib.sha256(page.source).hexdigest(),
        folded=folded,
        address=page.address[:1000],
        **remembered(page),
    )
    return story, True


def remembered(page: PageRead) -> dict[str, Any]:
    """What is kept of the reading: the fields as they stood, what was mended in them, what is in doubt, the timings."""
    fields = {name: field for name, field in page.fields.items() if name in ("title", "lead", "body")}
    texts: dict[str, Any] = {name: field.source for name, field in fields.items()}
    texts["blocks"] = [[one.kind, one.start, one.end, one.level] for one in page.blocks if not one.picture]
    repairs = {
        name: [[c.offset, c.before, c.after, c.reason, round(c.confidence, 3), False] for c in field.changes]
        for name, field in fields.items()
    }
    doubts = [[name, d.offset, d.word, d.other] for name, field in fields.items() for d in field.doubts]
    timings = {"generation": page.timings.generation, "queries": page.timings.queries, "cache": page.timings.cache}
    return {"texts": texts, "repairs": repairs, "doubts": doubts, "timings": {k: v for k, v in timings.items() if v}}


def streamed(block: Block, picture: dict | None = None) -> tuple[str, Any] | None:
    """A block of the page as our editor keeps it."""
    match block.kind:
        case "heading":
            return "heading", block.text[:255]
        case "quotation":
            return "quotation", {"text": block.text, "speaker": ""}
        case "list":
            return "paragraph", "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in block.items) + "</ul>"
        case "picture":
            return ("picture", picture) if picture else None
    return "paragraph", f"<p>{block.html}</p>"


def category_named(name: str, language: str) -> Category:
    """The heading of that name, in whatever spelling; a new one where there is none."""
    wanted = fold(name)
    for category in Category.objects.all():
        texts = category.names.data if isinstance(category.names.data, dict) else {}
        if wanted in map(fold, texts.values()):
            return category
    slug = slugify(wanted, allow_unicode=False) or f"heading-{hashlib.sha256(wanted.encode()).hexdigest()[:8]}"
    return Category.objects.get_or_create(slug=slug[:80], defaults={"names": LazyI18nString({language: name[:200]})})[0]


def parties_named(title: str, language: str) -> list[Party]:
    """The cities and other parties whose whole name stands in the title."""
    words = fold(title).split()
    runs = {" ".join(words[i : i + size]) for size in range(1, LONGEST_NAME) for i in range(len(words) - size + 1)}
    named = PartyName.objects.filter(language=language, folded__in=runs).order_by("pk")
    return list(Party.objects.filter(pk__in=named.values("party"), live=True, merged_into=None).order_by("pk"))


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
) -> bool:
    """Bring in what is not brought in yet, until ``stop`` says so; whether the import is done.

    Each page is one transaction with the line that reports it, so a stop between two loses neither.
    """
    done = set(run.pages.values_list("name", flat=True))
    for name, page in bundle.pages(lambda name: name[:500] not in done):
        if name[:500] in done:
            continue
        tell(brought(run, name[:500], page, bundle, by))
        if stop():
            return False
    finish(run, by)
    return True


def brought(run: StoryImport, name: str, page: PageRead | Unread, bundle: Bundle, by: User | None) -> ImportedPage:
    """One page brought in, with its line in the report."""
    if isinstance(page, Unread):
        return ImportedPage.objects.create(run=run, name=name, outcome=Outcome.REFUSED, remark=page.sentence)
    try:
        with transaction.atomic():
            story, is_new = bring_page(page, by=by, bundle=bundle)
            if is_new and run.proposes_claims:
                propose_claims(story, by=by)
            outcome = Outcome.CREATED if is_new else Outcome.SAME
            remark = "\n".join(page.warnings)
            return ImportedPage.objects.create(run=run, name=name, outcome=outcome, story=story, remark=remark)
    except (Refused, IntegrityError) as refusal:
        sentence = str(refusal) if isinstance(refusal, Refused) else _("The same page is being brought in elsewhere.")
        return ImportedPage.objects.create(run=run, name=name, outcome=Outcome.REFUSED, remark=sentence)


def propose_claims(story: Story, *, by: User | None) -> int:
    """Propose what the text seems to claim, each tied to its words, for an editor to accept; how many."""
    party = next((mention.party for mention in story.mentions.all()), None)
    day = story.moment.date() if story.moment else timezone.localdate()
    found = [one for one in find_claims("\n".join(story.paragraphs)) if one.quantity is not None]
    for one in found[:MOST_CLAIMS]:
        claim = propose_claim(
            party=party,
            about=LazyI18nString({story.language: story.title} if party is None else {}),
            sentence=LazyI18nString({story.language: one.phrase}),
            phrase=one.phrase,
            phrase_mended=one.phrase,
            unit=LazyI18nString({story.language: one.unit} if one.unit else {}),
            comparison=one.comparison,
            quantity=one.quantity,
            published_in=story.title[:300],
            published_on=PartialDate.of(day),
            publication=story,
            by=by,
        )
        mark_claim(story, claim=claim, phrase=one.phrase, by=by)
    return len(found[:MOST_CLAIMS])


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
