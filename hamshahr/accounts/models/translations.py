"""Which language of a thing binds, and which of its translations are older than the text that binds.

Both tables say what the acts of the log say and nothing else (``accounts.translations.rebuild``).
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .acts import Act


class OfThingQuerySet(models.QuerySet):
    def of(self, thing: models.Model):
        return self.filter(kind=thing._meta.label_lower, thing_id=str(thing.pk))


class BindingLanguage(models.Model):
    """The authentic language of a thing, where it is not that of the installation."""

    is_derived = True
    kind = models.CharField(_("kind"), max_length=100)
    thing_id = models.CharField(_("key of the thing"), max_length=40)
    language = models.CharField(_("authentic language"), max_length=5, choices=settings.LANGUAGES)

    objects = OfThingQuerySet.as_manager()

    class Meta:
        verbose_name = _("authentic language")
        verbose_name_plural = _("authentic languages")
        constraints = [models.UniqueConstraint(fields=["kind", "thing_id"], name="binding_language_one_per_thing")]

    def __str__(self):
        return f"{self.kind} {self.thing_id}: {self.language}"


class StaleTranslation(models.Model):
    """A text that stayed while the authentic one changed; ``made_from`` is the authentic text it still says.

    ``made_from`` is empty where another language was made to bind since: then nobody knows.
    """

    is_derived = True
    kind = models.CharField(_("kind"), max_length=100)
    thing_id = models.CharField(_("key of the thing"), max_length=40)
    field = models.CharField(_("field"), max_length=60)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    authentic_language = models.CharField(_("authentic language"), max_length=5, choices=settings.LANGUAGES)
    made_from = models.TextField(_("made from"), blank=True)
    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="+", verbose_name=_("act"))

    objects = OfThingQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation to renew")
        verbose_name_plural = _("translations to renew")
        ordering = ["-act_id", "kind", "thing_id", "field", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "thing_id", "field", "language"], name="stale_translation_one_per_text"
            ),
            models.CheckConstraint(
                condition=~models.Q(language=models.F("authentic_language")), name="stale_translation_is_a_translation"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.thing_id}: {self.field}, {self.language}"
