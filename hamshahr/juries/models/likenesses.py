"""Entries that say what an earlier entry said: how much of it, and in which sentences."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hamshahr.calls.models import Submission
from hamshahr.kernel.digits import localise

from .conflicts import barred
from .rankings import led


class LikenessQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who keeps the call and the chair; nothing of an entry one is kept from."""
        calls = led(user).values("stage__call")
        rows = self.filter(submission__call__in=calls)
        return rows.exclude(barred(user, "submission__")).exclude(barred(user, "other__"))


class Likeness(models.Model):
    """Two entries that share whole runs of words; ``share`` is how much of the first stands in the other too.

    It is found from their texts and found anew whenever it is asked for; what it means a person decides.
    """

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="likenesses", verbose_name=_("entry")
    )
    other = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="+", verbose_name=_("earlier entry"))
    share = models.DecimalField(_("share"), max_digits=4, decimal_places=3)
    sentences = models.JSONField(_("sentences"), default=list)
    found_at = models.DateTimeField(_("found at"))

    is_derived = True
    objects = LikenessQuerySet.as_manager()

    class Meta:
        verbose_name = _("likeness")
        verbose_name_plural = _("likenesses")
        ordering = ["submission", "-share", "pk"]
        constraints = [
            models.UniqueConstraint(name="likeness_once_per_pair", fields=["submission", "other"]),
            models.CheckConstraint(name="likeness_joins_two", condition=~Q(submission=F("other"))),
        ]

    def __str__(self):
        return localise(f"{self.submission.number} ~ {self.other.number}")
