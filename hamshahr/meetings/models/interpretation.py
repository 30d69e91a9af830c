"""Who interprets at a session, into which language, on which channel, and when the papers are due."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.languages import listed

from .sessions import Session

TAG = RegexValidator(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?\Z", _("A language by its letters, for example fa or pt-BR."))


class InterpretationQuerySet(models.QuerySet):
    def planned(self):
        return self.filter(ended_on=None, session__cancelled_at=None)

    def visible_to(self, user):
        """Which languages are interpreted, and on which channel, is known to whoever sees the meeting."""
        return self.filter(session__gathering__in=Gathering.objects.visible_to(user))


def interpreted_by(user):
    """The meetings at which a user interprets."""
    if not user.is_authenticated or not user.is_active:
        return []
    rows = Interpretation.objects.planned().filter(user=user)
    return list(rows.values_list("session__gathering", flat=True).distinct())


class Interpretation(models.Model):
    """One language of a session: its channel, and who interprets, once that is known."""

    session = models.ForeignKey(
        Session,
        on_delete=models.PROTECT,
        related_name="interpretations",
        verbose_name=pgettext_lazy("of a meeting", "session"),
    )
    language = models.CharField(_("language"), max_length=12, validators=[TAG])
    channel = models.CharField(pgettext_lazy("of interpretation", "channel"), max_length=60, blank=True)
    person_name = models.CharField(_("interpreter"), max_length=200, blank=True)
    email = models.EmailField(_("address of the interpreter"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="interpretations",
        verbose_name=_("account of the interpreter"),
    )
    days_before = models.PositiveSmallIntegerField(_("papers due, in days before"), default=7)
    ended_on = models.DateField(_("not planned any more since"), null=True, blank=True)

    objects = InterpretationQuerySet.as_manager()

    class Meta:
        verbose_name = _("interpretation")
        verbose_name_plural = _("interpretation")
        ordering = ["session", "language", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="interpretation_once_per_language_and_person",
                fields=["session", "language", "person_name"],
                condition=Q(ended_on=None),
                violation_error_message=_("This is planned already."),
            ),
            models.CheckConstraint(
                name="interpretation_papers_within_a_year",
                condition=Q(days_before__lte=365),
                violation_error_message=_("Papers are due at most a year before."),
            ),
        ]

    def __str__(self):
        return listed(self.language, self.session)
