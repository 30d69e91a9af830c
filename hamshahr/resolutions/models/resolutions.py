"""Resolutions: what a body adopted, under an official number of its year."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from hamshahr.bodies.models import Body, Decision
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.http import address_of
from hamshahr.kernel.languages import listed, say
from hamshahr.meetings.models import AgendaItem


def new_key():
    return get_random_string(12)


class Counter(models.Model):
    """The last official number of a body in a year; locked while the next one is given."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    is_derived = True  # it repeats the greatest number of the resolutions

    class Meta:
        constraints = [models.UniqueConstraint(name="resolution_counter_once", fields=["body", "year"])]

    def __str__(self):
        return f"{self.last}/{self.year}"


class ResolutionQuerySet(models.QuerySet):
    def visible_to(self, user, called=None):
        """Those of bodies one sees, unless they stand under an item of an agenda that one may not read."""
        seen = self.filter(body__in=Body.objects.visible_to(user))
        return seen.filter(Q(item=None) | Q(item__in=AgendaItem.objects.visible_to(user, called)))


class Resolution(models.Model):
    """What a body adopted: its text in each language, one of them authentic, and the way it was decided."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, related_name="resolution", verbose_name=_("decision")
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="resolutions", verbose_name=_("body"))
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    adopted_on = models.DateField(_("adopted on"))
    names = I18nCharField(_("title"), max_length=1200)
    text = I18nTextField(_("text"), blank=True)
    authentic_language = models.CharField(_("authentic language"), max_length=5, choices=settings.LANGUAGES)
    gathering = models.ForeignKey(
        *(Gathering, models.PROTECT), null=True, blank=True, related_name="resolutions", verbose_name=_("meeting")
    )
    item = models.ForeignKey(
        *(AgendaItem, models.PROTECT),
        null=True,
        blank=True,
        related_name="resolutions",
        verbose_name=_("item of the agenda"),
    )
    motion_key = models.CharField(_("key of the motion"), max_length=40, blank=True)
    ballot_key = models.CharField(_("key of the ballot"), max_length=40, blank=True)
    verdict = models.JSONField(_("verdict"), default=dict, blank=True)
    way = models.CharField(_("how it was decided"), max_length=600, blank=True)
    folded = models.TextField(editable=False, blank=True)

    derived_fields = ("folded",)
    objects = ResolutionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of a body", "resolution")
        verbose_name_plural = pgettext_lazy("of bodies", "resolutions")
        ordering = ["-adopted_on", "-year", "-number", "pk"]
        constraints = [
            models.UniqueConstraint(name="resolution_number_once", fields=["body", "year", "number"]),
            models.UniqueConstraint(
                name="resolution_once_per_motion", fields=["motion_key"], condition=~Q(motion_key="")
            ),
            models.CheckConstraint(name="resolution_number_from_one", condition=Q(number__gt=0)),
        ]

    def __str__(self):
        return listed(self.code, say(self.names))

    def get_absolute_url(self):
        return address_of("resolutions:resolution", self.key)

    @property
    def code(self):
        return f"{self.number}/{self.year}"
