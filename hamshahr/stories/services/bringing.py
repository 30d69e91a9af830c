"""Pages of other desks as drafts here: each known by its folded text, so that none comes in twice."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from i18nfield.strings import LazyI18nString

from hamshahr.accounts.models import User
from hamshahr.kernel.text import fold
from hamshahr.parties.models import Party, PartyName

from ..models import Category, Origin, Story
from ..reading import Block, Bundle, PageRead, digest_of
from .pictures import picture_of
from .shelving import Draft, shelve

LONGEST_NAME = 4


def bring_page(page: PageRead, *, by: User | None, bundle: Bundle | None = None) -> tuple[Story, bool]:
    """The draft that a page becomes, and whether it is new: the same text is never brought in twice."""
    return bring_pages([page], by=by, bundle=bundle)[0]


@transaction.atomic
def bring_pages(pages: list[PageRead], *, by: User | None, bundle: Bundle | None = None) -> list[tuple[Story, bool]]:
    """The draft of each of several pages, and whether it is new."""
    digests = [digest_of(page) for page in pages]
    there = {one.folded: one.story for one in known(digests)}
    new = {folded: page for folded, page in zip(digests, pages, strict=True) if folded not in there}
    headings, named = Headings(), Named(new.values())
    drafts = [draft_of(page, headings, named, by, bundle) for page in new.values()]
    stories = dict(zip(new, shelve(drafts, by=by), strict=True)) if drafts else {}
    Origin.objects.bulk_create(origin_of(story, new[folded], folded) for folded, story in stories.items())
    outcomes = []
    for folded in digests:
        outcomes.append((there.get(folded) or stories[folded], folded in stories))
        there[folded] = outcomes[-1][0]
        stories.pop(folded, None)
    return outcomes


def known(digests: Iterable[str]) -> Iterable[Origin]:
    return Origin.objects.filter(folded__in=digests).select_related("story").only("folded", "story")


def draft_of(page: PageRead, headings: "Headings", named: "Named", by: User | None, bundle: Bundle | None) -> Draft:
    """The draft that a page becomes, before it has a place."""
    language = page.language if page.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    pictures = {
        place: picture_of(block.picture, bundle, by) for place, block in enumerate(page.blocks) if block.picture
    }
    story = Story(
        title=page.title.text[:255],
        lead=page.lead.text[:1500],
        body=[value for place, block in enumerate(page.blocks) if (value := streamed(block, pictures.get(place)))],
        published_at=page.published.at if page.published else None,
        zone=page.published.zone if page.published else "",
        author=page.author.text[:200],
        source=page.desk.text[:300],
    )
    categories = [headings.named(field.text, language) for field in page.categories]
    return Draft(story, language, list(dict.fromkeys(categories)), named.within(page.title.text, language))


def origin_of(story: Story, page: PageRead, folded: str) -> Origin:
    return Origin(
        story=story,
        name=page.name[:500],
        source=page.source,
        encoding=page.encoding,
        digest=hashlib.sha256(page.source).hexdigest(),
        folded=folded,
        address=page.address[:1000],
        **remembered(page),
    )


def remembered(page: PageRead) -> dict[str, Any]:
    """What is kept of the reading: the fields as they stood, what was mended in them, what is in doubt, the timings."""
    fields = {name: field for name, field in page.fields.items() if name in ("title", "lead", "body")}
    texts: dict[str, Any] = {name: field.source for name, field in fields.items()}
    texts["blocks"] = [[one.kind, one.start, one.end, one.level] for one in page.blocks if not one.picture]
    texts["links"] = page.links
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
            return "paragraph", "<ul>" + "".join(f"<li>{item}</li>" for item in block.items) + "</ul>"
        case "picture":
            return ("picture", picture) if picture else None
    return "paragraph", f"<p>{block.html}</p>"


class Headings:
    """The headings there are, by their folded names in every language."""

    def __init__(self) -> None:
        self.found: dict[str, Category] = {}
        for category in Category.objects.all():
            texts = category.names.data if isinstance(category.names.data, dict) else {}
            for text in texts.values():
                self.found.setdefault(fold(text), category)

    def named(self, name: str, language: str) -> Category:
        """The heading of that name, in whatever spelling; a new one where there is none."""
        wanted = fold(name)
        if wanted not in self.found:
            slug = slugify(wanted) or f"heading-{hashlib.sha256(wanted.encode()).hexdigest()[:8]}"
            names = LazyI18nString({language: name[:200]})
            self.found[wanted] = Category.objects.get_or_create(slug=slug[:80], defaults={"names": names})[0]
        return self.found[wanted]


class Named:
    """The cities and other parties whose whole name stands in one of these titles, asked once for all of them."""

    def __init__(self, pages: Iterable[PageRead]) -> None:
        runs = {run for page in pages for run in runs_in(page.title.text)}
        self.found: dict[tuple[str, str], list[int]] = {}
        for language, folded, party in PartyName.objects.filter(folded__in=runs).values_list(
            "language", "folded", "party"
        ):
            self.found.setdefault((language, folded), []).append(party)
        keys = {key for named in self.found.values() for key in named}
        self.parties = Party.objects.filter(live=True, merged_into=None).in_bulk(keys)

    def within(self, title: str, language: str) -> list[Party]:
        """The parties that this title names."""
        keys = {key for run in runs_in(title) for key in self.found.get((language, run), ())}
        return [self.parties[key] for key in sorted(keys) if key in self.parties]


def runs_in(title: str) -> set[str]:
    """Each row of up to ``LONGEST_NAME - 1`` words that follow one another, folded."""
    words = fold(title).split()
    return {" ".join(words[i : i + size]) for size in range(1, LONGEST_NAME) for i in range(len(words) - size + 1)}
