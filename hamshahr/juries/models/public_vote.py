"""The public's vote among finalists: who asked for a code, and what was voted, with nothing between the two.

An address is kept as a keyed hash and forgotten with the rest when the vote closes. Until then an answer lies in an
envelope that only the key of the box opens; then all are opened together and written in the order of new random keys.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.bodies.keepers import kept_bodies
from hamshahr.calls.models import Call, Submission

from .panels import new_key


class Grade(models.IntegerChoices):
    """What a voter may say of a finalist, from the lowest."""

    REJECT = 0, pgettext_lazy("grade of a public vote", "to reject")
    POOR = 1, pgettext_lazy("grade of a public vote", "passable")
    FAIR = 2, pgettext_lazy("grade of a public vote", "good")
    GOOD = 3, pgettext_lazy("grade of a public vote", "very good")
    BEST = 4, pgettext_lazy("grade of a public vote", "excellent")


class PublicVoteQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever may see the call, from the hour of opening on; before it who keeps the body of the call."""
        begun = Q(opened_at__lte=timezone.now())
        keeps = user is not None and user.is_authenticated and user.is_active
        if keeps and not user.is_secretariat:
            begun |= Q(call__body__in=kept_bodies(user))
        rows = self.filter(call__in=Call.objects.visible_to(user))
        return rows if keeps and user.is_secretariat else rows.filter(begun)


class PublicVote(models.Model):
    """One vote of the public among the finalists of a call, counted by majority judgement."""

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="public_vote", verbose_name=_("call"))
    opened_at = models.DateTimeField(_("opened at"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("opened by")
    )
    closes_at = models.DateTimeField(_("closes at"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    seal = models.CharField(_("public key of the box"), max_length=64, editable=False)
    result = models.JSONField(_("result"), default=dict, blank=True)

    objects = PublicVoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("public vote")
        verbose_name_plural = _("public votes")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="public_vote_closes_after_it_opens",
                condition=Q(closes_at__gt=F("opened_at")),
                violation_error_message=_("A vote closes after it opens."),
            )
        ]

    def __str__(self):
        return str(self.call)


class Finalist(models.Model):
    """An entry among which the public chooses; from here on its title and its city are public."""

    vote = models.ForeignKey(PublicVote, on_delete=models.PROTECT, related_name="finalists", verbose_name=_("vote"))
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="+", verbose_name=_("entry"))
    position = models.PositiveSmallIntegerField(_("position"))

    is_derived = True  # the act of opening holds them

    class Meta:
        verbose_name = _("finalist")
        verbose_name_plural = _("finalists")
        ordering = ["vote", "position"]
        constraints = [
            models.UniqueConstraint(name="finalist_once", fields=["vote", "submission"]),
            models.UniqueConstraint(name="finalist_position_once", fields=["vote", "position"]),
        ]

    def __str__(self):
        return str(self.submission)


class PublicVoter(models.Model):
    """That an address asked for a code, and whether the code was used; the address itself stands nowhere here."""

    key = models.CharField(max_length=32, primary_key=True, default=new_key)
    vote = models.ForeignKey(PublicVote, on_delete=models.PROTECT, related_name="voters", verbose_name=_("vote"))
    address = models.CharField(_("keyed hash of the address"), max_length=64)
    code = models.CharField(_("digest of the code"), max_length=64, unique=True)
    has_voted = models.BooleanField(_("has voted"), default=False)

    is_derived = True

    class Meta:
        verbose_name = _("voter of the public")
        verbose_name_plural = _("voters of the public")
        constraints = [models.UniqueConstraint(name="public_voter_once", fields=["vote", "address"])]

    def __str__(self):
        return self.key


class PublicEnvelope(models.Model):
    """A sealed answer while the vote is open."""

    key = models.CharField(max_length=32, primary_key=True, default=new_key)
    vote = models.ForeignKey(PublicVote, on_delete=models.PROTECT, related_name="envelopes", verbose_name=_("vote"))
    sealed = models.BinaryField()

    is_derived = True

    class Meta:
        verbose_name = _("envelope of the public")
        verbose_name_plural = _("envelopes of the public")

    def __str__(self):
        return self.key


class PublicSlip(models.Model):
    """One answer of a closed vote: a grade for each finalist, in the order of their positions."""

    key = models.CharField(max_length=32, primary_key=True, default=new_key)
    vote = models.ForeignKey(PublicVote, on_delete=models.PROTECT, related_name="slips", verbose_name=_("vote"))
    grades = models.JSONField(_("grades"), default=list)

    is_derived = True

    class Meta:
        verbose_name = _("slip of the public")
        verbose_name_plural = _("slips of the public")
        ordering = ["key"]

    def __str__(self):
        return self.key
