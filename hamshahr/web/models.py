"""The one table of this room: what the search holds of every thing that has a page."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Findable(models.Model):
    """The folded words by which one thing is found; derived from the thing, and made again with every save of it."""

    class Kind(models.TextChoices):
        PARTY = "party", _("cities and other members")
        BODY = "body", _("bodies")
        GATHERING = "gathering", _("gatherings")
        PERSON = "person", _("people in office")
        EDITION = "edition", _("editions of awards")
        DECISION = "decision", _("decisions")
        PRACTICE = "practice", _("practices")

    kind = models.CharField(max_length=10, choices=Kind)
    thing_id = models.PositiveBigIntegerField()
    names = models.TextField()
    words = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(name="findable_once", fields=["kind", "thing_id"])]

    def __str__(self):
        return f"{self.kind} {self.thing_id}"
