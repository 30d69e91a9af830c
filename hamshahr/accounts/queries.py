"""Reading the log, the invitations and the duties of the secretariat."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from . import services
from .models import Act, Invitation, StaffDuty


def acts_on(thing: models.Model) -> QuerySet[Act]:
    """The acts on one thing, latest first."""
    kind = ContentType.objects.get_for_model(thing)
    return Act.objects.filter(thing_type=kind, thing_id=str(thing.pk)).select_related("by").order_by("-number")


def acts_on_all(things: Iterable[models.Model]) -> QuerySet[Act]:
    """The acts on any of several things, latest first."""
    by_kind: dict[type[models.Model], list[str]] = defaultdict(list)
    for thing in things:
        by_kind[type(thing)].append(str(thing.pk))
    on_any = Q(pk=None)
    for model, pks in by_kind.items():
        on_any |= Q(thing_type=ContentType.objects.get_for_model(model), thing_id__in=pks)
    return Act.objects.filter(on_any).select_related("by", "thing_type").order_by("-number")


def open_invitation(token: str) -> Invitation | None:
    """The invitation this token opens now; wrong, used, withdrawn and expired ones are alike nothing."""
    return Invitation.objects.open(timezone.now()).filter(token_digest=services.digest_of(token)).first()


def invitations() -> QuerySet[Invitation]:
    """Every invitation, latest first, with those who wrote and accepted it."""
    return Invitation.objects.select_related("invited_by", "accepted_by")


def staff_duties() -> QuerySet[StaffDuty]:
    """Every duty of the secretariat there ever was, those in force first."""
    return StaffDuty.objects.select_related("user").order_by(F("ends_on").desc(nulls_first=True), "-starts_on")
