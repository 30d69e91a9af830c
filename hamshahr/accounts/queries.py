"""Reading the log."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet

from .models import Act


def acts_on(thing: models.Model) -> QuerySet[Act]:
    """The acts on one thing, latest first."""
    kind = ContentType.objects.get_for_model(thing)
    return Act.objects.filter(thing_type=kind, thing_id=str(thing.pk)).select_related("by").order_by("-number")
