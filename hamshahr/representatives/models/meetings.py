"""Meetings of the other network's body: the points put there, and who of ours sat on each seat."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from hamshahr.bodies.models import LocalOffice
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.digits import localise
from hamshahr.kernel.http import address_of
from hamshahr.kernel.languages import listed, say
from hamshahr.parties.models import Person

from .quotas import OutsideSeat, Quota, Representative, new_key
from .reading import readable_quota


class OutsideMeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of gatherings and quotas one sees; that it was held is public, what was instructed need not be."""
        quotas, gatherings = Quota.objects.visible_to(user), Gathering.objects.visible_to(user)
        return self.filter(quota__in=quotas, gathering__in=gatherings)


class OutsideMeeting(models.Model):
    """A gathering of the other network's body at which our seats vote, with the days in which they report."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    quota = models.ForeignKey(Quota, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("quota"))
    gathering = models.ForeignKey(
        Gathering, on_delete=models.PROTECT, related_name="outside_meetings", verbose_name=_("meeting")
    )
    report_days = models.PositiveSmallIntegerField(_("days within which a report is due"))

    objects = OutsideMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting elsewhere")
        verbose_name_plural = _("meetings elsewhere")
        ordering = ["-gathering__starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="outside_meeting_once",
                fields=["quota", "gathering"],
                violation_error_message=_("This meeting is already in the register."),
            )
        ]

    def __str__(self):
        return say(self.gathering.names)

    def get_absolute_url(self):
        return address_of("representatives:meeting", self.key)

    @property
    def first_day(self):
        return self.gathering.starts_on.first_day

    @property
    def last_day(self):
        return (self.gathering.ends_on or self.gathering.starts_on).last_day

    @property
    def due_on(self):
        """The day until which the representatives report."""
        return self.last_day + timedelta(days=self.report_days)


class Point(models.Model):
    """What is put to the vote there."""

    meeting = models.ForeignKey(
        OutsideMeeting, on_delete=models.PROTECT, related_name="points", verbose_name=_("meeting")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    names = I18nCharField(_("point"), max_length=1200)

    class Meta:
        verbose_name = _("point of a meeting elsewhere")
        verbose_name_plural = _("points of meetings elsewhere")
        ordering = ["meeting", "position"]
        constraints = [models.UniqueConstraint(name="point_place_once", fields=["meeting", "position"])]

    def __str__(self):
        return listed(localise(self.position), say(self.names))


class PresenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who sat there is read by whoever reads the reports."""
        found = self.filter(meeting__in=OutsideMeeting.objects.visible_to(user))
        return found if getattr(user, "is_secretariat", False) else found.filter(readable_quota(user, "seat__quota__"))


class Presence(models.Model):
    """Who sat on one seat at one meeting: its titular, its substitute, or nobody; never two."""

    meeting = models.ForeignKey(
        OutsideMeeting, on_delete=models.PROTECT, related_name="presences", verbose_name=_("meeting")
    )
    seat = models.ForeignKey(OutsideSeat, on_delete=models.PROTECT, related_name="presences", verbose_name=_("seat"))
    representative = models.ForeignKey(
        *(Representative, models.PROTECT),
        null=True,
        blank=True,
        related_name="presences",
        verbose_name=_("who sat there"),
    )
    person = models.ForeignKey(
        *(Person, models.PROTECT), null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    local_office = models.ForeignKey(
        *(LocalOffice, models.PROTECT), null=True, blank=True, related_name="+", verbose_name=_("by virtue of")
    )
    absence = models.CharField(_("why the titular was absent"), max_length=300, blank=True)
    entered_by = models.ForeignKey(
        *(settings.AUTH_USER_MODEL, models.PROTECT),
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entered by"),
    )

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence at a meeting elsewhere")
        verbose_name_plural = _("presences at meetings elsewhere")
        ordering = ["meeting", "seat"]
        constraints = [
            models.UniqueConstraint(
                name="presence_one_on_each_seat",
                fields=["meeting", "seat"],
                violation_error_message=_("Titular and substitute do not sit on one seat at once."),
            ),
            models.CheckConstraint(
                name="presence_of_nobody_names_nobody",
                condition=Q(representative__isnull=False) | Q(person=None, local_office=None),
                violation_error_message=_("Where nobody sat, nobody is named."),
            ),
        ]

    def __str__(self):
        return listed(self.representative or self.seat, self.meeting)
