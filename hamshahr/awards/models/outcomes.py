"""What became of each entry of a call: prepared in silence, released at once."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from hamshahr.bodies.models import Decision
from hamshahr.calls.models import Call, Distinction, Submission
from hamshahr.calls.models.calls import keeping, new_key
from hamshahr.calls.models.submissions import own
from hamshahr.juries.models.conflicts import barred
from hamshahr.kernel.languages import listed, say


def person(words, **options) -> models.ForeignKey:
    return models.ForeignKey(
        *(settings.AUTH_USER_MODEL, models.PROTECT), related_name="+", verbose_name=words, **options
    )


class Level(models.Model):
    """How far an entry of a call can come, the highest first; whoever came higher came to all below it as well.

    ``distinction`` is what stands in the record for it; a level without one, such as a deserving list, is published
    and enters nobody's record. What ``is_honoured`` comes with a plaque.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="levels", verbose_name=_("call"))
    position = models.PositiveSmallIntegerField(_("position from the highest"))
    names = I18nCharField(_("name"), max_length=800)
    distinction = models.CharField(_("distinction"), max_length=30, choices=Distinction.Level, blank=True)
    is_honoured = models.BooleanField(_("with a plaque"), default=False)

    class Meta:
        verbose_name = pgettext_lazy("of an outcome", "level")
        verbose_name_plural = pgettext_lazy("of an outcome", "levels")
        ordering = ["call", "position"]
        constraints = [
            models.UniqueConstraint(name="level_position_once", fields=["call", "position"]),
            models.CheckConstraint(
                name="level_is_honoured_by_a_distinction", condition=Q(is_honoured=False) | ~Q(distinction="")
            ),
        ]

    def __str__(self):
        return say(self.names)


class Release(models.Model):
    """When the outcomes of a call become known, on whose decision, and whether its letters were looked through."""

    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="release", verbose_name=_("call"))
    embargo_until = models.DateTimeField(_("under embargo until"))
    decision = models.ForeignKey(
        *(Decision, models.PROTECT), null=True, blank=True, related_name="+", verbose_name=_("approved by")
    )
    letters_reviewed_at = models.DateTimeField(_("letters looked through at"), null=True, blank=True)
    letters_reviewed_by = person(_("letters looked through by"), null=True, blank=True)
    letters_digest = models.CharField(_("digest of the letters"), max_length=64, blank=True, editable=False)
    applied_at = models.DateTimeField(_("released at"), null=True, blank=True)
    applied_by = person(_("released by"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("of outcomes", "release")
        verbose_name_plural = pgettext_lazy("of outcomes", "releases")
        ordering = ["-embargo_until"]
        constraints = [
            models.CheckConstraint(
                name="release_after_its_embargo",
                condition=Q(applied_at=None) | Q(applied_at__gte=models.F("embargo_until")),
                violation_error_message=_("Nothing is released before the hour of the embargo."),
            )
        ]

    def __str__(self):
        return listed(self.call)


class OutcomeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Before the release who keeps the call and is not kept from the entry by a conflict of interest.

        After it the entrants read theirs, and all what came to a level.
        """
        released = Q(call__release__applied_at__isnull=False)
        public = released & Q(level__isnull=False)
        if user is None or not user.is_authenticated or not user.is_active:
            return self.filter(public)
        mine = released & Q(submission__in=Submission.objects.filter(own(user)))
        return self.filter(public | mine | keeping(user, "call__") & ~barred(user, "submission__"))


class Outcome(models.Model):
    """How far one entry came, and the words that say why; none of it is known before the release.

    ``released_at`` is what the act of its release tells; it is empty where that act was written before there was one.
    """

    key = models.CharField(max_length=16, unique=True, default=new_key, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="outcomes", verbose_name=_("call"))
    submission = models.OneToOneField(
        Submission, on_delete=models.PROTECT, related_name="outcome", verbose_name=pgettext_lazy("of a call", "entry")
    )
    level = models.ForeignKey(
        *(Level, models.PROTECT),
        null=True,
        blank=True,
        related_name="outcomes",
        verbose_name=pgettext_lazy("of an outcome", "level"),
    )
    citation = I18nTextField(_("citation"), blank=True)
    reason = models.CharField(_("reason, for the secretariat"), max_length=500, blank=True)
    prepared_by = person(_("prepared by"), null=True, blank=True)
    released_at = models.DateTimeField(_("released at"), null=True, blank=True, editable=False)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of an entry", "outcome")
        verbose_name_plural = pgettext_lazy("of an entry", "outcomes")
        ordering = ["call", "level__position", "submission__number"]

    def __str__(self):
        return listed(*filter(None, (self.submission, self.level)))
