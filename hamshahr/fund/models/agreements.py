"""Agreements: an amount, signed by both sides, paid in instalments that each await the report on the one before."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField

from hamshahr.bodies.models import Body
from hamshahr.dues.models.amounts import MoneyField
from hamshahr.dues.models.figures import CURRENCY
from hamshahr.kernel.digits import localise, number
from hamshahr.kernel.fields import ExactNumberField
from hamshahr.kernel.languages import listed, say

from .projects import PUBLIC, Project, new_key


def person(words, **options) -> models.ForeignKey:
    return models.ForeignKey(
        *(settings.AUTH_USER_MODEL, models.PROTECT),
        null=True,
        blank=True,
        related_name="+",
        verbose_name=words,
        **options,
    )


class Counter(models.Model):
    """The last number of an agreement of a fund in a year; locked while the next one is given."""

    fund = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    is_derived = True  # it repeats the greatest number of the agreements

    class Meta:
        constraints = [models.UniqueConstraint(name="agreement_counter_once", fields=["fund", "year"])]

    def __str__(self):
        return f"{self.last}/{self.year}"


class Agreement(models.Model):
    """What the fund gives to a project and under which words; in force when both sides have signed."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    project = models.OneToOneField(
        Project, on_delete=models.PROTECT, related_name="agreement", verbose_name=_("project")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    amount = MoneyField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3, validators=[CURRENCY])
    text = models.TextField(_("text"), max_length=20000)
    language = models.CharField(_("authentic language"), max_length=5, choices=settings.LANGUAGES)
    city_signed_on = models.DateField(_("signed by the city on"), null=True, blank=True)
    city_signed_by = person(_("signed for the city by"))
    fund_signed_on = models.DateField(_("signed by the fund on"), null=True, blank=True)
    fund_signed_by = person(_("signed for the fund by"))

    class Meta:
        verbose_name = pgettext_lazy("of a fund with a city", "agreement")
        verbose_name_plural = pgettext_lazy("of a fund with cities", "agreements")
        ordering = ["-year", "-number"]
        constraints = [
            models.CheckConstraint(
                name="agreement_is_above_zero",
                condition=Q(amount__gt=0),
                violation_error_message=_("The amount of an agreement is greater than zero."),
            ),
            models.CheckConstraint(
                name="agreement_is_signed_by_somebody",
                condition=(
                    Q(city_signed_on=None, city_signed_by=None)
                    | Q(city_signed_on__isnull=False, city_signed_by__isnull=False)
                )
                & (
                    Q(fund_signed_on=None, fund_signed_by=None)
                    | Q(fund_signed_on__isnull=False, fund_signed_by__isnull=False)
                ),
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def code(self) -> str:
        """Its official number."""
        return f"{self.project.fund.slug.upper()}-A-{self.year}-{self.number:03}"

    @property
    def is_in_force(self) -> bool:
        return self.city_signed_on is not None and self.fund_signed_on is not None


class Instalment(models.Model):
    """A part of the amount; it is paid when the agreement is in force and every report due before it was accepted."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="instalments", verbose_name=_("agreement")
    )
    position = models.PositiveSmallIntegerField(_("number"))
    amount = MoneyField(_("amount"))
    due_on = models.DateField(_("planned for"))
    report_due_on = models.DateField(_("report due on"))
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    reference = models.CharField(_("reference of the bank"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("instalment")
        verbose_name_plural = _("instalments")
        ordering = ["agreement", "position"]
        constraints = [
            models.UniqueConstraint(name="instalment_position_once", fields=["agreement", "position"]),
            models.CheckConstraint(name="instalment_is_above_zero", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="instalment_paid_with_a_reference",
                condition=Q(paid_on=None, reference="") | (Q(paid_on__isnull=False) & ~Q(reference="")),
            ),
        ]

    def __str__(self):
        return listed(self.agreement, localise(self.position))


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Accepted ones of public projects for everybody; the others for the city and the fund."""
        within = Q(instalment__agreement__project__in=Project.objects.open_to(user))
        public = Q(state=Report.State.ACCEPTED, instalment__agreement__project__state__in=PUBLIC)
        return self.filter(within | public)


class Report(models.Model):
    """What a city did with an instalment: words, amount spent, figures, the auditor's note; returned or accepted."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("of a report", "draft")
        SENT = "sent", pgettext_lazy("of a report", "sent")
        RETURNED = "returned", pgettext_lazy("of a report", "returned with questions")
        ACCEPTED = "accepted", pgettext_lazy("of a report", "accepted")

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    instalment = models.OneToOneField(
        Instalment, on_delete=models.PROTECT, related_name="report", verbose_name=_("instalment")
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    text = models.TextField(_("what was done"), max_length=20000, blank=True)
    results = models.TextField(_("results for the public"), max_length=4000, blank=True)
    spent = MoneyField(_("spent so far of this instalment"), default=Decimal(0))
    audit_note = models.TextField(_("note of the auditor"), max_length=4000, blank=True)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    sent_by = person(_("sent by"))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = person(_("decided by"))
    remark = models.CharField(_("remark of the fund"), max_length=1000, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("on an instalment", "report")
        verbose_name_plural = pgettext_lazy("on instalments", "reports")
        ordering = ["instalment"]
        constraints = [
            models.CheckConstraint(name="report_spent_not_below_zero", condition=Q(spent__gte=0)),
            models.CheckConstraint(
                name="report_accepted_by_somebody", condition=~Q(state="accepted") | Q(decided_by__isnull=False)
            ),
        ]

    def __str__(self):
        return listed(self.instalment, self.get_state_display())


class Indicator(models.Model):
    """What a project is measured by, with where it stood and where it should come to."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="indicators", verbose_name=_("project"))
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    names = I18nCharField(_("indicator"), max_length=800)
    unit = I18nCharField(_("unit"), max_length=200, blank=True)
    baseline = ExactNumberField(_("at the start"), null=True, blank=True)
    target = ExactNumberField(_("target"))

    class Meta:
        verbose_name = pgettext_lazy("of a project", "indicator")
        verbose_name_plural = pgettext_lazy("of a project", "indicators")
        ordering = ["project", "position", "pk"]

    def __str__(self):
        return say(self.names)


class Measured(models.Model):
    """What an indicator reached by the day of a report."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="measured", verbose_name=_("report"))
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="measured", verbose_name=_("indicator")
    )
    value = ExactNumberField(_("value"))

    class Meta:
        verbose_name = pgettext_lazy("of an indicator", "value")
        verbose_name_plural = pgettext_lazy("of an indicator", "values")
        ordering = ["report", "indicator"]
        constraints = [models.UniqueConstraint(name="measured_once_per_report", fields=["report", "indicator"])]

    def __str__(self):
        return listed(self.indicator, number(self.value))
