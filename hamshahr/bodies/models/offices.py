"""Offices of bodies, the mandates of parties in them, and the people who hold them."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Substr
from django.db.models.lookups import GreaterThan, GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from hamshahr.kernel.fields import PartialDateField
from hamshahr.kernel.languages import listed
from hamshahr.parties.models import Party, Person, Region, visible_party
from hamshahr.record.models import Sourced

from .bodies import Body, Decision, OfBodyQuerySet, PartialPeriodQuerySet, visible


class LocalOfficeQuerySet(PartialPeriodQuerySet):
    def visible_to(self, user):
        parties, people = Party.objects.visible_to(user), Person.objects.visible_to(user)
        return self.filter(party__in=parties, person__in=people)


class MandateQuerySet(PartialPeriodQuerySet):
    def visible_to(self, user):
        of_party = Q(party__isnull=True) | visible_party(user, "party__")
        return self.filter(of_party, visible(user, "office__body__"))


class HoldingQuerySet(PartialPeriodQuerySet):
    def visible_to(self, user):
        seats, people = Mandate.objects.visible_to(user), Person.objects.visible_to(user)
        return self.filter(mandate__in=seats, person__in=people)


class SeatFlagQuerySet(models.QuerySet):
    def open_on(self, day: date):
        """Raised by that day and not cleared by it."""
        return self.filter(Q(cleared_on__isnull=True) | Q(cleared_on__gt=day), raised_on__lte=day)

    def visible_to(self, user):
        return self.filter(mandate__in=Mandate.objects.visible_to(user))


class Office(models.Model):
    """A named post in a body, with its seats, its region and the way into it."""

    class Way(models.TextChoices):
        ELECTED = "elected", _("elected")
        EX_OFFICIO = "ex officio", _("ex officio")
        APPOINTED = "appointed", _("appointed")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="offices", verbose_name=_("body"))
    slug = models.SlugField(_("address"), max_length=80)
    names = I18nCharField(_("name"), max_length=800)
    seats = models.PositiveSmallIntegerField(_("seats"), null=True, blank=True, help_text=_("Empty: no fixed number."))
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="offices", verbose_name=_("region")
    )
    way = models.CharField(_("way into it"), max_length=12, choices=Way, default=Way.ELECTED)
    term_years = models.PositiveSmallIntegerField(_("term in years"), null=True, blank=True)
    needs_local_office = models.BooleanField(_("held by virtue of a local elected office"), default=True)
    keeps_register = models.BooleanField(
        _("keeps the body's register"),
        default=False,
        help_text=_("Its holder works in the office, for this body only."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = OfBodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["body", "position", "slug"]
        constraints = [
            models.UniqueConstraint(
                name="office_address_once_per_body",
                fields=["body", "slug"],
                violation_error_message=_("This body already has an office with this address."),
            )
        ]

    def __str__(self):
        return listed(self.names, self.body)


class LocalOffice(Sourced):
    """The post at home, such as mayor, by virtue of which a person holds seats elsewhere."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="local_offices", verbose_name=_("party"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="local_offices", verbose_name=_("person"))
    title = I18nCharField(_("title"), max_length=400)
    starts_on = PartialDateField(_("starts on"), null=True, blank=True)
    ends_on = PartialDateField(_("ends on"), null=True, blank=True)

    objects = LocalOfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("local office")
        verbose_name_plural = _("local offices")
        ordering = ["party", "-starts_on"]

    def __str__(self):
        return listed(self.person, self.title, self.party)


