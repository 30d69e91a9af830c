"""Fee rules as data: a version is published once and followed by the next one, never changed."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamshahr.bodies.models import Body
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.fields import ExactNumberField
from hamshahr.kernel.languages import listed

from .amounts import MoneyField
from .figures import CURRENCY, Footing, IncomeGroup, ends_after_start


def first_reminders() -> list[int]:
    """Days counted from the due day: a month before, on the day, a month and a quarter after."""
    return [-30, 0, 30, 90]


class FeeScaleQuerySet(models.QuerySet):
    def of_year(self, body: Body, year: int):
        """The version by which a body charges a year: the last that begins by its first day."""
        first = date(year, 1, 1)
        in_force = self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=first), body=body, starts_on__lte=first)
        return in_force.order_by("-starts_on").first()


class FeeScale(models.Model):
    """One version of the rules by which a body charges its members, under an article, from a day on.

    Either a table (income group, capital status, joint or exclusive) or a formula:
    fixed part + factor × income per head × population, between ``least`` and ``most``, rounded to ``step``.
    Amounts hold the tax.
    """

    class Way(models.TextChoices):
        TABLE = "table", _("by a table")
        FORMULA = "formula", _("by a formula")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="fee_scales", verbose_name=_("body"))
    article = models.CharField(_("article"), max_length=60)
    way = models.CharField(_("how the fee is found"), max_length=10, choices=Way)
    starts_on = models.DateField(_("in force from"))
    ends_on = models.DateField(_("in force until"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, validators=[CURRENCY])
    tax_percent = ExactNumberField(_("tax in per cent, held in the amounts"), default=0)
    discount_percent = ExactNumberField(_("discount in per cent for a shared territory"), default=0)
    fixed = MoneyField(_("fixed part"), null=True, blank=True)
    factor = ExactNumberField(_("factor"), null=True, blank=True)
    income_currency = models.CharField(_("currency of the income"), max_length=3, blank=True, validators=[CURRENCY])
    least = MoneyField(_("at least"), null=True, blank=True)
    most = MoneyField(_("at most"), null=True, blank=True)
    step = MoneyField(_("rounded to"), default=1)
    due_days = models.PositiveSmallIntegerField(_("days to pay"), default=90)
    reminders = models.JSONField(_("reminders, in days from the due day"), default=first_reminders)
    indexed_every = models.PositiveSmallIntegerField(_("years until the next indexation"), default=3)
    indexes = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="indexed_by",
        verbose_name=_("indexes the version"),
    )
    index_percent = ExactNumberField(_("index in per cent"), null=True, blank=True)
    pay_to = models.TextField(_("account to pay into"), blank=True)
    source = models.CharField(_("source"), max_length=600)

    objects = FeeScaleQuerySet.as_manager()

    class Meta:
        verbose_name = _("fee rule")
        verbose_name_plural = _("fee rules")
        ordering = ["body", "-starts_on"]
        constraints = [
            ends_after_start("fee_scale_ends_after_it_starts"),
            models.UniqueConstraint(
                name="fee_scale_once_per_body_and_start",
                fields=["body", "starts_on"],
                violation_error_message=_("A version of the fee rules already begins on this day."),
            ),
            models.CheckConstraint(
                name="fee_scale_formula_has_its_parts",
                condition=Q(way="table") | Q(fixed__isnull=False, factor__isnull=False),
                violation_error_message=_("A formula has a fixed part and a factor."),
            ),
            models.CheckConstraint(
                name="fee_scale_percents_are_sane",
                condition=Q(discount_percent__gte=0, discount_percent__lte=100, tax_percent__gte=0, step__gt=0),
                violation_error_message=_("A discount lies between 0 and 100 per cent, a tax is not below zero."),
            ),
        ]

    def __str__(self):
        return listed(self.body, self.article, format_day(self.starts_on))


class Fee(models.Model):
    """One cell of a fee table: what such a member pays for a year."""

    scale = models.ForeignKey(FeeScale, on_delete=models.PROTECT, related_name="fees", verbose_name=_("fee rule"))
    group = models.CharField(_("income group"), max_length=12, choices=IncomeGroup)
    capital = models.CharField(_("capital status"), max_length=10, choices=Footing.Standing)
    tie = models.CharField(_("joint or exclusive"), max_length=10, choices=Footing.Tie)
    amount = MoneyField(_("amount"))

    class Meta:
        verbose_name = _("fee")
        verbose_name_plural = _("fees")
        ordering = ["scale", "pk"]
        constraints = [
            models.UniqueConstraint(name="fee_once_per_cell", fields=["scale", "group", "capital", "tie"]),
            models.CheckConstraint(
                name="fee_is_not_below_zero",
                condition=Q(amount__gte=0),
                violation_error_message=_("A fee is not below zero."),
            ),
        ]

    def __str__(self):
        return f"{self.scale} {self.amount}"
