"""The sessions of a meeting: when they begin and end, where, and that the meeting is closed."""

from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.languages import say
from hamshahr.parties.models import Person


def is_zone(name):
    if name not in available_timezones():
        raise ValidationError(gettext("Write a time zone by its place, for example Asia/Tehran."))


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the gathering sees when and where it sits; the link of a session is not for everybody."""
        return self.filter(gathering__in=Gathering.objects.visible_to(user))

    def standing(self):
        """Those that were not called off."""
        return self.filter(cancelled_at=None)


class Session(models.Model):
    """A sitting of a meeting, from one moment to another, in the time zone of its place.

    ``edition`` counts the changes of its time and place, so that calendars know the later notice from the earlier.
    """

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", pgettext_lazy("of a session", "ordinary")
        EXTRAORDINARY = "extraordinary", pgettext_lazy("of a session", "extraordinary")

    gathering = models.ForeignKey(
        Gathering, on_delete=models.PROTECT, related_name="sessions", verbose_name=_("meeting")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=14, choices=Kind, default=Kind.ORDINARY)
    names = I18nCharField(_("title"), max_length=600, blank=True)
    zone = models.CharField(_("time zone"), max_length=50, validators=[is_zone])
    starts_at = models.DateTimeField(_("begins at"))
    ends_at = models.DateTimeField(_("ends at"))
    place_name = models.CharField(_("room or place"), max_length=200, blank=True)
    link = models.URLField(
        _("link to take part from afar"), max_length=500, blank=True, validators=[URLValidator(schemes=["https"])]
    )
    call_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="second_calls",
        verbose_name=_("second call of"),
    )
    chair = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("in the chair")
    )
    edition = models.PositiveIntegerField(_("edition of its time and place"), default=0)
    changed_at = models.DateTimeField(_("time and place changed at"))
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("called off at"), null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of a meeting", "session")
        verbose_name_plural = pgettext_lazy("of meetings", "sessions")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(name="session_number_once", fields=["gathering", "number"]),
            models.CheckConstraint(
                name="session_ends_after_it_begins",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("A session ends after it begins."),
            ),
            models.CheckConstraint(
                name="session_closes_after_it_opens",
                condition=Q(closed_at=None) | Q(opened_at__isnull=False, closed_at__gte=F("opened_at")),
                violation_error_message=_("A session is closed after it is opened."),
            ),
            models.CheckConstraint(
                name="session_called_off_was_never_opened", condition=Q(cancelled_at=None) | Q(opened_at=None)
            ),
            models.CheckConstraint(
                name="session_link_is_safe",
                condition=Q(link="") | Q(link__startswith="https://"),
                violation_error_message=_("The link begins with https://."),
            ),
        ]
        indexes = [models.Index(fields=["starts_at"], name="session_starts_at")]

    def __str__(self):
        named = say(self.names) if self.names else ""
        return named or gettext("Session %(number)s of %(meeting)s") % {
            "number": self.number,
            "meeting": self.gathering,
        }

    @property
    def place_zone(self):
        return ZoneInfo(self.zone)

    @property
    def day(self):
        """The day on which it begins, where it is held."""
        return self.starts_at.astimezone(self.place_zone).date()

    @property
    def is_open(self):
        return self.opened_at is not None and self.closed_at is None


class Closing(models.Model):
    """That a meeting is over and its file is closed: by whom, when, and what was said of it."""

    gathering = models.OneToOneField(
        Gathering, on_delete=models.PROTECT, related_name="meeting_closing", verbose_name=_("meeting")
    )
    closed_at = models.DateTimeField(_("closed at"))
    reason = models.CharField(_("remark"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("closed by"),
    )

    class Meta:
        verbose_name = _("closing of a meeting")
        verbose_name_plural = _("closings of meetings")

    def __str__(self):
        return str(self.gathering)
