"""Reading calls: the list that a reader narrows, and one call with its calendar and versions."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body
from hamshahr.kernel.languages import reading_language, say
from hamshahr.kernel.text import fold, sort_key

from ..models import Call, Stage

OPEN, COMING, PAST = "open", "coming", "past"


def taking(at: datetime) -> QuerySet[Stage]:
    """The windows for entries that are open at the moment."""
    return Stage.objects.at(at).filter(kind=Stage.Kind.OPEN, call=OuterRef("pk"))


def listed(user: User, filters: dict[str, Any], at: datetime) -> QuerySet[Call]:
    """The calls that the filters leave; what takes entries now stands first, then the latest."""
    calls = Call.objects.visible_to(user).select_related("body").prefetch_related("stages")
    calls = calls.annotate(is_taking=Exists(taking(at)) & Q(closed_at=None) & Q(published_at__isnull=False))
    if kind := filters.get("kind"):
        calls = calls.filter(kind=kind)
    if body := filters.get("body"):
        calls = calls.filter(body__slug=body)
    if when := filters.get("when"):
        calls = within(calls, when, at)
    if words := fold(filters.get("words") or ""):
        calls = calls.filter(pk__in=[call.pk for call in calls if words in fold(every_name(call))])
    return calls.order_by("-is_taking", "-published_at", "-pk")


def next_turn(after: datetime) -> datetime | None:
    """When the next stage of any call begins or ends, and with it what the page of its call says."""
    names = ("opens_at", "closes_at")
    turns = Stage.objects.aggregate(**{name: Min(name, filter=Q((f"{name}__gt", after))) for name in names})
    return min((moment for moment in turns.values() if moment), default=None)


def every_name(call: Call) -> str:
    names = call.names.data
    return " ".join(str(text) for text in names.values()) if isinstance(names, dict) else str(names)


def within(calls: QuerySet[Call], when: str, at: datetime) -> QuerySet[Call]:
    """The calls that take entries now, will, or no longer do."""
    window = Stage.objects.filter(kind=Stage.Kind.OPEN, call=OuterRef("pk"))
    if when == OPEN:
        return calls.filter(is_taking=True)
    if when == COMING:
        return calls.filter(Exists(window.filter(opens_at__gt=at)))
    return calls.filter(Q(closed_at__isnull=False) | Exists(window.filter(closes_at__lte=at)))


def bodies_of(user: User) -> list[tuple[str, str]]:
    """(address, name) of the bodies that have called."""
    bodies = Body.objects.visible_to(user).filter(calls__in=Call.objects.visible_to(user)).distinct()
    named = [(slug, say(names)) for slug, names in bodies.order_by().values_list("slug", "names")]
    return sorted(named, key=lambda pair: sort_key(pair[1], reading_language()))
