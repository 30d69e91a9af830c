"""Funders, what each asks of a project, and by when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from hamshahr.accounts.models import Described
from hamshahr.kernel.languages import listed, say
from hamshahr.parties.models import Party


class FunderQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if getattr(user, "is_secretariat", False) else self.filter(live=True)


class Funder(Described):
    """A bank, a fund or a ministry that finances projects of cities."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    names = I18nCharField(_("name"), max_length=800)
    text = I18nTextField(_("what it finances"), blank=True)
    party = models.ForeignKey(
        *(Party, models.PROTECT), null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    opens_on = models.DateField(_("takes requests from"), null=True, blank=True)
    closes_on = models.DateField(_("takes requests until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=600)

    objects = FunderQuerySet.as_manager()

    class Meta:
        verbose_name = _("funder")
        verbose_name_plural = _("funders")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                name="funder_closes_after_it_opens",
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                violation_error_message=_("The end lies after the start."),
            )
        ]

    def __str__(self):
        return say(self.names)


class Asked(models.TextChoices):
    """What a criterion looks at."""

    REGION = "region", _("region of the city")
    COUNTRY = "country", _("country of the city")
    INCOME = "income", _("income group of the country")
    TOPIC = "topic", pgettext_lazy("of a project", "topic of the project")
    INSTRUMENT = "instrument", _("instrument asked for")
    COST_FROM = "cost from", _("cost of the project at least")
    COST_TO = "cost to", _("cost of the project at most")
    OWN_SHARE = "own share", _("own resources at least, in percent of the cost")
    PEOPLE = "people", _("population of the city at least")
    MEMBER = "member", _("member that has paid its dues")


class FunderCriterion(models.Model):
    """One thing that a funder asks: a list of values, or a number with its currency."""

    funder = models.ForeignKey(Funder, on_delete=models.PROTECT, related_name="criteria", verbose_name=_("funder"))
    asked = models.CharField(_("what is asked"), max_length=12, choices=Asked)
    values = models.JSONField(_("values"), default=list, blank=True)
    number = models.BigIntegerField(_("number"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    ends_on = models.DateField(_("asked until"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("of a funder", "criterion")
        verbose_name_plural = pgettext_lazy("of a funder", "criteria")
        ordering = ["funder", "asked", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="funder_asks_a_thing_once",
                fields=["funder", "asked"],
                condition=Q(ends_on=None),
                violation_error_message=_("This funder asks this already."),
            )
        ]

    def __str__(self):
        return listed(self.funder, self.get_asked_display())
