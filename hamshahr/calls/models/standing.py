"""What stands beside an entry: the yes of the city's desk, guidance on a draft, and consents to further uses."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.kernel.languages import listed

from .submissions import Submission


class Endorsement(models.Model):
    """That the desk of the city in the lead stands behind an entry, until it takes its word back."""

    submission = models.OneToOneField(
        Submission, on_delete=models.PROTECT, related_name="endorsement", verbose_name=_("submission")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("endorsed by")
    )
    given_at = models.DateTimeField(_("endorsed at"))
    withdrawn_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("endorsement")
        verbose_name_plural = _("endorsements")
        constraints = [
            models.CheckConstraint(
                name="endorsement_is_taken_back_later",
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
            )
        ]

    def __str__(self):
        return str(self.submission)

    @property
    def stands(self):
        return self.withdrawn_at is None


class GuidanceRequest(models.Model):
    """That the entrant asked the secretariat to read a draft: until when, and what it said."""

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="guidance_requests", verbose_name=_("submission")
    )
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    question = models.TextField(pgettext_lazy("of guidance", "what to look at"), max_length=2000, blank=True)
    reply_by = models.DateField(_("reply by"))
    reply = models.TextField(_("reply"), max_length=10000, blank=True)
    replied_at = models.DateTimeField(_("replied at"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("replied by"),
    )

    class Meta:
        verbose_name = _("request for guidance")
        verbose_name_plural = _("requests for guidance")
        ordering = ["submission", "-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="guidance_replied_with_its_moment",
                condition=Q(reply="", replied_at=None) | ~Q(reply="") & Q(replied_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="guidance_one_open_per_submission",
                fields=["submission"],
                condition=Q(replied_at__isnull=True),
                violation_error_message=_("A request for guidance waits for its reply already."),
            ),
        ]

    def __str__(self):
        return str(self.submission)


class Consent(models.Model):
    """The entrant's leave to use an entry in one further way (``calls.uses``), until it is withdrawn."""

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="consents", verbose_name=_("submission")
    )
    use = models.SlugField(_("use"), max_length=40)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("given by")
    )
    given_at = models.DateTimeField(_("given at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )

    class Meta:
        verbose_name = _("consent to a use")
        verbose_name_plural = _("consents to uses")
        ordering = ["submission", "use", "-given_at"]
        constraints = [
            models.UniqueConstraint(
                name="consent_one_open_per_use",
                fields=["submission", "use"],
                condition=Q(withdrawn_at__isnull=True),
                violation_error_message=_("This consent is already given."),
            ),
            models.CheckConstraint(
                name="consent_is_withdrawn_later",
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
            ),
        ]

    def __str__(self):
        return listed(self.submission, self.use)
