"""The tree of bodies across networks, where each has its seat from when to when, and what it decided."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField
from wagtail.search import index

from hamshahr.accounts.models import Described
from hamshahr.kernel.fields import PartialDateField, perhaps_holding_on
from hamshahr.kernel.text import search_text
from hamshahr.parties.models import Party, visible_party
from hamshahr.record.models import Sourced


def visible(user, path: str = "") -> Q:
    """What a user may see of bodies: published ones, those whose register the user keeps, and all for the secretariat.

    ``path`` leads from the row that is asked to its body.
    """
    from ..keepers import kept_bodies  # noqa: PLC0415  keepers are read from the mandates, which stand on bodies

    if getattr(user, "is_secretariat", False):
        return Q()
    published = Q((f"{path}live", True))
    kept = kept_bodies(user)
    return published | Q((f"{path}pk__in", kept)) if kept else published


class BodyQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(visible(user))


class OfBodyQuerySet(models.QuerySet):
    """Rows with a ``body``, seen with it."""

    def visible_to(self, user):
        return self.filter(visible(user, "body__"))


class Body(Described, Sourced, index.Indexed):
    """An association or one of its organs, offices, networks, centres, funds, juries; bodies form a tree."""

    class Kind(models.TextChoices):
        ASSOCIATION = "association", _("association")
        ASSEMBLY = "assembly", _("assembly")
        BOARD = "board", _("board")
        COMMITTEE = "committee", _("committee")
        COMMISSION = "commission", _("commission")
        COUNCIL = "council", _("council")
        OFFICE = "office", _("office")
        SECRETARIAT = "secretariat", _("secretariat")
        REGIONAL_SECRETARIAT = "regional secretariat", _("regional secretariat")
        REGIONAL_OFFICE = "regional office", _("regional office")
        SECTION = "section", _("section")
        NETWORK = "network", _("network")
        PROGRAMME = "programme", _("programme")
        PLATFORM = "platform", _("platform")
        DESK = "desk", _("desk")
        TRAINING_INSTITUTE = "training institute", _("training institute")
        TRAINING_CENTRE = "training centre", _("training centre")
        AWARD = "award", _("award")
        JURY = "jury", _("jury")
        FUND = "fund", pgettext_lazy("kind of a body", "fund")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    names = I18nCharField(_("name"), max_length=1200)
    network = models.CharField(_("network"), max_length=80)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    founded_on = PartialDateField(_("founded"), null=True, blank=True)
    ended_on = PartialDateField(_("ended"), null=True, blank=True)
    term_years = models.PositiveSmallIntegerField(_("term in years"), null=True, blank=True)
    size = models.CharField(_("size"), max_length=200, blank=True)
    rules_in_short = I18nTextField(_("rules in short"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    changed_by_acts = ("ended_on",)
    objects = BodyQuerySet.as_manager()
    search_fields = [
        index.SearchField("searchable", boost=2),
        index.AutocompleteField("searchable"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["position", "slug"]

    def __str__(self):
        return str(self.names)

    def clean(self):
        """A body cannot be part of itself, through however many others."""
        seen, above = {self.pk}, self.parent
        while self.pk and above is not None:
            if above.pk in seen:
                raise ValidationError({"parent": _("A body cannot be part of itself or of a body within it.")})
            seen.add(above.pk)
            above = above.parent

    def searchable(self):
        names = self.names.data
        return search_text(*(names.values() if isinstance(names, dict) else [str(names)]), self.network)


class PartialPeriodQuerySet(models.QuerySet):
    """Rows whose ``starts_on`` and ``ends_on`` may be no more than a month or a year."""

    def perhaps_on(self, day: date):
        """Whatever may be in force that day; ``kernel.dates.holds_on`` says whether it surely is."""
        return self.filter(perhaps_holding_on(day, "starts_on", "ends_on"))


class HostingQuerySet(PartialPeriodQuerySet):
    def visible_to(self, user):
        return self.filter(visible(user, "body__"), visible_party(user, "host__"))


class Hosting(Sourced):
    """The time during which a party gives a body its seat; a page about 2022 does not repeat 2014."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="hostings", verbose_name=_("body"))
    host = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="hostings", verbose_name=_("host"))
    starts_on = PartialDateField(_("starts on"), null=True, blank=True)
    ends_on = PartialDateField(_("ends on"), null=True, blank=True)

    objects = HostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat of a body")
        verbose_name_plural = _("seats of bodies")
        ordering = ["body", "-starts_on"]
        constraints = [
            models.UniqueConstraint(
                name="hosting_one_per_body_host_and_start",
                fields=["body", "host", "starts_on"],
                violation_error_message=_("This seat is already in the register."),
            ),
            models.UniqueConstraint(
                name="hosting_one_per_body_and_host_without_start",
                fields=["body", "host"],
                condition=Q(starts_on__isnull=True),
                violation_error_message=_("This seat is already in the register."),
            ),
        ]

    def __str__(self):
        return f"{self.body}: {self.host}"


class Decision(Sourced):
    """What an organ decided on a day, with its number and the point of the agenda; memberships and seats rest on it."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("body"))
    number = models.CharField(_("number"), max_length=40, blank=True)
    agenda_item = models.CharField(_("agenda item"), max_length=200, blank=True)
    title = I18nCharField(_("title"), max_length=1200)
    decided_on = PartialDateField(_("decided on"))

    objects = OfBodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-decided_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="decision_number_once_per_body",
                fields=["body", "number"],
                condition=~Q(number=""),
                violation_error_message=_("This body already has a decision with this number."),
            )
        ]

    def __str__(self):
        return str(self.title)
