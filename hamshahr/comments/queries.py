"""Reading comments: one page of what is said under a thing, by keys and not by counting; the queue."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q, QuerySet

from hamshahr.accounts.models import User
from hamshahr.accounts.visibility import shown
from hamshahr.kernel.paging import Place
from hamshahr.kernel.prepared import Prepared

from . import rules
from .models import Closing, Comment
from .places import place_of, thread_of

PER_PAGE = 20
# What a line shows, and no more: a writer has columns that no page needs.
LINE = (
    *("language", "text", "stage", "written_at", "settled_at", "is_of_secretariat"),
    *("writer__full_name", "party__slug", "party__names", "party__live", "party__merged_into"),
)


@dataclass(frozen=True)
class Talk:
    """What is said under a page: some comments in the order in which they were written, where more begin, and
    why nothing more can be said."""

    kind: str
    key: str
    comments: list[Comment]
    further: Place | None
    obstacle: str | None


@Prepared
def first_comments(user: User, *, thread: str) -> QuerySet[Comment]:
    return in_order(user, thread)


@Prepared
def closings(_user: Any, *, thread: str) -> QuerySet[Closing]:
    return Closing.objects.in_force().filter(thread=thread).only("pk")


def in_order(user: User, thread: str, after: Place | None = None) -> QuerySet[Comment]:
    """One comment more than a page shows, so that nobody has to count."""
    rows = Comment.objects.visible_to(user).filter(thread=thread).select_related("writer", "party").only(*LINE)
    if after is not None:
        later = Q(written_at__gt=after.at) | Q(written_at=after.at, pk__gt=after.pk)
        rows = rows.filter(later, written_at__gte=after.at)
    return rows.order_by("written_at", "pk")[: PER_PAGE + 1]


def talk_under(thing: models.Model, user: User, after: Place | None = None) -> Talk:
    """What this reader sees under a page."""
    place, thread = place_of(thing), thread_of(thing)
    rows = list(in_order(user, thread, after)) if after else first_comments(user, thread=thread)
    found, has_more = rows[:PER_PAGE], len(rows) > PER_PAGE
    for comment in found:
        comment.shown_party = shown(comment.party, user)
        comment.is_own = user.is_authenticated and comment.writer_id == user.pk
    further = Place(found[-1].written_at, found[-1].pk) if has_more else None
    obstacle = rules.closed() if closings(AnonymousUser(), thread=thread) else None
    return Talk(place.kind, place.key(thing), found, further, obstacle)


def waiting() -> QuerySet[Comment]:
    """What waits for the secretariat, the oldest first."""
    return Comment.objects.filter(stage=Comment.Stage.WAITING).select_related("writer").order_by("written_at", "pk")
