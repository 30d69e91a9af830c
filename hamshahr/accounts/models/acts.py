"""The log of acts: a hash chain in which a changed, removed, swapped or emptied row is noticed."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.digits import localise


class Act(models.Model):
    """One act of a user on one thing: what was done, when, why, and every field before and after.

    ``facts`` holds what the act entered into the record, so that the record can be rebuilt from the acts.
    ``digest`` is the SHA-256 of ``previous`` and the canonical JSON of all other columns (``accounts.log``).
    """

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    at = models.DateTimeField(_("at"), db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="acts",
        verbose_name=_("by"),
    )
    verb = models.CharField(_("act"), max_length=80, db_index=True)
    thing_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+", verbose_name=_("kind"))
    thing_id = models.CharField(_("key of the thing"), max_length=40)
    thing = GenericForeignKey("thing_type", "thing_id")
    thing_name = models.CharField(_("of"), max_length=300, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    changes = models.JSONField(_("changes"), default=dict, encoder=DjangoJSONEncoder)
    facts = models.JSONField(_("facts for the record"), default=dict, encoder=DjangoJSONEncoder)
    previous = models.CharField(_("digest of the act before"), max_length=64)
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        ordering = ["-number"]
        indexes = [models.Index(fields=["thing_type", "thing_id"], name="act_thing")]

    def __str__(self):
        from ..office.verbs import words_for  # noqa: PLC0415  the office stands above this model

        return f"{localise(self.number)} {words_for(self.verb)}"


class LogHead(models.Model):
    """The one row that is locked while an act is written: the chain's last number and digest."""

    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    def __str__(self):
        return f"{self.number} {self.digest[:12]}"
