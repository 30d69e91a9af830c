"""From when the results of a call are public: from its stage of publication on, unless a room above holds them back."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Now

from hamshahr.calls.models import Call, Stage

HOLDING: list[Callable[[], QuerySet[Call]]] = []


def hold(asked: Callable[[], QuerySet[Call]]) -> None:
    """Hold back the results of these calls whatever their calendar says; called once by a room."""
    if asked not in HOLDING:
        HOLDING.append(asked)


def published(at: datetime | Now) -> QuerySet[Stage]:
    """The stages by which calls have made their results public at a moment."""
    stages = Stage.objects.filter(kind=Stage.Kind.PUBLICATION, opens_at__lte=at)
    for asked in HOLDING:
        stages = stages.exclude(call__in=asked())
    return stages


def is_published(call: Call, at: datetime) -> bool:
    return published(at).filter(call=call).exists()
