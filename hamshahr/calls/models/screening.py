"""Screening before judging, the appeal against it, and the copies that are judged in the place of the entry."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nTextField

from hamshahr.kernel.languages import listed

from .submissions import Submission


class Screening(models.Model):
    """Whether an entry may be judged, with the code of the reason, and what became of an appeal against it."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld", pgettext_lazy("of an appeal", "the screening stays")
        GRANTED = "granted", pgettext_lazy("of an appeal", "the entry is let in")

    submission = models.OneToOneField(
        Submission, on_delete=models.PROTECT, related_name="screening", verbose_name=_("submission")
    )
    is_eligible = models.BooleanField(_("may be judged"))
    reason = models.SlugField(_("reason"), max_length=40, blank=True)
    text = I18nTextField(_("in words"), blank=True)
    decided_at = models.DateTimeField(_("decided at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    appeal_until = models.DateTimeField(_("appeal until"), null=True, blank=True)
    appeal = models.TextField(_("appeal"), max_length=5000, blank=True)
    appealed_at = models.DateTimeField(_("appealed at"), null=True, blank=True)
    appealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("appealed by"),
    )
    appeal_outcome = models.CharField(_("became of the appeal"), max_length=10, choices=Outcome, blank=True)
    appeal_reply = models.TextField(_("answer to the appeal"), max_length=5000, blank=True)
    appeal_decided_at = models.DateTimeField(_("appeal decided at"), null=True, blank=True)
    appeal_decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("appeal decided by"),
    )

    class Meta:
        verbose_name = _("screening")
        verbose_name_plural = _("screenings")
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="screening_refuses_for_a_reason",
                condition=Q(is_eligible=True) | ~Q(reason=""),
                violation_error_message=_("An entry is screened out for a reason."),
            ),
            models.CheckConstraint(
                name="screening_appeal_has_its_moment",
                condition=Q(appeal="", appealed_at=None) | ~Q(appeal="") & Q(appealed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="screening_appeal_is_decided_after_it_is_made",
                condition=Q(appeal_outcome="", appeal_decided_at=None)
                | ~Q(appeal_outcome="") & Q(appeal_decided_at__isnull=False, appealed_at__isnull=False),
            ),
        ]

    def __str__(self):
        return str(self.submission)


class Copy(models.Model):
    """The text of an entry as it is judged: locked as it was handed in, or redacted, in one language."""

    class Kind(models.TextChoices):
        LOCKED = "locked", pgettext_lazy("copy of a submission", "as handed in")
        REDACTED = "redacted", pgettext_lazy("copy of a submission", "redacted")

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="copies", verbose_name=_("submission")
    )
    kind = models.CharField(pgettext_lazy("of a copy", "kind"), max_length=10, choices=Kind)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    text = models.JSONField(_("text"), default=list)
    digest = models.CharField(_("digest"), max_length=64)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("made by"),
    )

    is_derived = True  # its text is for its readers alone; the act of making it tells the digest

    class Meta:
        verbose_name = _("copy of a submission")
        verbose_name_plural = _("copies of submissions")
        ordering = ["submission", "kind", "language", "-made_at"]
        constraints = [
            models.UniqueConstraint(name="copy_once_per_text", fields=["submission", "kind", "language", "digest"])
        ]

    def __str__(self):
        return listed(self.submission, self.get_kind_display())
