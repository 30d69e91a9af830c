"""Deliberation: the entries that the scores do not settle, what jurors say of them, second scores and a last vote."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.calls.models import Submission

from .conflicts import barred
from .panels import Juror, Panel, kept, new_key
from .rankings import Ranking


class DeliberationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The jurors who deliberate, and who keeps the body."""
        if user is None or not user.is_authenticated or not user.is_active:
            return self.none()
        seats = Juror.objects.judging().filter(user=user).values("panel")
        return self.filter(Q(panel__in=seats) | kept(user, "panel__"))


class Deliberation(models.Model):
    """One talk of a jury over what a ranking left open; ``rule`` is how the last vote decides, fixed at its opening.

    ``record`` is written when it is closed, with the scores before and after, and is what the seal signs.
    """

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    panel = models.OneToOneField(
        Panel, on_delete=models.PROTECT, related_name="deliberation", verbose_name=pgettext_lazy("of a jury", "panel")
    )
    ranking = models.ForeignKey(
        Ranking, on_delete=models.PROTECT, related_name="deliberations", verbose_name=_("ranking")
    )
    rule = models.JSONField(_("rule of the last vote"), default=dict)
    opened_at = models.DateTimeField(_("opened at"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("opened by")
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    record = models.TextField(_("record"), blank=True)
    serial = models.CharField(_("serial of the seal"), max_length=40, blank=True)

    derived_fields = ("record",)  # scores stand in no log; the seal holds the digest
    objects = DeliberationQuerySet.as_manager()

    class Meta:
        verbose_name = _("deliberation")
        verbose_name_plural = _("deliberations")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="deliberation_is_sealed_when_closed",
                condition=Q(closed_at=None, serial="") | Q(closed_at__isnull=False) & ~Q(serial=""),
                violation_error_message=_("A deliberation is sealed when it is closed."),
            )
        ]

    def __str__(self):
        return str(self.panel)


class OpenEntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The entries of deliberations one may read; none that one is kept from."""
        rows = self.filter(deliberation__in=Deliberation.objects.visible_to(user))
        return rows.exclude(barred(user, "submission__"))


class OpenEntry(models.Model):
    """One entry over which a jury deliberates, with its rank before and its outcome after."""

    class Outcome(models.TextChoices):
        IN = "in", pgettext_lazy("of a deliberation", "goes on")
        OUT = "out", pgettext_lazy("of a deliberation", "does not go on")

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    deliberation = models.ForeignKey(
        Deliberation, on_delete=models.PROTECT, related_name="entries", verbose_name=_("deliberation")
    )
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="+", verbose_name=_("entry"))
    rank = models.PositiveIntegerField(_("rank before"))
    outcome = models.CharField(_("outcome"), max_length=5, choices=Outcome, blank=True)
    verdict = models.JSONField(_("count of the last vote"), default=dict, blank=True)

    is_derived = True  # the sealed record holds what was deliberated
    objects = OpenEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry in deliberation")
        verbose_name_plural = _("entries in deliberation")
        ordering = ["deliberation", "rank", "submission__number"]
        constraints = [models.UniqueConstraint(name="open_entry_once", fields=["deliberation", "submission"])]

    def __str__(self):
        return str(self.submission.number or self.submission.key)


class Statement(models.Model):
    """What a juror says of an entry; nothing that was said is changed, only added to."""

    entry = models.ForeignKey(OpenEntry, on_delete=models.PROTECT, related_name="statements", verbose_name=_("entry"))
    juror = models.ForeignKey(Juror, on_delete=models.PROTECT, related_name="statements", verbose_name=_("juror"))
    text = models.TextField(_("statement"), max_length=4000)
    said_at = models.DateTimeField(_("said at"))

    is_derived = True

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["entry", "said_at", "pk"]

    def __str__(self):
        return str(self.juror)


class SecondScore(models.Model):
    """A juror's total for an entry after the talk, out of a hundred; ``before`` is what the review had given it."""

    entry = models.ForeignKey(
        OpenEntry, on_delete=models.PROTECT, related_name="second_scores", verbose_name=_("entry")
    )
    juror = models.ForeignKey(Juror, on_delete=models.PROTECT, related_name="second_scores", verbose_name=_("juror"))
    before = models.DecimalField(_("score before"), max_digits=5, decimal_places=2, null=True, blank=True)
    value = models.DecimalField(_("score after"), max_digits=5, decimal_places=2)
    given_at = models.DateTimeField(_("given at"))

    is_derived = True

    class Meta:
        verbose_name = _("second score")
        verbose_name_plural = _("second scores")
        ordering = ["entry", "juror"]
        constraints = [
            models.UniqueConstraint(name="second_score_once", fields=["entry", "juror"]),
            models.CheckConstraint(name="second_score_of_a_hundred", condition=Q(value__gte=0, value__lte=100)),
        ]

    def __str__(self):
        return str(self.juror)


class FinalVote(models.Model):
    """A juror's last word on an entry; it may be changed until the deliberation is closed."""

    class Choice(models.TextChoices):
        YES = "yes", pgettext_lazy("last vote of a juror", "for")
        NO = "no", pgettext_lazy("last vote of a juror", "against")
        ABSTAIN = "abstain", pgettext_lazy("last vote of a juror", "abstention")

    entry = models.ForeignKey(OpenEntry, on_delete=models.PROTECT, related_name="final_votes", verbose_name=_("entry"))
    juror = models.ForeignKey(Juror, on_delete=models.PROTECT, related_name="final_votes", verbose_name=_("juror"))
    choice = models.CharField(_("vote"), max_length=8, choices=Choice)
    cast_at = models.DateTimeField(_("cast at"))

    is_derived = True

    class Meta:
        verbose_name = _("last vote of a juror")
        verbose_name_plural = _("last votes of jurors")
        ordering = ["entry", "juror"]
        constraints = [models.UniqueConstraint(name="final_vote_once", fields=["entry", "juror"])]

    def __str__(self):
        return str(self.juror)
