"""Statutes as data: versions of a body's rules, each rule with its article and typed values."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from hamshahr.kernel.digits import localise
from hamshahr.record.models import Sourced

from ..applied import SELECTORS
from .bodies import Body, OfBodyQuerySet, visible


class StatuteQuerySet(OfBodyQuerySet):
    def in_force(self, day: date):
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), in_force_on__lte=day)


class RuleQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(visible(user, "statute__body__"))

    def in_force(self, day: date):
        """The rules of the versions in force that day."""
        open_still = Q(statute__ends_on__isnull=True) | Q(statute__ends_on__gt=day)
        return self.filter(open_still, statute__in_force_on__lte=day)


class Statute(Sourced):
    """One version of the statutes of a body, in force from a day up to, not including, another."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="statutes", verbose_name=_("body"))
    title = I18nCharField(_("title"), max_length=800)
    authentic_language = models.CharField(_("authentic language"), max_length=5, default="en")
    in_force_on = models.DateField(_("in force from"))
    ends_on = models.DateField(_("in force until"), null=True, blank=True)

    objects = StatuteQuerySet.as_manager()

    class Meta:
        verbose_name = _("statutes")
        verbose_name_plural = _("statutes")
        ordering = ["body", "-in_force_on"]
        constraints = [
            models.UniqueConstraint(
                name="statute_one_version_per_day",
                fields=["body", "in_force_on"],
                violation_error_message=_("A version of these statutes already begins on this day."),
            ),
            models.CheckConstraint(
                name="statute_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("in_force_on")),
                violation_error_message=_("Statutes end after they start."),
            ),
        ]

    def __str__(self):
        return f"{self.title} ({localise(self.in_force_on.year)})"

    @property
    def parts_with_texts(self):
        """What has texts of its own and no page of its own."""
        return list(self.rules.all())


class Rule(models.Model):
    """One rule of a version: the article, what it is about, its words, and the values a machine can apply.

    The office keeps it in its version, of which it has the authentic language.
    """

    class Topic(models.TextChoices):
        NOTICE = "notice", _("notice of meetings")
        QUORUM = "quorum", _("quorum")
        MAJORITY = "majority", _("majority")
        PROXY = "proxy", _("proxies")
        TERM = "term", _("term of office")
        VOTING_RIGHT = "voting right", _("right to vote")
        DUES = "dues", _("dues")
        ADMISSION = "admission", _("admission and cancellation")
        ACTING = "acting", _("vacancy and acting holder")
        SEATS = "seats", _("seats")
        SUBSTITUTES = "substitutes", _("substitutes")
        TIES = "ties", _("equal votes")
        WRITTEN = "written procedure", _("written procedure")
        NOMINATIONS = "nominations", _("nominations")

    statute = models.ForeignKey(Statute, on_delete=models.PROTECT, related_name="rules", verbose_name=_("statutes"))
    article = models.CharField(_("article"), max_length=40)
    topic = models.CharField(_("topic"), max_length=20, choices=Topic)
    text = I18nTextField(_("in words"))
    values = models.JSONField(_("values"), default=dict, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    kept_in = "statute"
    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["statute", "position", "article"]

    def __str__(self):
        return f"{self.article}: {self.get_topic_display()}"

    @property
    def authentic_language(self):
        return self.statute.authentic_language

    @property
    def selected(self) -> dict[str, Any]:
        """The cases to which alone the rule applies; none where it applies to every case."""
        return {name: self.values[name] for name in SELECTORS if name in self.values}

    @property
    def place(self) -> tuple:
        """What stays the same from one version to the next: the topic, the article, and the case it is about."""
        return (self.topic, self.article, *(str(self.values.get(name, "")) for name in SELECTORS))
