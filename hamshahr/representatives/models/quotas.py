"""The seats our network has in the bodies of another one: how many, from when, by which article, and who has them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nTextField

from hamshahr.bodies.models import Body, Mandate, Office
from hamshahr.bodies.models.bodies import PartialPeriodQuerySet, visible
from hamshahr.kernel.digits import localise
from hamshahr.kernel.fields import PartialDateField
from hamshahr.kernel.http import address_of
from hamshahr.kernel.languages import listed, say
from hamshahr.record.models import Sourced


def new_key():
    return get_random_string(12)


class QuotaQuerySet(PartialPeriodQuerySet):
    def visible_to(self, user):
        """Those between bodies that one sees."""
        return self.filter(visible(user, "outside__"), visible(user, "sender__"))


class Quota(Sourced):
    """The seats in a body of another network that are ours to fill, with the rules of filling and reporting.

    Those who sit there are mandates in ``office``, those who stand in for them mandates in ``substitute_office``; the
    members of ``readers`` read what was instructed and reported.
    """

    outside = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="quotas", verbose_name=_("body of the other network")
    )
    sender = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="seats_elsewhere", verbose_name=_("body that sends")
    )
    readers = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("body whose members read the reports")
    )
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="quotas", verbose_name=_("office"))
    substitute_office = models.ForeignKey(
        *(Office, models.PROTECT),
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("office of the substitutes"),
    )
    seats = models.PositiveSmallIntegerField(_("seats"))
    starts_on = PartialDateField(_("starts on"), null=True, blank=True)
    ends_on = PartialDateField(_("ends on"), null=True, blank=True)
    rule = I18nTextField(_("who sits there"), blank=True)
    article = models.CharField(_("article"), max_length=120, blank=True)
    report_days = models.PositiveSmallIntegerField(_("days within which a report is due"), default=30)
    is_open = models.BooleanField(
        _("instructions and reports are public"),
        default=False,
        help_text=_("Otherwise the member cities alone read them."),
    )
    letters_to = models.EmailField(_("address of the other network’s secretariat"), blank=True)
    letters_in = models.CharField(_("language of its letters"), max_length=5, choices=settings.LANGUAGES, default="en")

    objects = QuotaQuerySet.as_manager()

    class Meta:
        verbose_name = _("quota of seats elsewhere")
        verbose_name_plural = _("quotas of seats elsewhere")
        ordering = ["outside", "-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="quota_in_another_body",
                condition=~Q(outside=F("sender")),
                violation_error_message=_("A body sends nobody to itself."),
            ),
            models.CheckConstraint(
                name="quota_of_some_seats",
                condition=Q(seats__gte=1, seats__lte=500),
                violation_error_message=_("A quota has between 1 and 500 seats."),
            ),
            models.CheckConstraint(
                name="quota_report_within_a_year",
                condition=Q(report_days__gte=1, report_days__lte=366),
                violation_error_message=_("A report is due within a year."),
            ),
            models.CheckConstraint(
                name="quota_substitutes_in_another_office",
                condition=Q(substitute_office=None) | ~Q(substitute_office=F("office")),
                violation_error_message=_("Substitutes have an office of their own."),
            ),
        ]

    def __str__(self):
        return listed(self.sender.names, self.outside.names)


class OutsideSeatQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(quota__in=Quota.objects.visible_to(user))


class OutsideSeat(models.Model):
    """One of the seats of a quota; its number keeps its history together and says nothing of its rank."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    quota = models.ForeignKey(Quota, on_delete=models.PROTECT, related_name="outside_seats", verbose_name=_("quota"))
    number = models.PositiveSmallIntegerField(_("number"))

    objects = OutsideSeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat in another network")
        verbose_name_plural = _("seats in other networks")
        ordering = ["quota", "number"]
        constraints = [
            models.UniqueConstraint(name="outside_seat_number_once", fields=["quota", "number"]),
            models.CheckConstraint(name="outside_seat_number_from_one", condition=Q(number__gt=0)),
        ]

    def __str__(self):
        return listed(say(self.quota.office.names), localise(self.number))

    def get_absolute_url(self):
        return address_of("representatives:seat", self.key)


class RepresentativeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(mandate__in=Mandate.objects.visible_to(user))


class Representative(models.Model):
    """Who has a seat for a time, or stands in for whoever has it: a mandate there, and the time for which we send.

    ``own_mandate`` is the seat in our network from which it follows; where it follows from none, ``sent_until`` says
    how long our network sends this party.
    """

    class Role(models.TextChoices):
        TITULAR = "titular", pgettext_lazy("of a seat", "titular")
        SUBSTITUTE = "substitute", pgettext_lazy("of a seat", "substitute")

    seat = models.ForeignKey(
        OutsideSeat, on_delete=models.PROTECT, related_name="representatives", verbose_name=_("seat")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.TITULAR)
    mandate = models.OneToOneField(
        Mandate, on_delete=models.PROTECT, related_name="representative", verbose_name=_("mandate there")
    )
    own_mandate = models.ForeignKey(
        *(Mandate, models.PROTECT), null=True, blank=True, related_name="sends", verbose_name=_("mandate here")
    )
    sent_until = PartialDateField(_("sent until"), null=True, blank=True)

    objects = RepresentativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        ordering = ["seat", "-role", "-mandate__starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="representative_mandates_differ",
                condition=Q(own_mandate=None) | ~Q(own_mandate=F("mandate")),
                violation_error_message=_("The mandate here is another than the one there."),
            ),
            models.CheckConstraint(
                name="representative_sent_by_one_clock",
                condition=Q(own_mandate=None) | Q(sent_until=None),
                violation_error_message=_("The time here is that of a mandate or a day of its own, not both."),
            ),
        ]

    def __str__(self):
        return listed(self.mandate.party or "·", self.get_role_display(), self.seat)

    @property
    def party(self):
        return self.mandate.party
