"""The meeting for which a call looks for a host, and the choice of a body."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.bodies.models import Decision
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.languages import listed

from .calls import CALL, Call
from .submissions import Submission

LEFT_OPEN = {"on_delete": models.PROTECT, "null": True, "blank": True}


class HostSearchQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(call__in=Call.objects.visible_to(user))


class HostSearch(models.Model):
    """A meeting looks for its host by a call: until a body decides nobody is chosen, then entry and decision are."""

    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="host_search", verbose_name=CALL)
    gathering = models.ForeignKey(
        Gathering, on_delete=models.PROTECT, related_name="host_searches", verbose_name=_("meeting")
    )
    submission = models.OneToOneField(
        Submission, **LEFT_OPEN, related_name="+", verbose_name=pgettext_lazy("of a call", "chosen entry")
    )
    decision = models.ForeignKey(Decision, **LEFT_OPEN, related_name="host_searches", verbose_name=_("by the decision"))
    chosen_at = models.DateTimeField(_("chosen at"), null=True, blank=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, **LEFT_OPEN, related_name="+", verbose_name=_("choice entered by")
    )

    objects = HostSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("search for a host")
        verbose_name_plural = _("searches for hosts")
        ordering = ["call"]
        constraints = [
            models.CheckConstraint(
                name="host_search_ends_with_entry_and_decision",
                condition=Q(submission=None, decision=None, chosen_at=None)
                | Q(submission__isnull=False, decision__isnull=False, chosen_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="host_search_chosen_once_per_meeting",
                fields=["gathering"],
                condition=Q(chosen_at__isnull=False),
                violation_error_message=_("A host was chosen for this meeting already."),
            ),
        ]

    def __str__(self):
        return listed(self.call, self.gathering)
