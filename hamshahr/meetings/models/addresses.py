"""The private address of a person's calendar: given once, kept as a digest, ended by its owner."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CalendarAddress(models.Model):
    """Whoever has the token reads the calendar of its owner, until it is ended; each owner has one at a time."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="calendar_addresses", verbose_name=_("user")
    )
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("address of a calendar")
        verbose_name_plural = _("addresses of calendars")
        constraints = [
            models.UniqueConstraint(
                name="calendar_address_one_open_per_user", fields=["user"], condition=Q(ended_at=None)
            )
        ]

    def __str__(self):
        return str(self.user)
