"""Which juror reads which entry, by which run of the assignment, and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.calls.models import Submission
from hamshahr.kernel.digits import localise

from .conflicts import barred
from .panels import Juror, Panel, kept, new_key


class AssignmentRun(models.Model):
    """One computation of who reads what, with the certificate by which anybody can check it."""

    panel = models.ForeignKey(
        Panel, on_delete=models.PROTECT, related_name="runs", verbose_name=pgettext_lazy("of a jury", "panel")
    )
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    seed = models.CharField(_("published seed"), max_length=80)
    certificate = models.JSONField(_("certificate"), default=dict, blank=True)
    figures = models.JSONField(_("figures"), default=dict, blank=True)
    kept = models.PositiveIntegerField(_("pairs kept from before"), default=0)

    derived_fields = ("certificate",)  # long, and checked by itself

    class Meta:
        verbose_name = _("run of the assignment")
        verbose_name_plural = _("runs of the assignment")
        ordering = ["panel", "-made_at", "-pk"]

    def __str__(self):
        return str(self.panel)


class AssignmentQuerySet(models.QuerySet):
    def active(self):
        return self.filter(state=Assignment.State.ACTIVE)

    def visible_to(self, user):
        """A juror's own; who keeps the body, and the chair, all of the panel; nobody what one is kept from."""
        if user is None or not user.is_authenticated or not user.is_active:
            return self.none()
        chaired = Juror.objects.judging().filter(user=user, is_chair=True).values("panel")
        own = Q(juror__user=user, juror__state=Juror.State.ACCEPTED, state=Assignment.State.ACTIVE)
        seen = own | kept(user, "juror__panel__") | Q(juror__panel__in=chaired)
        return self.filter(seen).exclude(barred(user, "submission__"))


class Assignment(models.Model):
    """One juror reads one entry; released where the pair no longer stands, never removed."""

    class State(models.TextChoices):
        ACTIVE = "active", pgettext_lazy("of an assignment", "active")
        RELEASED = "released", pgettext_lazy("of an assignment", "released")

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    juror = models.ForeignKey(Juror, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("juror"))
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("entry")
    )
    run = models.ForeignKey(
        AssignmentRun,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("run of the assignment"),
    )
    reasons = models.JSONField(_("reasons"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ACTIVE)
    released_because = models.CharField(_("released because"), max_length=300, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment to a juror")
        verbose_name_plural = _("assignments to jurors")
        ordering = ["juror", "submission__number", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="assignment_once_per_juror_and_entry",
                fields=["juror", "submission"],
                violation_error_message=_("This juror has this entry already."),
            )
        ]

    def __str__(self):
        return f"{self.juror}: {localise(self.submission.number) if self.submission.number else self.submission.key}"
