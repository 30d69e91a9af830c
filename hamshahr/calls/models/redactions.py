"""Words that no juror reads in an entry."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .submissions import Submission


class RedactionQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(lifted_at=None)


class Redaction(models.Model):
    """Words that are blacked out in every copy of an entry that is made for judging, until that is lifted."""

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="redactions", verbose_name=_("submission")
    )
    words = models.CharField(_("words to black out"), max_length=200)
    marked_at = models.DateTimeField(_("marked at"))
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("marked by"),
    )
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)

    objects = RedactionQuerySet.as_manager()

    is_derived = True  # the log of acts does not say what nobody is to read; the act tells the digest of the copy

    class Meta:
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")
        ordering = ["submission", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="redaction_once_at_a_time", fields=["submission", "words"], condition=Q(lifted_at__isnull=True)
            ),
            models.CheckConstraint(
                name="redaction_is_lifted_later", condition=Q(lifted_at=None) | Q(lifted_at__gte=F("marked_at"))
            ),
        ]

    def __str__(self):
        return str(self.submission)
