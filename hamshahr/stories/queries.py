"""Reading the newsroom: lists by keys and not by counting, one story with its claims, the months there are."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import get_current_timezone
from wagtail.models import Locale

from hamshahr.accounts.models import User
from hamshahr.comments.places import Place as TalkPlace
from hamshahr.kernel.paging import Place
from hamshahr.kernel.prepared import Prepared
from hamshahr.kernel.reckoning import days_of, to_calendar
from hamshahr.parties.models import Party
from hamshahr.record.models import Claim

from .models import Category, ClaimMark, Correction, Filing, Mention, Origin, Page, PlainPage, Story
from .models.pages import zone_named

PER_PAGE, NEWEST = 20, 3
LATEST = 30


@dataclass(frozen=True)
class Shelf:
    """One page of a list: its stories, and the places where the newer and the older ones begin."""

    stories: list[Story]
    newer: Place | None
    older: Place | None


def stories_in(language: str, user: User) -> QuerySet[Story]:
    """The stories of one language that this reader may see.

    The language is asked apart: joined to it, PostgreSQL sorts every story instead of reading the newest by the index.
    """
    locale = Locale.objects.filter(language_code=language).values("pk")[:1]
    return Story.objects.visible_to(user).filter(locale=locale, published_at__isnull=False)


def next_publication(after: datetime) -> datetime | None:
    """When the next page that is set for a later hour begins to be shown."""
    planned = Page.objects.filter(live=True, published_at__gt=after)
    return planned.order_by("published_at").values_list("published_at", flat=True).first()


class Headline(NamedTuple):
    """What a front page says of a story."""

    slug: str
    title: str
    lead: str
    published_at: datetime
    zone: str

    @property
    def moment(self) -> datetime:
        """When it was published, by the clock of its place."""
        return self.published_at.astimezone(zone_named(self.zone))


def newest(language: str, user: User) -> list[Headline]:
    """The latest few stories of one language, for a front page."""
    return [Headline(*row) for row in headlines(user, language)]


@Prepared
def headlines(user: User, language: str) -> QuerySet:
    rows = stories_in(language, user).order_by("-published_at", "-id")
    return rows.values_list(*Headline._fields)[:NEWEST]


def shelf(rows: QuerySet, *, before: Place | None = None, after: Place | None = None, key: str = "id") -> Shelf:
    """One page of rows that carry a moment and a story, newest first; ``key`` names the story's column."""
    if after:
        newer = Q(published_at__gt=after.at) | Q(published_at=after.at, **{f"{key}__gt": after.pk})
        found = list(
            rows.filter(published_at__gte=after.at).filter(newer).order_by("published_at", key)[: PER_PAGE + 1]
        )
        has_more, found = len(found) > PER_PAGE, found[:PER_PAGE][::-1]
        return Shelf(found, _place(found[0]) if has_more else None, _place(found[-1]) if found else None)
    if before:
        older = Q(published_at__lt=before.at) | Q(published_at=before.at, **{f"{key}__lt": before.pk})
        rows = rows.filter(published_at__lte=before.at).filter(older)
    found = list(rows.order_by("-published_at", f"-{key}")[: PER_PAGE + 1])
    has_more, found = len(found) > PER_PAGE, found[:PER_PAGE]
    return Shelf(found, _place(found[0]) if before and found else None, _place(found[-1]) if has_more else None)


def _place(row) -> Place:
    return Place(row.published_at, getattr(row, "story_id", None) or row.pk)


def filed_under(category: Category, language: str, user: User) -> QuerySet[Filing]:
    """The stories under a heading, read by the heading's own index."""
    return _tied(Filing.objects.filter(category=category), language, user)


def about(party: Party, language: str, user: User) -> QuerySet[Mention]:
    """The stories about a party, read by the party's own index."""
    return _tied(Mention.objects.filter(party=party), language, user)


def _tied(ties: QuerySet, language: str, user: User) -> QuerySet:
    visible = Story.objects.visible_to(user).filter(pk=OuterRef("story"))
    return ties.filter(Exists(visible), language=language, published_at__isnull=False).select_related("story")


def latest(language: str) -> list[Story]:
    """What everybody reads of one language, newest first, as far as a feed goes."""
    rows = stories_in(language, AnonymousUser()).select_related("desk")
    return list(rows.order_by("-published_at", "-id")[:LATEST])


def latest_of(ties: QuerySet) -> list[Story]:
    """The newest stories of a heading or a party, as far as a feed goes."""
    rows = ties.select_related("story__desk").order_by("-published_at", "-story_id")
    return [tie.story for tie in rows[:LATEST]]


