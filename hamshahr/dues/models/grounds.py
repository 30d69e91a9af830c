"""What stands in place of a payment for a year: the fee was paid in another network, or an organ waived it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamshahr.bodies.models import Body, Decision, Membership
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import listed

from .books import seeing


class GroundQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(seeing(user))

    def standing(self):
        """Those that were not taken back."""
        return self.filter(withdrawn_at=None)

    def at(self, moment):
        """Those that stood at a moment, whatever became of them later."""
        return self.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=moment), entered_at__lte=moment)


class Ground(models.Model):
    """That a member owes nothing of a year; one entered by mistake is taken back with a reason, and stays."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, verbose_name=_("membership"))
    year = models.PositiveSmallIntegerField(_("year"))
    source = models.CharField(_("source"), max_length=600)
    entered_at = models.DateTimeField(_("entered at"), default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entered by"),
    )
    withdrawn_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = GroundQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return listed(self.membership, localise(self.year))

    @property
    def party(self):
        return self.membership.party


class PaidElsewhere(Ground):
    """That the fee a joint member owes two networks together was paid in the other one, as a statement says.

    ``signed`` is the statement as the other network wrote it, ``digest`` the one by which it is known here only once.
    """

    network = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("paid in"))
    statement = models.CharField(
        _("statement"), max_length=120, blank=True, help_text=_("Number of the statement by the other network.")
    )
    signed = models.JSONField(_("statement as it was written"), default=dict, blank=True)
    digest = models.CharField(_("digest of the statement"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("fee paid in another network")
        verbose_name_plural = _("fees paid in another network")
        default_related_name = "paid_elsewhere"
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="paid_elsewhere_once_per_year",
                fields=["membership", "year"],
                condition=Q(withdrawn_at=None),
                violation_error_message=_("This is in the books already."),
            ),
            models.UniqueConstraint(
                name="paid_elsewhere_once_per_statement",
                fields=["digest"],
                condition=~Q(digest=""),
                violation_error_message=_("This statement is in the books already."),
            ),
        ]


class Waiver(Ground):
    """That an organ waived the fee of a member for a year, by its decision."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+", verbose_name=_("decision"))

    class Meta:
        verbose_name = _("waiver of a fee")
        verbose_name_plural = _("waivers of fees")
        default_related_name = "waivers"
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="waiver_once_per_year",
                fields=["membership", "year"],
                condition=Q(withdrawn_at=None),
                violation_error_message=_("This is in the books already."),
            )
        ]
