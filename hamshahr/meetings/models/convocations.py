"""The convocation of a meeting: who was called, by which day it had to be, and the letters that prove it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.languages import listed
from hamshahr.parties.models import Party

from .sessions import Session


class ConvocationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """That a meeting was called, and whether in time, is known to whoever sees the meeting."""
        return self.filter(gathering__in=Gathering.objects.visible_to(user))


class Convocation(models.Model):
    """One calling of a meeting, under the rule of notice in force; a later one stands in the place of the earlier."""

    gathering = models.ForeignKey(
        Gathering, on_delete=models.PROTECT, related_name="convocations", verbose_name=_("meeting")
    )
    session = models.ForeignKey(
        Session,
        on_delete=models.PROTECT,
        related_name="convocations",
        verbose_name=pgettext_lazy("of a meeting", "session"),
    )
    called_at = models.DateTimeField(_("called at"))
    called_on = models.DateField(_("called on"))
    latest_on = models.DateField(_("latest legal day"), null=True, blank=True)
    article = models.CharField(_("article"), max_length=60, blank=True)
    is_late = models.BooleanField(_("irregular: called too late"), default=False)
    decision = models.TextField(_("why it is held all the same"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("called by"),
    )

    objects = ConvocationQuerySet.as_manager()

    class Meta:
        verbose_name = _("convocation")
        verbose_name_plural = _("convocations")
        ordering = ["-called_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="convocation_late_has_a_decision",
                condition=Q(is_late=False) | ~Q(decision=""),
                violation_error_message=_("A late convocation needs a decision that says why."),
            ),
        ]

    def __str__(self):
        return str(self.gathering)


class Summons(models.Model):
    """That one party was called; ``letters`` are the keys of the letters that went to those who act for it."""

    convocation = models.ForeignKey(
        Convocation, on_delete=models.PROTECT, related_name="summons", verbose_name=_("convocation")
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="summons", verbose_name=_("party"))
    letters = models.JSONField(_("letters"), default=list)

    class Meta:
        verbose_name = pgettext_lazy("to a meeting", "summons")
        verbose_name_plural = pgettext_lazy("to meetings", "summonses")
        ordering = ["convocation", "pk"]
        constraints = [models.UniqueConstraint(name="summons_once_per_party", fields=["convocation", "party"])]

    def __str__(self):
        return listed(self.party, self.convocation)
