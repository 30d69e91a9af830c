"""Where parties are: regions of the association, countries, territories."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from hamshahr.kernel.fields import PartialDateField


class Region(models.Model):
    """A region of the association, as its statutes part the world."""

    slug = models.SlugField(_("key"), unique=True)
    names = I18nCharField(_("name"), max_length=400)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["position", "slug"]

    def __str__(self):
        return str(self.names)


class Language(models.Model):
    """A language by its ISO 639 code, in whatever script it is written; names are CLDR's."""

    code = models.CharField(
        _("ISO 639 code"),
        max_length=3,
        primary_key=True,
        validators=[RegexValidator(r"^[a-z]{2,3}\Z", _("A code of two or three small letters, for example fa."))],
    )
    names = I18nCharField(_("name"), max_length=400)

    class Meta:
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        ordering = ["code"]

    def __str__(self):
        return str(self.names)


class Country(models.Model):
    """A country or territory by its ISO 3166-1 code; names are CLDR's and state no position on any dispute."""

    iso2 = models.CharField(_("ISO 3166-1 code"), max_length=2, primary_key=True)
    iso3 = models.CharField(_("ISO 3166-1 code of three letters"), max_length=3, unique=True)
    names = I18nCharField(_("name"), max_length=400)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="countries", verbose_name=_("region"))
    subregion = models.CharField(_("sub-region (UN M49)"), max_length=80, blank=True)
    languages = models.ManyToManyField(
        Language,
        blank=True,
        related_name="countries",
        verbose_name=_("official languages"),
        help_text=_("Of the country as a whole, by law or in practice, as Unicode CLDR has them."),
    )

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["iso2"]

    def __str__(self):
        return str(self.names)


class Place(models.Model):
    """A territory with its coordinates; two parties may share one, as a city and the authority around it do."""

    geonames_id = models.PositiveIntegerField(_("GeoNames number"), null=True, blank=True, unique=True)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="places", verbose_name=_("country"))
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_on = PartialDateField(_("date of the population"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=50, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="place_is_on_the_globe",
                condition=models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                violation_error_message=_("Latitude runs from -90 to 90, longitude from -180 to 180."),
            )
        ]

    def __str__(self):
        return f"{self.latitude:.3f}, {self.longitude:.3f}"
