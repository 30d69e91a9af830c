"""The agenda of a session: a tree of items, each for the public, for those who are called, or for the secretary."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from hamshahr.bodies.keepers import kept_bodies
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.languages import say

from ..circle import called_gatherings
from .interpretation import interpreted_by
from .sessions import Session

DEEPEST = 3  # items, their parts, and the parts of those


class Audience(models.TextChoices):
    PUBLIC = "public", pgettext_lazy("who may read it", "public")
    INTERNAL = "internal", pgettext_lazy("who may read it", "those who are called")
    HIDDEN = "hidden", pgettext_lazy("who may read it", "the secretary only")


def of_audiences(audiences, path=""):
    """The items of these audiences, none of which lies within an item of another audience."""
    own = [f"{path}{'parent__' * depth}" for depth in range(DEEPEST)]
    shown = Q((f"{own[0]}audience__in", audiences))
    for above in own[1:]:
        shown &= Q((f"{above}audience__in", audiences)) | Q((f"{above}pk__isnull", True))
    return shown


class AgendaItemQuerySet(models.QuerySet):
    def of_audiences(self, audiences):
        return self.filter(of_audiences(audiences))

    def visible_to(self, user, called=None):
        """What a user may read of every agenda; ``called`` are the meetings that he is called to, where known."""
        rows = self.filter(session__gathering__in=Gathering.objects.visible_to(user))
        if getattr(user, "is_secretariat", False):
            return rows
        within = called_gatherings(user) if called is None else called
        inside = Q(session__gathering__in=[*within, *interpreted_by(user)])
        kept = Q(session__gathering__body__in=kept_bodies(user))
        internal = of_audiences([Audience.PUBLIC, Audience.INTERNAL])
        return rows.filter(of_audiences([Audience.PUBLIC]) | internal & inside | kept)


class AgendaItem(models.Model):
    """A point of the agenda; what lies within it is seen by nobody who may not see itself."""

    class Kind(models.TextChoices):
        INFORMATION = "information", pgettext_lazy("of an item", "for information")
        DEBATE = "debate", pgettext_lazy("of an item", "for debate")
        DECISION = "decision", pgettext_lazy("of an item", "for decision")
        ELECTION = "election", pgettext_lazy("of an item", "election")

    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="items", verbose_name=pgettext_lazy("of a meeting", "session")
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    names = I18nCharField(_("title"), max_length=1200)
    text = I18nTextField(_("text"), blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.INFORMATION)
    audience = models.CharField(_("who may read it"), max_length=10, choices=Audience, default=Audience.PUBLIC)
    minutes_planned = models.PositiveSmallIntegerField(_("minutes planned"), null=True, blank=True)
    note = models.CharField(_("note for the secretary"), max_length=600, blank=True)
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    removed_at = models.DateTimeField(_("taken off at"), null=True, blank=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of the agenda")
        verbose_name_plural = _("items of the agenda")
        ordering = ["session", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="agenda_item_takes_some_minutes",
                condition=Q(minutes_planned=None) | Q(minutes_planned__gt=0, minutes_planned__lte=1440),
                violation_error_message=_("An item takes from one minute to a day."),
            ),
            models.CheckConstraint(
                name="agenda_item_closes_after_it_opens",
                condition=Q(closed_at=None) | Q(opened_at__isnull=False),
                violation_error_message=_("An item is closed after it is opened."),
            ),
        ]

    def __str__(self):
        return say(self.names)
