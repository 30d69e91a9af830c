"""Editions of awards and the distinctions conferred in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from hamshahr.accounts.models import Described
from hamshahr.bodies.models import Body
from hamshahr.kernel.digits import localise
from hamshahr.kernel.fields import PartialDateField
from hamshahr.kernel.languages import listed
from hamshahr.parties.models import Country, Party
from hamshahr.record.models import Sourced


class EditionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if getattr(user, "is_secretariat", False) else self.filter(live=True)


class Edition(Described, Sourced):
    """One edition of an award, with the numbers its sources give."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    award = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="editions", verbose_name=_("award"))
    number = models.PositiveSmallIntegerField(_("number"))
    cycle_year = models.PositiveSmallIntegerField(_("year of the cycle"))
    ceremony_on = PartialDateField(_("ceremony"), null=True, blank=True)
    ceremony_at = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("place of the ceremony"),
    )
    submissions = models.PositiveIntegerField(_("submissions"), null=True, blank=True)
    cities = models.PositiveIntegerField(_("cities"), null=True, blank=True)
    countries = models.PositiveIntegerField(_("countries"), null=True, blank=True)
    shortlisted = models.PositiveIntegerField(_("shortlisted"), null=True, blank=True)
    winners = models.PositiveIntegerField(_("winners"), null=True, blank=True)
    prize = models.CharField(_("prize"), max_length=300, blank=True)
    selection = models.TextField(_("selection"), blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition of an award")
        verbose_name_plural = _("editions of awards")
        ordering = ["-cycle_year", "award", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="edition_number_once_per_award",
                fields=["award", "number"],
                violation_error_message=_("This award already has an edition with this number."),
            )
        ]

    def __str__(self):
        return f"{self.award} {localise(self.cycle_year)}"


class Distinction(Sourced):
    """An honour of an edition for a project of a city; the city may be known by name only."""

    class Level(models.TextChoices):
        FIRST = "first prize", _("first prize")
        SECOND = "second prize", _("second prize")
        THIRD = "third prize", _("third prize")
        WINNER = "winner", _("winner")
        SHORTLISTED = "shortlisted", _("shortlisted")
        MEDAL = "medal of honor", _("medal of honour")
        MENTION = "special mention", _("special mention")
        PUBLIC_VOTE = "online popular city", _("favourite of the public vote")
        CITY_CHOICE = "city of your choice", _("city of your choice")

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="distinctions", verbose_name=_("edition")
    )
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="distinctions", verbose_name=_("party")
    )
    city_name = models.CharField(_("city as the source names it"), max_length=200)
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("country")
    )
    level = models.CharField(_("distinction"), max_length=30, choices=Level)
    project = I18nCharField(_("project"), max_length=1200)

    class Meta:
        verbose_name = _("distinction")
        verbose_name_plural = _("distinctions")
        ordering = ["edition", "level", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="distinction_once_per_edition_city_and_level",
                fields=["edition", "city_name", "level", "project"],
                violation_error_message=_("This distinction is already in the register."),
            )
        ]

    def __str__(self):
        return listed(self.city_name, self.get_level_display(), self.edition)
