"""Cities, authorities, regions, organisations and networks: whoever can act."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField
from wagtail.search import index

from hamshahr.accounts.models import Described
from hamshahr.kernel.fields import PartialDateField
from hamshahr.kernel.text import search_text

from .places import Country, Place


def visible_party(user, path: str = "") -> models.Q:
    """What is published and not merged into another party; the office sees all.

    ``path`` leads from the row that is asked to its party.
    """
    if getattr(user, "is_secretariat", False):
        return ~models.Q(pk__in=[])  # everything; an empty Q would vanish beside an "or"
    return models.Q((f"{path}live", True), (f"{path}merged_into", None))


def hidden_parties(user) -> models.QuerySet:
    """The few that ``visible_party`` leaves out, for lists of others that are too long to look at the party of each."""
    if getattr(user, "is_secretariat", False):
        return Party.objects.none()
    return Party.objects.filter(HIDDEN).values("pk")


HIDDEN = models.Q(merged_into__isnull=False) | models.Q(live=False)


class PartyQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(visible_party(user))

    def sorted_by_name(self, language):
        """In the order of the reader's alphabet."""
        return self.filter(sort_names__language=language).order_by("sort_names__sort_key", "pk")


class Party(Described, index.Indexed):
    """A city, an authority, a region, an organisation or a network that can act; a login is never a party."""

    class Kind(models.TextChoices):
        CITY = "city", _("city")
        AUTHORITY = "authority", _("metropolitan authority")
        REGION = "region", _("region")
        DISTRICT = "district", _("district")
        ASSOCIATION = "association", _("association of municipalities")
        ORGANISATION = "organisation", _("organisation")
        NETWORK = "network", _("network")

    slug = models.SlugField(_("address"), max_length=80, unique=True, allow_unicode=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.CITY)
    names = I18nCharField(_("name"), max_length=800)
    about = I18nTextField(_("in a few words"), blank=True)
    website = models.URLField(_("website"), blank=True)
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="parties", verbose_name=_("country")
    )
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="parties", verbose_name=_("place")
    )
    source = models.CharField(_("source"), max_length=300, blank=True)
    as_of = PartialDateField(_("as of"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
        db_index=False,  # nearly all are null: a store without statistics would begin every question here
    )

    changed_by_acts = ("merged_into",)
    objects = PartyQuerySet.as_manager()
    search_fields = [
        index.SearchField("searchable", boost=3),
        index.AutocompleteField("searchable"),
        index.FilterField("live"),
        index.FilterField("merged_into"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["slug"]
        indexes = [
            models.Index(fields=["country", "kind", "live", "merged_into"], name="party_facets"),
            models.Index(fields=["merged_into", "live"], condition=HIDDEN, name="party_hidden"),
        ]

    def __str__(self):
        return str(self.names)

    def searchable(self):
        names = self.names.data
        return search_text(*(names.values() if isinstance(names, dict) else [str(names)]))

    def after_publishing(self):
        from hamshahr.parties.services.registers import write_names  # noqa: PLC0415  services stand above their models

        write_names(self)

    @property
    def time_zone(self):
        return self.place.time_zone if self.place else ""


class PartyName(models.Model):
    """A party's name as the lists of one language sort and match it, fallback included; derived from its names."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="sort_names")
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    text = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)
    sort_key = models.CharField(max_length=500)

    is_derived = True

    class Meta:
        constraints = [models.UniqueConstraint(name="party_name_once_per_language", fields=["party", "language"])]
        indexes = [models.Index(fields=["language", "sort_key"], name="party_name_order")]

    def __str__(self):
        return self.text
