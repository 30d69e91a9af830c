"""People, what of them may be shown, and who acts for a party from when to when."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField
from wagtail.search import index

from hamshahr.accounts.models import Described
from hamshahr.kernel.languages import listed
from hamshahr.kernel.text import search_text

from .parties import Party


class PeriodQuerySet(models.QuerySet):
    """Rows with half-open days ``starts_on`` and ``ends_on``."""

    def on(self, day: date):
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if getattr(user, "is_secretariat", False) else self.filter(live=True)


class Person(Described, index.Indexed):
    """A human being who holds an office or acts for a party; shown by name only for a public office."""

    class Gender(models.TextChoices):
        WOMAN = "woman", _("woman")
        MAN = "man", _("man")
        OTHER = "other", _("other")

    slug = models.SlugField(_("address"), max_length=80, unique=True, allow_unicode=True)
    names = I18nCharField(_("name"), max_length=800)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("signs in as"),
    )
    gender = models.CharField(_("gender"), max_length=10, choices=Gender, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    biography = I18nTextField(_("biography"), blank=True)
    languages = models.CharField(
        _("languages spoken"), max_length=100, blank=True, help_text=_("Codes, for example fa, en.")
    )
    source = models.CharField(_("source"), max_length=300, blank=True)

    objects = PersonQuerySet.as_manager()
    search_fields = [
        index.SearchField("searchable", boost=2),
        index.AutocompleteField("searchable"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["slug"]

    def __str__(self):
        return str(self.names)

    def searchable(self):
        names = self.names.data
        return search_text(*(names.values() if isinstance(names, dict) else [str(names)]))


class Consent(models.Model):
    """A person's leave to show one field to the public, until it is withdrawn."""

    class Field(models.TextChoices):
        GENDER = "gender", _("gender")
        EMAIL = "email", _("e-mail")
        PHONE = "phone", _("telephone")
        BIOGRAPHY = "biography", _("biography")
        LANGUAGES = "languages", _("languages spoken")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents", verbose_name=_("person"))
    field = models.CharField(_("field"), max_length=20, choices=Field)
    given_on = models.DateField(_("given on"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["person", "field", "-given_on"]
        constraints = [
            models.UniqueConstraint(
                name="consent_one_open_per_field",
                fields=["person", "field"],
                condition=Q(withdrawn_on__isnull=True),
                violation_error_message=_("This consent is already given."),
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.get_field_display()}"


class Liaison(models.Model):
    """A user who acts for a party, with one duty, from ``starts_on`` up to and not including ``ends_on``."""

    class Duty(models.TextChoices):
        CONTACT = "contact", _("contact")
        DUES = "dues", _("dues")
        VOTES = "votes", _("votes")
        READER = "reader", _("reader")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="liaisons", verbose_name=_("user")
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="liaisons", verbose_name=_("party"))
    duty = models.CharField(_("duty"), max_length=10, choices=Duty)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    ended_because = models.CharField(_("reason of the end"), max_length=200, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("liaison")
        verbose_name_plural = _("liaisons")
        ordering = ["party", "duty", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="liaison_ends_not_before_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A duty ends after it starts."),
            ),
            models.UniqueConstraint(
                name="liaison_one_open_per_duty",
                fields=["user", "party", "duty"],
                condition=Q(ends_on__isnull=True),
                violation_error_message=_("This person already has this duty."),
            ),
        ]

    def __str__(self):
        return listed(self.user, self.get_duty_display(), self.party)


class Handover(models.Model):
    """What one liaison left to the next, written once: duties, what awaited, contacts, promises, reading."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="handovers", verbose_name=_("party"))
    leaving = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="handovers_given", verbose_name=_("leaving")
    )
    arriving = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="handovers_taken", verbose_name=_("arriving")
    )
    happened_on = models.DateField(_("on"))
    packet = models.JSONField(_("packet"), default=dict)

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        ordering = ["-happened_on", "-pk"]

    def __str__(self):
        return f"{self.party}: {self.leaving} → {self.arriving}"
