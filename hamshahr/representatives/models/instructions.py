"""What a body of ours asks its representatives to say and vote, before the meeting."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nTextField

from hamshahr.bodies.models import Body, Decision
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import listed

from .meetings import OutsideMeeting, Point
from .quotas import new_key
from .reading import inside_quota


class Wanted(models.TextChoices):
    FOR = "for", pgettext_lazy("of a vote", "for")
    AGAINST = "against", pgettext_lazy("of a vote", "against")
    ABSTAIN = "abstain", pgettext_lazy("of a vote", "abstain")
    FREE = "free", pgettext_lazy("of a vote", "as the representative sees fit")


class InstructionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keepers and member cities from the day it is given; the public, where it may, once the meeting has begun."""
        found = self.filter(meeting__in=OutsideMeeting.objects.visible_to(user))
        if getattr(user, "is_secretariat", False):
            return found
        begun = Q(meeting__gathering__starts_on__begins_by=timezone.localdate(), meeting__quota__is_open=True)
        return found.filter(begun | inside_quota(user, "meeting__quota__"))


class Instruction(models.Model):
    """One version of the instruction for a meeting; a later one stands in its place, and both are kept."""

    meeting = models.ForeignKey(
        OutsideMeeting, on_delete=models.PROTECT, related_name="instructions", verbose_name=_("meeting")
    )
    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    number = models.PositiveSmallIntegerField(pgettext_lazy("of a text", "version"))
    text = I18nTextField(_("text"))
    authentic_language = models.CharField(_("authentic language"), max_length=5, choices=settings.LANGUAGES)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="instructions", verbose_name=_("body that instructs")
    )
    decision = models.ForeignKey(
        *(Decision, models.PROTECT),
        null=True,
        blank=True,
        related_name="instructions",
        verbose_name=_("decision"),
    )
    given_on = models.DateField(_("given on"))

    objects = InstructionQuerySet.as_manager()

    class Meta:
        verbose_name = _("instruction")
        verbose_name_plural = _("instructions")
        ordering = ["meeting", "-number"]
        constraints = [models.UniqueConstraint(name="instruction_version_once", fields=["meeting", "number"])]

    def __str__(self):
        return listed(self.meeting, localise(self.number))


class Wish(models.Model):
    """How the representatives are to vote on one point."""

    instruction = models.ForeignKey(
        Instruction, on_delete=models.PROTECT, related_name="wishes", verbose_name=_("instruction")
    )
    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="wishes", verbose_name=_("point"))
    vote = models.CharField(_("vote"), max_length=8, choices=Wanted)

    class Meta:
        verbose_name = _("vote asked for")
        verbose_name_plural = _("votes asked for")
        ordering = ["instruction", "point"]
        constraints = [models.UniqueConstraint(name="wish_once_on_a_point", fields=["instruction", "point"])]

    def __str__(self):
        return listed(self.point, self.get_vote_display())
