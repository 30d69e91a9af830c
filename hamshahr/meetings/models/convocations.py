"""The convocation of a meeting: who was called, by which day it had to be, and the letters that prove it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.bodies.keepers import kept_bodies
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.languages import listed
from hamshahr.parties.models import Party

from .sessions import Session


class ConvocationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """That a meeting was called, and whether in time, is known to whoever sees the meeting."""
        return self.filter(gathering__in=Gathering.objects.visible_to(user))

    def standing(self):
        """Those whose session still begins when they said, and was not called off."""
        return self.filter(session__starts_at=F("starts_at"), session__cancelled_at=None)


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
    starts_at = models.DateTimeField(_("beginning it called to"))
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


class SummonsQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who was called is known to the city itself and to who keeps the body."""
        if getattr(user, "is_secretariat", False):
            return self
        if not user.is_authenticated or not user.is_active:
            return self.none()
        own = user.liaisons.on(timezone.localdate()).values("party")
        return self.filter(Q(party__in=own) | Q(convocation__gathering__body__in=kept_bodies(user)))


class Summons(models.Model):
    """That one party was called; ``letters`` are the keys of the letters that went to those who act for it."""

    convocation = models.ForeignKey(
        Convocation, on_delete=models.PROTECT, related_name="summons", verbose_name=_("convocation")
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="summons", verbose_name=_("party"))
    letters = models.JSONField(_("letters"), default=list)

    objects = SummonsQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("to a meeting", "summons")
        verbose_name_plural = pgettext_lazy("to meetings", "summonses")
        ordering = ["convocation", "pk"]
        constraints = [models.UniqueConstraint(name="summons_once_per_party", fields=["convocation", "party"])]

    def __str__(self):
        return listed(self.party, self.convocation)
