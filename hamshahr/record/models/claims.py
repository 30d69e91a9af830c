"""What is said of a party, and what the party says against its record."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nTextField

from hamshahr.kernel.fields import PartialDateField
from hamshahr.parties.models import Party

from .entries import Entry


class ClaimQuerySet(models.QuerySet):
    def visible_to(self, user):
        if getattr(user, "is_secretariat", False):
            return self
        return self.filter(party__live=True, party__merged_into=None)


class Claim(models.Model):
    """A published sentence about a party with a number in it, and the measure of the record that proves it."""

    class Comparison(models.TextChoices):
        EQUAL = "=", _("exactly")
        MORE = ">", _("more than")
        AT_LEAST = ">=", _("at least")

    key = models.SlugField(_("key"), unique=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="claims", verbose_name=_("party"))
    sentence = I18nTextField(_("sentence"))
    comparison = models.CharField(_("comparison"), max_length=2, choices=Comparison, default=Comparison.AT_LEAST)
    quantity = models.PositiveIntegerField(_("number"))
    measure = models.CharField(_("measure"), max_length=60, help_text=_("The count of entries that proves the number."))
    until = models.DateField(_("counted until"))
    published_in = models.CharField(_("published in"), max_length=300)
    published_on = PartialDateField(_("published on"))
    note = I18nTextField(_("what was found"), blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["key"]

    def __str__(self):
        return str(self.sentence)


class Objection(models.Model):
    """A party's word against an entry of its record, or a source it brings for one; open until it is answered."""

    class Aim(models.TextChoices):
        CORRECT = "correct", _("this is wrong")
        SUPPORT = "support", _("here is a source")

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="objections", verbose_name=_("entry"))
    aim = models.CharField(_("what it says"), max_length=10, choices=Aim, default=Aim.CORRECT)
    text = models.TextField(_("in words"))
    citation = models.CharField(_("source"), max_length=600, blank=True)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("raised by")
    )
    raised_at = models.DateTimeField(_("raised at"), default=timezone.now, editable=False)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="objection_answered_as_a_whole",
                condition=Q(outcome="", answered_at__isnull=True) | (~Q(outcome="") & Q(answered_at__isnull=False)),
            )
        ]

    def __str__(self):
        return f"{self.entry}: {self.get_aim_display()}"
