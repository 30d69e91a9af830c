"""One juror's judgement of one entry: a score for each criterion, a word to the jury, a word to the entrant."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.calls.models import Criterion

from .assignments import Assignment
from .conflicts import barred
from .panels import Juror, Panel, kept, new_key


def readable(user, path: str = "") -> Q:
    """Reviews a user may read: one's own, those of others as the rule of the panel says, all for who keeps the body.

    What is not finished only its juror reads. Who judges in a panel reads as a juror there, whatever else the person
    is. ``path`` leads from the row that is asked to its review.
    """
    if user is None or not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    seats = Juror.objects.filter(user=user).exclude(state=Juror.State.DECLINED)
    own = Q((f"{path}assignment__juror__in", seats.judging()), (f"{path}assignment__state", Assignment.State.ACTIVE))
    keeps = kept(user, f"{path}assignment__juror__panel__") & ~Q(
        (f"{path}assignment__juror__panel__in", seats.values("panel"))
    )
    finished = Q((f"{path}done_at__isnull", False), (f"{path}recused_at", None))
    others = Q((f"{path}pk__in", of_fellow_jurors(user)))
    return (own | (keeps | others) & finished) & ~barred(user, f"{path}assignment__submission__")


def of_fellow_jurors(user) -> models.QuerySet:
    """Finished reviews of the entries one reads oneself, where the panel lets its jurors see each other's."""
    mine = Assignment.objects.active().filter(
        juror__user=user,
        juror__state=Juror.State.ACCEPTED,
        juror__panel=OuterRef("assignment__juror__panel"),
        submission=OuterRef("assignment__submission"),
    )
    mine_done = mine.filter(review__done_at__isnull=False)
    always = Q(Exists(mine), assignment__juror__panel__sees_others=Panel.SeesOthers.ALWAYS)
    after = Q(Exists(mine_done), assignment__juror__panel__sees_others=Panel.SeesOthers.AFTER_OWN)
    return Review.objects.filter(always | after).values("pk")


class ReviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(readable(user))

    def finished(self):
        return self.filter(done_at__isnull=False, recused_at=None)


class Review(models.Model):
    """What one juror says of one entry. The log holds that it was finished and a digest, never what it says.

    ``nonce`` makes the digest one that nobody can try out; ``version`` counts what was saved.
    """

    class TextRead(models.TextChoices):
        ORIGINAL = "original", pgettext_lazy("text a juror read", "the original")
        TRANSLATION = "translation", pgettext_lazy("text a juror read", "the translation")
        BOTH = "both", pgettext_lazy("text a juror read", "both")

    assignment = models.OneToOneField(
        Assignment, on_delete=models.PROTECT, related_name="review", verbose_name=_("assignment to a juror")
    )
    version = models.PositiveIntegerField(_("version"), default=0)
    text_read = models.CharField(_("text read"), max_length=12, choices=TextRead, blank=True)
    comment = models.TextField(_("comment to the jury"), blank=True)
    feedback = models.TextField(_("feedback to the entrant"), blank=True)
    feedback_approved = models.BooleanField(_("the juror approves the feedback"), default=False)
    is_done = models.BooleanField(_("finished"), default=False)
    done_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    recused_at = models.DateTimeField(_("stepped aside at"), null=True, blank=True)
    saved_at = models.DateTimeField(_("saved at"), null=True, blank=True)
    nonce = models.CharField(max_length=32, default=new_key, editable=False)

    derived_fields = ("version", "text_read", "comment", "feedback", "feedback_approved", "saved_at", "nonce")
    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["assignment"]
        constraints = [
            models.CheckConstraint(
                name="review_is_done_with_its_moment",
                condition=Q(is_done=True, done_at__isnull=False) | Q(is_done=False, done_at__isnull=True),
            ),
            models.CheckConstraint(
                name="review_is_not_done_by_who_stepped_aside",
                condition=Q(recused_at__isnull=True) | Q(is_done=False),
                violation_error_message=_("Who steps aside does not judge."),
            ),
        ]

    def __str__(self):
        return str(self.assignment)


class ScoreQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(readable(user, "review__"))


class Score(models.Model):
    """One number for one criterion; its review keeps the digest of all of them in the log."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="scores", verbose_name=_("review"))
    criterion = models.ForeignKey(
        Criterion, on_delete=models.PROTECT, related_name="scores", verbose_name=_("criterion")
    )
    value = models.DecimalField(_("score"), max_digits=8, decimal_places=2, null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    is_derived = True  # what a juror gives stands in no log; a digest does
    objects = ScoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["review", "criterion__position"]
        constraints = [
            models.UniqueConstraint(name="score_once_per_review_and_criterion", fields=["review", "criterion"])
        ]

    def __str__(self):
        return str(self.criterion)
