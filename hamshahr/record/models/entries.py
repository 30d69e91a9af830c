"""The engagement record: one row for each thing a party did, held or received."""

import uuid

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from hamshahr.accounts.models import Act
from hamshahr.kernel.fields import PartialDateField
from hamshahr.kernel.languages import listed
from hamshahr.parties.models import Party

from ..kinds import KINDS, hidden_sources


class Confidence(models.TextChoices):
    """How sure a fact is: a public page says it, it is inferred, or only the party itself says it."""

    CONFIRMED = "confirmed", _("confirmed")
    PROBABLE = "probable", _("probable")
    CLAIMED = "claimed", _("claimed")


class Origin(models.TextChoices):
    """What a fact rests on, from the strongest to the weakest."""

    RECORD = "record", _("own record")
    DOCUMENT = "document", _("document")
    PAGE = "page", _("outside page")
    STATEMENT = "statement", _("statement of the party")


class EntryQuerySet(models.QuerySet):
    def current(self):
        """Without what a later entry supersedes."""
        return self.filter(successor=None)

    def visible_to(self, user):
        """What stands in the record of a published party and speaks of no draft; the office sees all."""
        if getattr(user, "is_secretariat", False):
            return self
        shown = self.filter(party__live=True, party__merged_into=None)
        for model, hidden in hidden_sources().items():
            kind = ContentType.objects.get_for_model(model)
            shown = shown.exclude(Q(source_type=kind) & Exists(hidden.filter(pk=OuterRef("source_id"))))
        return shown


class Entry(models.Model):
    """One fact about a party, written by the service that made it true, in the same transaction.

    Its identity is a digest of the act and its place in it, so that rebuilding gives the identical row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="entries", verbose_name=_("act"))
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="entries", verbose_name=_("party"))
    kind = models.CharField(_("kind"), max_length=60)
    happened_on = PartialDateField(_("when"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, editable=False)
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence)
    origin = models.CharField(_("rests on"), max_length=10, choices=Origin)
    citation = models.CharField(_("source"), max_length=600, blank=True)
    as_of = PartialDateField(_("as of"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    counts_as = models.CharField(
        _("counts as"), max_length=200, blank=True, help_text=_("Entries with the same key count once.")
    )
    source_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, related_name="+", verbose_name=_("kind of source")
    )
    source_id = models.PositiveBigIntegerField(_("number of the source"))
    source = GenericForeignKey("source_type", "source_id")
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="successor", verbose_name=_("supersedes")
    )

    is_derived = True
    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["-happened_on", "id"]
        indexes = [
            models.Index(fields=["party", "-year", "kind"], name="entry_party_year"),
            models.Index(fields=["source_type", "source_id"], name="entry_source"),
            models.Index(fields=["kind", "-year"], name="entry_kind_year"),
            models.Index(fields=["-happened_on", "id"], name="entry_latest"),
        ]

    def __str__(self):
        kind = KINDS.get(self.kind)
        day = self.happened_on.show() if self.happened_on else ""
        return listed(*(part for part in (self.party, kind.system.label if kind else self.kind, day) if part))
