"""Motions of a meeting: their texts in each language, the way they took, and the docket they stand in."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField

from hamshahr.bodies.keepers import kept_bodies
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.languages import listed, say
from hamshahr.meetings.models import AgendaItem
from hamshahr.parties.models import Liaison, Party

from ..workflow import USUAL, State, Way, written

SEEING_DUTIES = (Liaison.Duty.CONTACT, Liaison.Duty.VOTES, Liaison.Duty.READER)


def new_key():
    return get_random_string(12)


class Docket(models.Model):
    """How motions are numbered and which way they take in one meeting; the usual way where nothing else is said."""

    gathering = models.OneToOneField(
        Gathering, on_delete=models.PROTECT, related_name="docket", verbose_name=_("meeting")
    )
    prefix = models.CharField(_("sign before the number"), max_length=12, default="M", blank=True)
    steps = models.TextField(_("way of motions"), default=USUAL)
    last = models.PositiveIntegerField(_("last number"), default=0)

    derived_fields = ("last",)  # it repeats the greatest number of the motions

    class Meta:
        verbose_name = _("docket")
        verbose_name_plural = _("dockets")

    def __str__(self):
        return str(self.gathering)

    @property
    def ways(self) -> list[Way]:
        return written(self.steps)


class Block(models.Model):
    """Several motions of one item that are decided by one vote."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="blocks", verbose_name=_("item of the agenda")
    )
    names = I18nCharField(_("title"), max_length=1200)

    class Meta:
        verbose_name = pgettext_lazy("of motions", "block")
        verbose_name_plural = pgettext_lazy("of motions", "blocks")
        ordering = ["item", "pk"]

    def __str__(self):
        return say(self.names)


class MotionQuerySet(models.QuerySet):
    def visible_to(self, user, called=None):
        """What stands under an item one may read; drafts are for the mover's people and the secretary."""
        rows = self.filter(item__in=AgendaItem.objects.visible_to(user, called))
        if getattr(user, "is_secretariat", False):
            return rows
        filed = ~Q(state=State.DRAFT)
        if not user.is_authenticated or not user.is_active:
            return rows.filter(filed)
        own = user.liaisons.on(timezone.localdate()).filter(duty__in=SEEING_DUTIES).values("party")
        return rows.filter(filed | Q(mover__in=own) | Q(gathering__body__in=kept_bodies(user)))


class Motion(models.Model):
    """A text put to a meeting for decision. ``names`` repeats the titles of its latest texts."""

    class Kind(models.TextChoices):
        MOTION = "motion", pgettext_lazy("put to a meeting", "motion")
        RECOMMENDATION = "recommendation", pgettext_lazy("put to a meeting", "recommendation")
        STATUTE_CHANGE = "statute change", _("change of the statutes")
        ADMISSION = "admission", pgettext_lazy("put to a meeting", "admission of a member")
        EXCLUSION = "exclusion", pgettext_lazy("put to a meeting", "suspension or exclusion")
        DUES = "dues", pgettext_lazy("put to a meeting", "dues")
        BUDGET = "budget", pgettext_lazy("put to a meeting", "budget and accounts")
        DISSOLUTION = "dissolution", pgettext_lazy("put to a meeting", "dissolution")
        PROCEDURE = "procedure", pgettext_lazy("put to a meeting", "point of order")

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    gathering = models.ForeignKey(
        Gathering, on_delete=models.PROTECT, related_name="motions", verbose_name=_("meeting")
    )
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="motions", verbose_name=_("item of the agenda")
    )
    block = models.ForeignKey(
        Block,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="motions",
        verbose_name=pgettext_lazy("of motions", "block"),
    )
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    code = models.CharField(_("number"), max_length=24, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.MOTION)
    names = I18nCharField(_("title"), max_length=1200)
    authentic_language = models.CharField(_("authentic language"), max_length=5, choices=settings.LANGUAGES)
    mover = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="motions",
        verbose_name=_("mover"),
        help_text=_("Empty: put by the secretariat."),
    )
    state = models.CharField(_("state"), max_length=14, choices=State, default=State.DRAFT)

    derived_fields = ("names",)
    objects = MotionQuerySet.as_manager()

    class Meta:
        verbose_name = _("motion")
        verbose_name_plural = _("motions")
        ordering = [F("number").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(name="motion_number_once_per_meeting", fields=["gathering", "number"]),
            models.CheckConstraint(
                name="motion_has_its_number_once_it_is_filed",
                condition=Q(number__isnull=False) | Q(state__in=[State.DRAFT, State.WITHDRAWN]),
            ),
        ]

    def __str__(self):
        return listed(self.code, say(self.names)) if self.code else say(self.names)


class MotionText(models.Model):
    """A version of a motion in one language, paragraph by paragraph.

    A translation stands on the version of the authentic text it was made from, and is stale once a later one stands.
    """

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="texts", verbose_name=_("motion"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    version = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=300)
    paragraphs = models.JSONField(_("paragraphs"), default=list)
    basis = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("made from"),
    )
    written_at = models.DateTimeField(_("written at"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("written by"),
    )

    class Meta:
        verbose_name = _("text of a motion")
        verbose_name_plural = _("texts of motions")
        ordering = ["motion", "language", "-version"]
        constraints = [
            models.UniqueConstraint(name="motion_text_once_per_version", fields=["motion", "language", "version"]),
            models.CheckConstraint(name="motion_text_counts_from_one", condition=Q(version__gt=0)),
        ]

    def __str__(self):
        return listed(self.motion, f"{self.language} {self.version}")


class MotionStep(models.Model):
    """One step on the way of a motion, for its page; the act in the log says the same."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="steps", verbose_name=_("motion"))
    state = models.CharField(_("state"), max_length=14, choices=State)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    is_derived = True

    class Meta:
        verbose_name = _("step of a motion")
        verbose_name_plural = _("steps of motions")
        ordering = ["motion", "at", "pk"]

    def __str__(self):
        return listed(self.motion, self.get_state_display())
