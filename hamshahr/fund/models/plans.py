"""Who pays how much of a project, in which currency, at the rate of which day."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.dues.models import ExchangeRate
from hamshahr.dues.models.amounts import MoneyField
from hamshahr.dues.models.figures import CURRENCY
from hamshahr.dues.money import converted
from hamshahr.kernel.digits import localise, number
from hamshahr.kernel.languages import listed

from .funders import Funder
from .projects import Project


class Instrument(models.TextChoices):
    GUARANTEE = "guarantee", _("guarantee")
    LOAN = "loan", _("loan")
    SUBSIDY = "subsidy", _("subsidy")
    GRANT = "grant", pgettext_lazy("instrument of finance", "grant")
    MARKET = "market", _("financing from the market")
    OWN = "own", _("own resources")


class Plan(models.Model):
    """A financing plan in versions, none of which is changed; the last one that was settled counts."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="plans", verbose_name=_("project"))
    version = models.PositiveSmallIntegerField(_("version"))
    cost = MoneyField(_("cost"))
    currency = models.CharField(_("currency"), max_length=3, validators=[CURRENCY])
    settled_on = models.DateField(_("settled on"), null=True, blank=True)

    class Meta:
        verbose_name = _("financing plan")
        verbose_name_plural = _("financing plans")
        ordering = ["project", "-version"]
        constraints = [models.UniqueConstraint(name="plan_version_once", fields=["project", "version"])]

    def __str__(self):
        return listed(self.project, localise(self.version))

    @property
    def total(self) -> Decimal:
        """What the lines add up to in the currency of the plan."""
        return sum((line.in_plan for line in self.lines.select_related("rate")), Decimal(0))


class PlanLine(models.Model):
    """One instrument of a plan; an amount in another currency counts at the rate of a day."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="lines", verbose_name=_("financing plan"))
    position = models.PositiveSmallIntegerField(_("position"))
    instrument = models.CharField(_("instrument"), max_length=10, choices=Instrument)
    funder = models.ForeignKey(
        *(Funder, models.PROTECT), null=True, blank=True, related_name="plan_lines", verbose_name=_("funder")
    )
    words = models.CharField(_("remark"), max_length=200, blank=True)
    amount = MoneyField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3, validators=[CURRENCY])
    rate = models.ForeignKey(
        *(ExchangeRate, models.PROTECT), null=True, blank=True, related_name="+", verbose_name=_("exchange rate")
    )

    class Meta:
        verbose_name = _("line of a financing plan")
        verbose_name_plural = _("lines of financing plans")
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(name="plan_line_position_once", fields=["plan", "position"]),
            models.CheckConstraint(
                name="plan_line_is_above_zero",
                condition=Q(amount__gt=0),
                violation_error_message=_("An amount of the plan is greater than zero."),
            ),
        ]

    def __str__(self):
        return listed(self.get_instrument_display(), f"{number(self.amount, places=2)} {self.currency}")

    @property
    def in_plan(self) -> Decimal:
        """The amount in the currency of the plan."""
        if self.rate is None:
            return self.amount
        return converted(self.amount, self.rate.rate, self.rate.currency)
