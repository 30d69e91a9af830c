"""Minutes: written together paragraph by paragraph, circulated, corrected, approved at a later session."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.bodies.keepers import kept_bodies
from hamshahr.kernel.languages import listed
from hamshahr.meetings.circle import called_gatherings
from hamshahr.meetings.models import AgendaItem, Audience, Session

from .resolutions import new_key

WRITER = {"on_delete": models.PROTECT, "null": True, "blank": True, "related_name": "+"}


class MinutesQuerySet(models.QuerySet):
    def visible_to(self, user, called=None):
        """The keeper's from the draft on; who was called reads them once circulated, everybody once approved.

        Minutes that tell of an item that is not public stay with those who were called.
        """
        if getattr(user, "is_secretariat", False):
            return self
        telling = Paragraph.objects.filter(item__isnull=False).exclude(item__audience=Audience.PUBLIC)
        public = Q(state=Minutes.State.APPROVED) & ~Q(pk__in=telling.values("minutes"))
        public &= Q(session__gathering__live=True)
        if not getattr(user, "is_authenticated", False):
            return self.filter(public)
        called = called_gatherings(user) if called is None else called
        circulated = ~Q(state=Minutes.State.DRAFT) & Q(session__gathering__in=called)
        return self.filter(public | circulated | Q(session__gathering__body__in=kept_bodies(user)))


class Minutes(models.Model):
    """The minutes of one session, in the languages they were drafted in."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("of minutes", "draft")
        CIRCULATED = "circulated", pgettext_lazy("of minutes", "circulated")
        CORRECTED = "corrected", pgettext_lazy("of minutes", "corrected")
        APPROVED = "approved", pgettext_lazy("of minutes", "approved")

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    session = models.OneToOneField(
        Session, on_delete=models.PROTECT, related_name="minutes", verbose_name=_("session of the meeting")
    )
    languages = models.JSONField(_("languages"), default=list)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    circulated_at = models.DateTimeField(_("circulated at"), null=True, blank=True)
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    approved_by = models.ForeignKey(
        *(AgendaItem, models.PROTECT),
        null=True,
        blank=True,
        related_name="approves",
        verbose_name=_("approved under the item"),
    )
    log_head = models.CharField(_("head of the log of acts"), max_length=64, blank=True)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = pgettext_lazy("several", "minutes")
        ordering = ["-session__starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="minutes_circulated_at_a_moment",
                condition=Q(state="draft", circulated_at=None) | (~Q(state="draft") & Q(circulated_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="minutes_approved_under_an_item",
                condition=Q(state="approved", approved_at__isnull=False, approved_by__isnull=False)
                | (~Q(state="approved") & Q(approved_at=None, approved_by=None, log_head="")),
                violation_error_message=_("Minutes are approved under an item of a later session."),
            ),
        ]

    def __str__(self):
        return str(self.session)


class Paragraph(models.Model):
    """A place in the minutes of one language; what stands there is its latest standing wording."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="paragraphs", verbose_name=_("minutes"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    position = models.PositiveIntegerField(_("position"))
    heading = models.CharField(_("heading"), max_length=300, blank=True)
    item = models.ForeignKey(
        *(AgendaItem, models.PROTECT),
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("item of the agenda"),
    )

    class Meta:
        verbose_name = _("paragraph of minutes")
        verbose_name_plural = _("paragraphs of minutes")
        ordering = ["minutes", "language", "position", "pk"]
        constraints = [models.UniqueConstraint(name="paragraph_place_once", fields=["minutes", "language", "position"])]

    def __str__(self):
        return listed(self.minutes, f"{self.language} {self.position}")


class Wording(models.Model):
    """One version of a paragraph with the version it was written upon; nothing that somebody wrote is lost.

    What was written upon a version that no longer stood is kept aside, for its writer to merge.
    """

    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.PROTECT, related_name="wordings", verbose_name=_("paragraph")
    )
    number = models.PositiveIntegerField(pgettext_lazy("of a text", "version"))
    based_on = models.PositiveIntegerField(_("written upon the version"), default=0)
    text = models.TextField(_("text"), blank=True)
    is_aside = models.BooleanField(_("kept aside"), default=False)
    written_at = models.DateTimeField(_("written at"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, **WRITER, verbose_name=_("written by"))

    class Meta:
        verbose_name = _("wording of a paragraph")
        verbose_name_plural = _("wordings of paragraphs")
        ordering = ["paragraph", "-number"]
        constraints = [
            models.UniqueConstraint(name="wording_version_once", fields=["paragraph", "number"]),
            models.UniqueConstraint(
                name="wording_one_upon_each_version",
                fields=["paragraph", "based_on"],
                condition=Q(is_aside=False),
                violation_error_message=_("Somebody else has written this paragraph meanwhile."),
            ),
            models.CheckConstraint(name="wording_upon_an_earlier_one", condition=Q(based_on__lt=models.F("number"))),
        ]

    def __str__(self):
        return listed(self.paragraph, str(self.number))


class Correction(models.Model):
    """What a member asked to have corrected in minutes that were circulated, and what the keeper answered."""

    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.PROTECT, related_name="corrections", verbose_name=_("paragraph")
    )
    text = models.TextField(_("what should be corrected"), max_length=2000)
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, **WRITER, verbose_name=_("answered by"))
    is_taken = models.BooleanField(_("taken over"), default=False)
    answer = models.CharField(_("answer"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("correction asked for")
        verbose_name_plural = _("corrections asked for")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="correction_taken_over_by_an_answer", condition=Q(is_taken=False) | Q(answered_at__isnull=False)
            )
        ]

    def __str__(self):
        return listed(self.paragraph, self.text[:80])
