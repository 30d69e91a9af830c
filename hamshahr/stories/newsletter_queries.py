"""Reading the newsletter: what is new for an issue, whom it goes to, which of its stories concern whom."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from hamshahr.accounts.models import User
from hamshahr.parties.models import Liaison, Party

from .models import Issue, Mention, Step, Story, Subscriber

FIRST_SPAN = timedelta(days=31)


def last_until(language: str, audience: str) -> datetime:
    """Up to when the last issue of this language to these readers told; a month ago where there is none."""
    last = Issue.objects.filter(language=language, audience=audience).order_by("-until").first()
    return last.until if last else timezone.now() - FIRST_SPAN


def new_stories(language: str, audience: str, since: datetime, until: datetime) -> list[Story]:
    """The stories that came before readers in this span, in no issue of this language to these readers so far."""
    appeared = Step.objects.filter(kind=Step.Kind.PUBLISHED, at__gte=since, at__lte=until, page=OuterRef("pk"))
    before = Issue.objects.filter(language=language, audience=audience, stories=OuterRef("pk"))
    seen = Story.objects.visible_to(AnonymousUser()).filter(locale__language_code=language)
    span = Q(published_at__gte=since, published_at__lte=until) | Exists(appeared)
    return list(seen.filter(span).exclude(Exists(before)).order_by("-published_at", "-pk"))


def told_stories(issue: Issue) -> list[Story]:
    """The stories of an issue that readers still see, in its order, with their headings and parties."""
    keys = list(issue.tellings.values_list("story", flat=True))
    seen = Story.objects.visible_to(AnonymousUser()).filter(pk__in=keys).select_related("locale")
    return sorted(seen.prefetch_related("filings", "mentions"), key=lambda story: keys.index(story.pk))


def recipients(issue: Issue) -> QuerySet[Subscriber]:
    """The subscribers an issue may go to, in the order of their keys: confirmed, of its language, with its duty."""
    rows = Subscriber.objects.filter(state=Subscriber.State.CONFIRMED, language=issue.language)
    if issue.audience != Issue.Audience.EVERYBODY:
        rows = rows.filter(address__in=addresses_with(issue.audience))
    return rows.prefetch_related("categories", "parties").order_by("pk")


def addresses_with(duty: str) -> QuerySet:
    """The addresses of the liaisons who have this duty today; the subscriber has proven to own the same address."""
    liaisons = Liaison.objects.on(timezone.localdate()).filter(duty=duty)
    users = User.objects.filter(is_active=True, pk__in=liaisons.values("user"))
    return users.annotate(address=Lower("email")).values("address")


def stories_for(subscriber: Subscriber, stories: Iterable[Story]) -> list[Story]:
    """Those of these stories that are about what the subscriber chose; all, where nothing was chosen."""
    categories = {category.pk for category in subscriber.categories.all()}
    parties = {party.pk for party in subscriber.parties.all()}
    if not categories and not parties:
        return list(stories)
    return [story for story in stories if concerns(story, categories, parties)]


def concerns(story: Story, categories: set[int], parties: set[int]) -> bool:
    filed = {filing.category_id for filing in story.filings.all()}
    about = {mention.party_id for mention in story.mentions.all()}
    return bool(filed & categories or about & parties)


def letters_to_come(issue: Issue) -> int:
    """How many letters the issue would be, if it went out now."""
    stories = told_stories(issue)
    return sum(bool(stories_for(subscriber, stories)) for subscriber in recipients(issue))


def parties_in_the_news(language: str) -> QuerySet[Party]:
    """The cities and others that stories are about, in the order of the reader's alphabet."""
    told = Mention.objects.filter(party=OuterRef("pk"), published_at__isnull=False)
    return Party.objects.visible_to(AnonymousUser()).filter(Exists(told)).sorted_by_name(language)