class Mandate(Sourced):
    """The term during which a party holds an office of a body; the seat is the party's, a person only fills it."""

    class Beginning(models.TextChoices):
        ELECTED = "elected", _("elected")
        APPOINTED = "appointed", _("appointed")
        ACTING = "acting", _("acting")
        INTERIM = "interim", _("interim")
        SUCCESSION = "succession", _("by succession")
        NOMINATED = "nominated", _("nominated by a section")
        UNKNOWN = "unknown", _("not found")

    class Ending(models.TextChoices):
        TERM = "term", _("end of the term")
        RESIGNED = "resigned", _("resigned")
        LOCAL_OFFICE = "local office", _("loss of the local office")
        MEMBERSHIP = "membership", _("end of the membership")
        RECALLED = "recalled", _("recalled")
        ABOLISHED = "abolished", _("office abolished")

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="mandates", verbose_name=_("office"))
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="mandates", verbose_name=_("party")
    )
    starts_on = PartialDateField(_("starts on"), null=True, blank=True)
    ends_on = PartialDateField(_("ends on"), null=True, blank=True)
    beginning = models.CharField(_("began as"), max_length=12, choices=Beginning, default=Beginning.ELECTED)
    ending = models.CharField(_("ended by"), max_length=12, choices=Ending, blank=True)
    term_ends_on = PartialDateField(_("term ends on"), null=True, blank=True)
    on_behalf_of = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("on behalf of")
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="mandates", verbose_name=_("decision")
    )

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ["office", "-starts_on", "pk"]
        constraints = [
            # Texts compare as far as both are known: 2015-11 to 2015 may well be; of a span the service asks.
            models.CheckConstraint(
                name="mandate_ends_not_before_it_starts",
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(GreaterThan(Length("ends_on"), 10))
                | Q(GreaterThanOrEqual(F("ends_on"), Substr("starts_on", 1, Length("ends_on")))),
                violation_error_message=_("A mandate ends after it starts."),
            ),
            models.UniqueConstraint(
                name="mandate_once_per_office_party_and_start",
                fields=["office", "party", "starts_on"],
                violation_error_message=_("This mandate is already in the register."),
            ),
            models.UniqueConstraint(
                name="mandate_once_per_office_and_party_without_start",
                fields=["office", "party"],
                condition=Q(starts_on__isnull=True),
                violation_error_message=_("This mandate is already in the register."),
            ),
        ]

    def __str__(self):
        return listed(self.party or "·", self.office.names)


class Holding(models.Model):
    """The days inside a mandate during which one person fills the seat, and the local office that lets them."""

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="holdings", verbose_name=_("mandate"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings", verbose_name=_("person"))
    local_office = models.ForeignKey(
        LocalOffice,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="holdings",
        verbose_name=_("by virtue of"),
    )
    is_acting = models.BooleanField(_("acting"), default=False)
    starts_on = PartialDateField(_("starts on"), null=True, blank=True)
    ends_on = PartialDateField(_("ends on"), null=True, blank=True)

    objects = HoldingQuerySet.as_manager()

    class Meta:
        verbose_name = _("holder")
        verbose_name_plural = _("holders")
        ordering = ["mandate", "-starts_on", "pk"]

    def __str__(self):
        return f"{self.person}: {self.mandate}"


class SeatFlag(models.Model):
    """A seat in question, raised the same day and cleared by an act.

    Either its holder lost the local office it hung from, or its party's membership was suspended.
    """

    class Cause(models.TextChoices):
        LOCAL_OFFICE = "local office", _("loss of the local office")
        MEMBERSHIP = "membership", _("suspension of the membership")

    class Outcome(models.TextChoices):
        SUCCEEDED = "succeeded", _("a successor took the seat")
        ACTING = "acting", _("an acting holder was named")
        ENDED = "ended", _("the mandate ended")
        LIFTED = "lifted", _("the cause fell away")

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="flags", verbose_name=_("mandate"))
    cause = models.CharField(_("cause"), max_length=12, choices=Cause, default=Cause.LOCAL_OFFICE)
    local_office = models.ForeignKey(
        LocalOffice,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="flags",
        verbose_name=_("local office"),
    )
    raised_on = models.DateField(_("raised on"))
    proposed_party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("proposed party")
    )
    proposed_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("proposed person")
    )
    article = models.CharField(_("article"), max_length=40, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    cleared_on = models.DateField(_("cleared on"), null=True, blank=True)

    objects = SeatFlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("flag on a seat")
        verbose_name_plural = _("flags on seats")
        ordering = ["-raised_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="seat_flag_one_open_per_mandate", fields=["mandate"], condition=Q(cleared_on__isnull=True)
            )
        ]

    def __str__(self):
        return f"{self.mandate}"
