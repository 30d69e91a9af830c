"""What a representative said and voted, told after the meeting."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.bodies.keepers import kept_bodies
from hamshahr.kernel.http import address_of
from hamshahr.kernel.languages import listed
from hamshahr.parties.models import Liaison, Party
from hamshahr.record.models import Sourced

from .meetings import OutsideMeeting, Point
from .quotas import OutsideSeat, new_key
from .reading import own_parties, readable_quota

WRITER = {"on_delete": models.PROTECT, "null": True, "blank": True, "related_name": "+"}


class Voted(models.TextChoices):
    FOR = "for", pgettext_lazy("of a vote", "for")
    AGAINST = "against", pgettext_lazy("of a vote", "against")
    ABSTAIN = "abstain", pgettext_lazy("of a vote", "abstained")
    NOT_THERE = "not there", pgettext_lazy("of a vote", "not there")


class ReportQuerySet(models.QuerySet):
    def given(self):
        return self.filter(given_on__isnull=False)

    def visible_to(self, user):
        """A draft is the city's that writes it and the keeper's; what was given, whoever may read it reads."""
        if getattr(user, "is_secretariat", False):
            return self
        given = Q(given_on__isnull=False, meeting__in=OutsideMeeting.objects.visible_to(user))
        given &= readable_quota(user, "meeting__quota__")
        if not getattr(user, "is_authenticated", False):
            return self.filter(given)
        own = Q(party__in=own_parties(user, Liaison.Duty.CONTACT))
        return self.filter(given | own | Q(meeting__quota__sender__in=kept_bodies(user)))


class Report(Sourced):
    """What one seat said and voted at one meeting: a draft until it is given, and unchanged from then on."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    meeting = models.ForeignKey(
        OutsideMeeting, on_delete=models.PROTECT, related_name="reports", verbose_name=_("meeting")
    )
    seat = models.ForeignKey(OutsideSeat, on_delete=models.PROTECT, related_name="reports", verbose_name=_("seat"))
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="reports_elsewhere", verbose_name=_("city that reports")
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    text = models.TextField(_("what was said"), max_length=20000, blank=True)
    version = models.PositiveIntegerField(pgettext_lazy("of a text", "version"), default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, **WRITER, verbose_name=_("written by"))
    given_on = models.DateField(_("given on"), null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, **WRITER, verbose_name=_("given by"))

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["meeting", "seat"]
        constraints = [
            models.UniqueConstraint(
                name="report_once_of_a_seat",
                fields=["meeting", "seat"],
                violation_error_message=_("This seat has a report on this meeting already."),
            ),
            models.CheckConstraint(
                name="report_given_says_something",
                condition=Q(given_on=None) | ~Q(text=""),
                violation_error_message=_("A report says what was said."),
            ),
        ]

    def __str__(self):
        return listed(self.meeting, self.seat)

    def get_absolute_url(self):
        return address_of("representatives:meeting", self.meeting.key)


class ReportedVote(models.Model):
    """How the seat voted on one point; empty while the draft does not say it yet."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="votes", verbose_name=_("report"))
    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="votes", verbose_name=_("point"))
    vote = models.CharField(_("vote"), max_length=9, choices=Voted, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("vote reported")
        verbose_name_plural = _("votes reported")
        ordering = ["report", "point"]
        constraints = [models.UniqueConstraint(name="reported_vote_once_on_a_point", fields=["report", "point"])]

    def __str__(self):
        return listed(self.point, self.get_vote_display())
