"""What a call asks: questions of many types in sections, with conditions, limits and what no juror reads."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from hamshahr.kernel.languages import say

from ..asked import check_condition, check_options
from .calls import Call


class QuestionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(call__in=Call.objects.visible_to(user))

    def standing(self):
        """Those that are asked today; one that was taken back keeps the answers it got."""
        return self.filter(withdrawn_at=None)


class Question(models.Model):
    """One question of a call. ``limit`` counts the signs of a text, the choices of a choice, the cities or the files.

    ``options``: [{"value": ..., "names": {language: ...}}] of a choice, {"currencies": [...]} of money,
    {"low": n, "high": n} of a number. ``shown_if``: {"question": slug, "is": value}.
    """

    class Kind(models.TextChoices):
        TEXT = "text", pgettext_lazy("of a question", "a line")
        LONG_TEXT = "long text", pgettext_lazy("of a question", "a text")
        NUMBER = "number", pgettext_lazy("of a question", "a number")
        MONEY = "money", pgettext_lazy("of a question", "an amount of money")
        DATE = "date", pgettext_lazy("of a question", "a date")
        CHOICE = "choice", pgettext_lazy("of a question", "one of several")
        CHOICES = "choices", pgettext_lazy("of a question", "some of several")
        YES_OR_NO = "yes or no", pgettext_lazy("of a question", "yes or no")
        FILE = "file", pgettext_lazy("of a question", "files")
        CITIES = "cities", pgettext_lazy("of a question", "cities")
        LINK = "link", pgettext_lazy("of a question", "a link")

    call = models.ForeignKey(
        Call, on_delete=models.PROTECT, related_name="questions", verbose_name=pgettext_lazy("of the network", "call")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    section = I18nCharField(_("section"), max_length=600)
    slug = models.SlugField(_("key"), max_length=60)
    kind = models.CharField(pgettext_lazy("of a question", "type"), max_length=10, choices=Kind)
    names = I18nCharField(pgettext_lazy("of a call", "question"), max_length=2000)
    help = I18nTextField(_("explanation"), blank=True)
    is_required = models.BooleanField(_("required"), default=True)
    is_private = models.BooleanField(_("never shown to jurors"), default=False)
    limit = models.PositiveIntegerField(_("limit"), null=True, blank=True, validators=[MinValueValidator(1)])
    options = models.JSONField(_("options"), default=list, blank=True, validators=[check_options])
    shown_if = models.JSONField(_("asked only if"), null=True, blank=True, validators=[check_condition])
    withdrawn_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of a call", "question")
        verbose_name_plural = pgettext_lazy("of a call", "questions")
        ordering = ["call", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="question_key_once",
                fields=["call", "slug"],
                violation_error_message=_("This call has a question with this key already."),
            ),
            models.CheckConstraint(name="question_limit_is_positive", condition=Q(limit__isnull=True) | Q(limit__gt=0)),
        ]

    def __str__(self):
        return say(self.names)
