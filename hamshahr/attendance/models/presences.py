"""Who was there from which minute to which; a mistake is mended by a further row, and no row is deleted."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.kernel.languages import listed
from hamshahr.meetings.models import Session

from .delegations import Delegate, Delegation


class PresenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(delegate__delegation__in=Delegation.objects.visible_to(user))

    def standing(self):
        """Those that no further row mended."""
        return self.filter(superseded_at=None)

    def at(self, moment):
        """Those of people who were there at that minute; whoever leaves in a minute is not there in it."""
        there = Q(left_at__isnull=True) | Q(left_at__gt=moment)
        shut = Q(session__closed_at__isnull=True) | Q(session__closed_at__gt=moment)
        return self.standing().filter(there, shut, arrived_at__lte=moment)


class Presence(models.Model):
    """From ``arrived_at`` up to and not including ``left_at``, in whole minutes, a delegate is at a session.

    A row that begins and ends in one minute says that nobody was there: so an arrival by mistake is taken back.
    """

    class Way(models.TextChoices):
        ROOM = "room", pgettext_lazy("way to be there", "in the room")
        REMOTE = "remote", pgettext_lazy("way to be there", "from afar")

    class How(models.TextChoices):
        SELF = "self", pgettext_lazy("how it was entered", "by the delegate")
        NUMBER = "number", pgettext_lazy("how it was entered", "by number")
        QR = "qr", pgettext_lazy("how it was entered", "by badge")
        DESK = "desk", pgettext_lazy("how it was entered", "by the secretary")

    session = models.ForeignKey(
        Session,
        on_delete=models.PROTECT,
        related_name="presences",
        verbose_name=pgettext_lazy("of a meeting", "session"),
    )
    delegate = models.ForeignKey(
        Delegate,
        on_delete=models.PROTECT,
        related_name="presences",
        verbose_name=pgettext_lazy("person sent by a city", "delegate"),
    )
    way = models.CharField(_("where"), max_length=10, choices=Way, default=Way.ROOM)
    how = models.CharField(_("entered"), max_length=10, choices=How)
    arrived_at = models.DateTimeField(_("arrived at"))
    left_at = models.DateTimeField(_("left at"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entered by"),
    )
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    superseded_at = models.DateTimeField(_("replaced at"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        ordering = ["session", "arrived_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="presence_one_open_per_session_and_delegate",
                fields=["session", "delegate"],
                condition=Q(left_at=None, superseded_at=None),
                violation_error_message=_("This delegate is there already."),
            ),
            models.CheckConstraint(
                name="presence_ends_not_before_it_begins",
                condition=Q(left_at=None) | Q(left_at__gte=F("arrived_at")),
                violation_error_message=_("Nobody leaves before they arrive."),
            ),
        ]

    def __str__(self):
        return listed(self.delegate, self.session)