def with_categories(stories: list[Story]) -> list[Story]:
    """Each with its headings as ``headings``: one question for all of them."""
    found: dict[int, list[Category]] = {}
    for filing in filings_of(None, stories=[story.pk for story in stories]):
        found.setdefault(filing.story_id, []).append(filing.category)
    for story in stories:
        story.headings = sorted(found.get(story.pk, []), key=lambda category: (category.position, category.slug))
    return stories


@Prepared
def filings_of(_user: User | None, *, stories: list[int]) -> QuerySet[Filing]:
    return Filing.objects.filter(story__in=stories).select_related("category")


def story_at(slug: str, language: str, user: User) -> Story | None:
    """The story at an address of one language, or None."""
    return next(iter(stories_at(user, language, slug=slug)), None)


@Prepared
def stories_at(user: User, language: str, *, slug: str) -> QuerySet[Story]:
    rows = Story.objects.visible_to(user).filter(slug=slug, locale__language_code=language)
    return rows.select_related("locale", "desk")[:1]


def plain_at(slug: str, language: str, user: User) -> PlainPage | None:
    """The plain page at an address of one language, or None."""
    rows = PlainPage.objects.visible_to(user).filter(slug=slug, locale__language_code=language)
    return rows.select_related("locale").first()


@Prepared
def claims_in(user: User, *, story: int) -> QuerySet[ClaimMark]:
    """The claims marked in a story, in the order of their numbers, as far as this reader may see them."""
    seen = Claim.objects.visible_to(user).filter(pk=OuterRef("claim"))
    return ClaimMark.objects.filter(Exists(seen), story=story).select_related("claim").order_by("number")


@Prepared
def parties_in(user: User, *, story: int) -> QuerySet[Party]:
    """The cities and other parties a story is about."""
    return Party.objects.visible_to(user).filter(mentions__story=story).order_by("mentions__pk")


@Prepared
def corrections_of(_user: User, *, page: int) -> QuerySet[Correction]:
    """What was wrong in a page and is said to its readers."""
    return Correction.objects.filter(page=page).order_by("at", "pk")


@Prepared
def origins_of(_user: User | None, *, story: int) -> QuerySet[Origin]:
    return Origin.objects.filter(story=story).defer("source")


def origin_of(story: Story) -> Origin | None:
    """Whence the story was imported, without the bytes themselves."""
    return next(iter(origins_of(None, story=story.pk)), None)


@Prepared
def twins_of(user: User, *, page: int) -> QuerySet[Page]:
    told = Page.objects.filter(pk=page).order_by().values("translation_key")
    rows = Page.objects.visible_to(user).filter(translation_key__in=told).exclude(pk=page)
    return rows.select_related("locale").order_by("path")


def translations_of(page: Page, user: User) -> list[Page]:
    """The other pages that tell the same in another language."""
    return twins_of(user, page=page.pk)


def month_of(calendar: str, year: int, month: int | None) -> tuple[datetime, datetime]:
    """The moments between which a month, or a whole year, of the reader's calendar lies, end not included."""
    first, last = days_of(calendar, year, month)
    zone = get_current_timezone()
    end = last + timedelta(days=1)
    return datetime.combine(first, time.min, zone), datetime.combine(end, time.min, zone)


def between(rows: QuerySet, span: tuple[datetime, datetime]) -> QuerySet:
    return rows.filter(published_at__gte=span[0], published_at__lt=span[1])


def months_with_stories(rows: QuerySet[Story], calendar: str, year: int) -> list[int]:
    """The months of a year in which there is a story: twelve yes-or-no questions in one."""
    asked = {f"month_{month}": Exists(between(rows, month_of(calendar, year, month))) for month in range(1, 13)}
    answers = Locale.objects.order_by("pk").annotate(**asked).values(*asked)[0]
    return [month for month in range(1, 13) if answers[f"month_{month}"]]


def years_with_stories(rows: QuerySet[Story], calendar: str) -> range:
    """From the year of the oldest to that of the newest story."""
    moments = rows.order_by("published_at").values_list("published_at", flat=True)
    oldest, newest = moments.first(), moments.last()
    if oldest is None:
        return range(0)
    zone = get_current_timezone()
    first, last = (to_calendar(moment.astimezone(zone).date(), calendar)[0] for moment in (oldest, newest))
    return range(first, last + 1)


def with_code(code: str, user: User) -> Story | None:
    """The story of a short link, or None."""
    return Story.objects.visible_to(user).filter(code=code).select_related("locale").first()


TALKED_OF = TalkPlace(
    kind="story",
    model=Story,
    find=with_code,
    key=lambda story: story.code,
    thread=lambda story: story.translation_key.hex,
    name=lambda story: story.title,
    address=lambda story: story.address,
)
