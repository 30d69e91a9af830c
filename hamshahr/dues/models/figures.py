"""The figures that dues are reckoned from: each with its days and its source."""

from datetime import date

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hamshahr.bodies.models import Membership
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.fields import ExactNumberField
from hamshahr.kernel.languages import listed
from hamshahr.parties.models import Country, Party

CURRENCY = RegexValidator(r"^[A-Z]{3}\Z", _("A currency by its three capital letters, for example EUR."))


def ends_after_start(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
        violation_error_message=_("The end lies after the start."),
    )


class DatedQuerySet(models.QuerySet):
    """Rows with half-open days ``starts_on`` and ``ends_on``."""

    def on(self, day: date):
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)


class IncomeGroup(models.TextChoices):
    LOW = "low", _("low income")
    LOWER_MIDDLE = "lower middle", _("lower middle income")
    UPPER_MIDDLE = "upper middle", _("upper middle income")
    HIGH = "high", _("high income")


class CountryIncome(models.Model):
    """The income group of a country, and its income per head, from one day to another, as a source has them."""

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="incomes", verbose_name=_("country"))
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    group = models.CharField(_("income group"), max_length=12, choices=IncomeGroup)
    per_head = ExactNumberField(_("income per head"), null=True, blank=True)
    per_head_currency = models.CharField(_("currency of the income"), max_length=3, blank=True, validators=[CURRENCY])
    source = models.CharField(_("source"), max_length=600)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("income of a country")
        verbose_name_plural = _("incomes of countries")
        ordering = ["country", "-starts_on"]
        constraints = [
            ends_after_start("country_income_ends_after_it_starts"),
            models.UniqueConstraint(
                name="country_income_once_per_start",
                fields=["country", "starts_on"],
                violation_error_message=_("This country has a figure from that day on already."),
            ),
        ]

    def __str__(self):
        return listed(self.country, self.get_group_display())


class Footing(models.Model):
    """On what footing a member pays from one day to another: what the rules ask of a city, as its papers have it."""

    class Standing(models.TextChoices):
        CAPITAL = "capital", _("capital city")
        OTHER = "other", _("not a capital city")

    class Tie(models.TextChoices):
        EXCLUSIVE = "exclusive", _("member of this network only")
        JOINT = "joint", _("member of a partner network too")

    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="footings", verbose_name=_("membership")
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    capital = models.CharField(_("capital status"), max_length=10, choices=Standing, blank=True)
    tie = models.CharField(_("joint or exclusive"), max_length=10, choices=Tie, blank=True)
    shares_with = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("shares its territory with"),
    )
    population = models.PositiveBigIntegerField(_("population"), null=True, blank=True)
    currency = models.CharField(_("its own currency"), max_length=3, blank=True, validators=[CURRENCY])
    source = models.CharField(_("source"), max_length=600)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("footing")
        verbose_name_plural = _("footings")
        ordering = ["membership", "-starts_on"]
        constraints = [
            ends_after_start("footing_ends_after_it_starts"),
            models.UniqueConstraint(
                name="footing_once_per_start",
                fields=["membership", "starts_on"],
                violation_error_message=_("This member has a footing from that day on already."),
            ),
        ]

    def __str__(self):
        return str(self.membership)


class ExchangeRate(models.Model):
    """What one unit of a currency is worth in another on a day, as a source has it; a rate is never changed."""

    base = models.CharField(_("one unit of"), max_length=3, validators=[CURRENCY])
    currency = models.CharField(_("is worth in"), max_length=3, validators=[CURRENCY])
    on = models.DateField(_("on"))
    rate = ExactNumberField(_("rate"))
    source = models.CharField(_("source"), max_length=600)

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        ordering = ["-on", "base", "currency"]
        constraints = [
            models.UniqueConstraint(
                name="exchange_rate_once_per_day",
                fields=["base", "currency", "on"],
                violation_error_message=_("There is a rate for this day already."),
            ),
            models.CheckConstraint(
                name="exchange_rate_is_positive",
                condition=Q(rate__gt=0) & ~Q(base=F("currency")),
                violation_error_message=_("A rate is greater than zero, and between two currencies."),
            ),
        ]

    def __str__(self):
        return listed(f"{self.base}/{self.currency}", format_day(self.on))
