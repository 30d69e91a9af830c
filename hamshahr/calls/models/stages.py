"""Stages of a call as data: what happens from when to when, and by which criteria entries are judged in it."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from hamshahr.kernel.fields import ExactNumberField
from hamshahr.kernel.languages import listed, say

from .calls import Call


class StageQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(call__in=Call.objects.visible_to(user))

    def at(self, moment):
        """Those that run at a moment; one without an end runs on."""
        return self.filter(Q(closes_at__isnull=True) | Q(closes_at__gt=moment), opens_at__lte=moment)


class Stage(models.Model):
    """A part of the calendar of a call, from ``opens_at`` up to and not including ``closes_at``.

    ``rules`` are the particulars of its kind, read by ``calls.stages``: {"early_until": moment} and
    {"reply_days": n} of OPEN and GUIDANCE, {"appeal_days": n, "reasons": [...]} of ELIGIBILITY, those of REVIEW
    belong to the room that judges.
    """

    class Kind(models.TextChoices):
        OPEN = "open", pgettext_lazy("stage of a call", "open for entries")
        GUIDANCE = "guidance", pgettext_lazy("stage of a call", "guidance on drafts")
        ELIGIBILITY = "eligibility", pgettext_lazy("stage of a call", "eligibility")
        REVIEW = "review", pgettext_lazy("stage of a call", "review")
        DELIBERATION = "deliberation", pgettext_lazy("stage of a call", "deliberation")
        DECISION = "decision", pgettext_lazy("stage of a call", "decision of the body")
        PUBLICATION = "publication", pgettext_lazy("stage of a call", "publication of the results")

    call = models.ForeignKey(
        Call, on_delete=models.PROTECT, related_name="stages", verbose_name=pgettext_lazy("of the network", "call")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    names = I18nCharField(_("name"), max_length=600, blank=True)
    opens_at = models.DateTimeField(_("opens at"))
    closes_at = models.DateTimeField(_("closes at"), null=True, blank=True)
    rules = models.JSONField(_("particulars"), default=dict, blank=True)

    objects = StageQuerySet.as_manager()

    class Meta:
        verbose_name = _("stage of a call")
        verbose_name_plural = _("stages of calls")
        ordering = ["call", "position"]
        constraints = [
            models.UniqueConstraint(
                name="stage_position_once",
                fields=["call", "position"],
                violation_error_message=_("This call has a stage in this position already."),
            ),
            models.UniqueConstraint(
                name="stage_open_and_publication_once",
                fields=["call", "kind"],
                condition=Q(kind__in=["open", "guidance", "eligibility", "publication"]),
                violation_error_message=_("A call has one such stage."),
            ),
            models.CheckConstraint(
                name="stage_closes_after_it_opens",
                condition=Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                violation_error_message=_("A stage closes after it opens."),
            ),
            models.CheckConstraint(
                name="stage_for_entries_has_an_end",
                condition=~Q(kind__in=["open", "guidance"]) | Q(closes_at__isnull=False),
                violation_error_message=_("This stage has a deadline."),
            ),
        ]

    def __str__(self):
        return listed(self.call, self.title)

    @property
    def title(self):
        """Its own name, or the word for its kind."""
        return say(self.names) if self.names else str(self.get_kind_display())


class Criterion(models.Model):
    """One aspect under which entries are scored in a stage; an informative one does not count in the total."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="criteria", verbose_name=_("stage"))
    position = models.PositiveSmallIntegerField(_("position"))
    slug = models.SlugField(_("key"), max_length=40)
    names = I18nCharField(_("name"), max_length=600)
    text = I18nTextField(_("what it asks"), blank=True)
    weight = ExactNumberField(_("weight"), default=1, validators=[MinValueValidator(0)])
    low = models.SmallIntegerField(_("lowest score"), default=0)
    high = models.SmallIntegerField(_("highest score"), default=10)
    is_required = models.BooleanField(_("required"), default=True)
    is_informative = models.BooleanField(_("informative only"), default=False)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["stage", "position"]
        constraints = [
            models.UniqueConstraint(
                name="criterion_key_once",
                fields=["stage", "slug"],
                violation_error_message=_("This stage has a criterion with this key already."),
            ),
            models.UniqueConstraint(name="criterion_position_once", fields=["stage", "position"]),
            models.CheckConstraint(
                name="criterion_scale_rises",
                condition=Q(high__gt=F("low")),
                violation_error_message=_("The highest score is above the lowest."),
            ),
        ]

    def __str__(self):
        return say(self.names)
