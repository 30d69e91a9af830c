"""Submissions: what a party enters in a call, alone or with partners, by which hands, and under which number."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.kernel.languages import listed
from hamshahr.parties.models import Liaison, Party

from .. import readers
from .calls import Call, keeping, new_key

DESK_DUTIES = (Liaison.Duty.CONTACT, Liaison.Duty.VOTES, Liaison.Duty.DUES, Liaison.Duty.READER)


def parties_of(user):
    """The parties for which a user acts or reads today."""
    return user.liaisons.on(timezone.localdate()).filter(duty__in=DESK_DUTIES).values("party")


def own(user) -> Q:
    """The entries of a user: written by the user, or of a party for which the user acts, lead or partner."""
    written = Author.objects.filter(user=user, ended_at=None, submission=OuterRef("pk"))
    joined = Partner.objects.filter(party__in=parties_of(user), state="accepted", submission=OuterRef("pk"))
    return Q(Exists(written)) | Q(party__in=parties_of(user)) | Q(Exists(joined))


class SubmissionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The one way to an entry: who enters it, who keeps the call, and whom the rooms above let read it.

        What a room above bars stays shut even for who keeps the call; one's own entry is never barred.
        """
        if user is None or not user.is_authenticated or not user.is_active:
            return self.none()
        mine = own(user)
        others = keeping(user, "call__") | readers.granted(user)
        barred = readers.barred(user)
        return self.filter(mine | (others if barred is None else others & ~barred))

    def entered(self, user):
        """Those that a user enters or keeps: jurors read copies, never the entry itself."""
        seen = self.visible_to(user)
        return seen.filter(own(user) | keeping(user, "call__")) if user is not None and user.is_authenticated else seen

    def standing(self):
        """Those that were handed in and not taken back."""
        return self.filter(state=Submission.State.SUBMITTED)


class Submission(models.Model):
    """What answers a call. It has its number from the moment it is handed in, and keeps it when it is withdrawn.

    Handed in while a partner or the desk has not said yes it waits; with the last yes it is submitted. Taken back to be
    changed it is a draft again, with its number. ``digest`` is that of the text as it was handed in (``calls.texts``),
    ``version`` counts the changes of title, language and framework; the answers count their own.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("of a submission", "draft")
        WAITING = "waiting", pgettext_lazy("of a submission", "waiting for a yes")
        SUBMITTED = "submitted", pgettext_lazy("of a submission", "submitted")
        WITHDRAWN = "withdrawn", pgettext_lazy("of a submission", "withdrawn")

    key = models.CharField(max_length=16, unique=True, default=new_key, editable=False)
    call = models.ForeignKey(
        Call, on_delete=models.PROTECT, related_name="submissions", verbose_name=pgettext_lazy("of the network", "call")
    )
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="submissions", verbose_name=_("city or organisation in the lead")
    )
    framework = models.CharField(_("framework"), max_length=60, blank=True)
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    begun_at = models.DateTimeField(_("begun at"))
    handed_in_at = models.DateTimeField(_("handed in at"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    reason = models.CharField(_("reason of the withdrawal"), max_length=500, blank=True)
    digest = models.CharField(_("digest"), max_length=64, blank=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["call", F("number").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(name="submission_number_once", fields=["call", "number"]),
            models.CheckConstraint(
                name="submission_has_its_moments",
                condition=Q(state="draft", submitted_at=None, withdrawn_at=None)
                | Q(state="waiting", handed_in_at__isnull=False, submitted_at=None, withdrawn_at=None)
                | Q(state="submitted", handed_in_at__isnull=False, submitted_at__isnull=False, withdrawn_at=None)
                | Q(state="withdrawn", withdrawn_at__isnull=False),
            ),
            models.CheckConstraint(
                name="submission_is_numbered_when_handed_in",
                condition=Q(handed_in_at=None, number=None, digest="")
                | Q(handed_in_at__isnull=False, number__isnull=False) & ~Q(digest=""),
            ),
        ]
        indexes = [
            models.Index(fields=["call", "state"], name="submission_of_call"),
            models.Index(fields=["party", "state"], name="submission_of_party"),
        ]

    def __str__(self):
        return self.title


class Counter(models.Model):
    """The last number that was given in a call; locked while the next one is given."""

    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="+")
    last = models.PositiveIntegerField(default=0)

    is_derived = True  # it repeats the greatest number of the call

    def __str__(self):
        return f"{self.call}: {self.last}"


class Author(models.Model):
    """A user who writes an entry; whoever began it keeps the circle of the others."""

    class Role(models.TextChoices):
        FIRST = "first", pgettext_lazy("of a submission", "began it")
        CO_AUTHOR = "co-author", pgettext_lazy("of a submission", "writes with them")

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="authors", verbose_name=_("submission")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="authored", verbose_name=_("author")
    )
    role = models.CharField(pgettext_lazy("of an author", "role"), max_length=10, choices=Role)
    added_at = models.DateTimeField(_("added at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["submission", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="author_once_at_a_time",
                fields=["submission", "user"],
                condition=Q(ended_at__isnull=True),
                violation_error_message=_("This person writes this entry already."),
            ),
        ]

    def __str__(self):
        return listed(self.user, self.submission)


class PartnerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The desk of the partner, and whoever may read the entry."""
        if user is None or not user.is_authenticated or not user.is_active:
            return self.none()
        entries = Submission.objects.visible_to(user)
        return self.filter(Q(party__in=parties_of(user)) | Q(submission__in=entries))


class Partner(models.Model):
    """Another party of a joint entry: asked by the lead, it counts once its desk has accepted."""

    class State(models.TextChoices):
        INVITED = "invited", pgettext_lazy("of a partner", "asked")
        ACCEPTED = "accepted", pgettext_lazy("of a partner", "accepted")
        DECLINED = "declined", pgettext_lazy("of a partner", "declined")
        RELEASED = "released", pgettext_lazy("of a partner", "no longer asked")

    key = models.CharField(max_length=16, unique=True, default=new_key, editable=False)
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="partners", verbose_name=_("submission")
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="partnerships", verbose_name=_("partner"))
    part = models.CharField(_("its part in the project"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.INVITED)
    invited_at = models.DateTimeField(_("asked at"))
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    words = models.CharField(_("in words"), max_length=500, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of a submission", "partner")
        verbose_name_plural = pgettext_lazy("of a submission", "partners")
        ordering = ["submission", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="partner_once_per_submission",
                fields=["submission", "party"],
                violation_error_message=_("This city is asked already."),
            ),
            models.CheckConstraint(
                name="partner_answered_with_its_moment",
                condition=Q(state="invited", answered_at=None) | ~Q(state="invited") & Q(answered_at__isnull=False),
            ),
        ]

    def __str__(self):
        return listed(self.party, self.submission)
