"""What cities did, by topic and by world goal, so that other cities find it."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.search import index

from hamshahr.accounts.models import Described
from hamshahr.kernel.fields import PartialDateField
from hamshahr.kernel.text import search_text
from hamshahr.parties.models import Party, visible_party
from hamshahr.record.models import Sourced


def every_text(several: Iterable[Any]) -> list[str]:
    """The texts of names in all their languages."""
    plain = [getattr(names, "data", names) for names in several]
    return [text for each in plain for text in (each.values() if isinstance(each, dict) else [each]) if text]


class Goal(models.Model):
    """One of the seventeen goals for sustainable development."""

    number = models.PositiveSmallIntegerField(_("number"), primary_key=True)
    names = I18nCharField(_("name"), max_length=800)

    class Meta:
        verbose_name = _("goal for sustainable development")
        verbose_name_plural = _("goals for sustainable development")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                name="goal_is_one_of_seventeen",
                condition=Q(number__gte=1, number__lte=17),
                violation_error_message=_("The goals are numbered from 1 to 17."),
            )
        ]

    def __str__(self):
        return str(self.names)


class Topic(models.Model):
    """A subject of city policy; it may stand under a wider one."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    names = I18nCharField(_("name"), max_length=800)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="narrower", verbose_name=_("part of")
    )
    goals = models.ManyToManyField(Goal, blank=True, related_name="topics", verbose_name=_("goals"))

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                name="topic_is_not_part_of_itself",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                violation_error_message=_("A topic is not part of itself."),
            )
        ]

    def __str__(self):
        return str(self.names)

    def clean(self):
        above, seen = self.parent, {self.pk}
        while above is not None and self.pk is not None:
            if above.pk in seen:
                raise ValidationError({"parent": _("A topic is not part of itself.")})
            seen.add(above.pk)
            above = above.parent


class PracticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What is published of a party that is; the office sees all."""
        if getattr(user, "is_secretariat", False):
            return self
        return self.filter(visible_party(user, "party__"), live=True)


class Practice(Described, Sourced, ClusterableModel, index.Indexed):
    """What a city did, in a sentence, with its topics, its goals and what it rests on."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="practices", verbose_name=_("city"))
    names = I18nCharField(_("title"), max_length=1200)
    summary = I18nTextField(_("in a few words"), blank=True)
    topics = ParentalManyToManyField(Topic, blank=True, related_name="practices", verbose_name=_("topics"))
    goals = ParentalManyToManyField(Goal, blank=True, related_name="practices", verbose_name=_("goals"))
    starts_on = PartialDateField(_("began"), null=True, blank=True)
    ends_on = PartialDateField(_("ended"), null=True, blank=True)
    origin = I18nCharField(_("presented at"), max_length=800, blank=True)

    objects = PracticeQuerySet.as_manager()
    search_fields = [
        index.SearchField("searchable", boost=2),
        index.AutocompleteField("searchable"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        ordering = [F("as_of").desc(nulls_last=True), "slug"]

    def __str__(self):
        return str(self.names)

    def searchable(self):
        return search_text(*every_text([self.names, self.summary]))

    def tell_published(self, changes, *, by):
        """What is published stands in the record of its city, in the same transaction."""
        from .services import tell_published  # noqa: PLC0415  services stand above their models

        tell_published(self, changes, by=by)
