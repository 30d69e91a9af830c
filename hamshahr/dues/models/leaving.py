"""What unpaid fees and a notice of withdrawal make of a membership: the grounds, with their article, never a flag."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamshahr.bodies.models import Membership, MembershipStep, Statute
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.languages import listed

from .books import seeing


class WithdrawalQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(seeing(user))

    def standing(self):
        """Those that were not taken back."""
        return self.filter(revoked_at=None)

    def due(self, on):
        """Those whose period of notice is over, and whose membership has not been ended for it yet."""
        return self.standing().filter(step=None, ends_on__lte=on)


class Withdrawal(models.Model):
    """That a member gave notice; it stays a member, and owes its fee, until the period of the statutes is over.

    ``article`` is that of the period, empty where the statutes ask for none. ``step`` is the end of the membership.
    """

    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="withdrawals", verbose_name=_("membership")
    )
    given_on = models.DateField(_("notice given on"))
    ends_on = models.DateField(_("membership ends on"))
    reason = models.CharField(_("reason"), max_length=300)
    statute = models.ForeignKey(
        Statute, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("statutes")
    )
    article = models.CharField(_("article"), max_length=40, blank=True)
    entered_at = models.DateTimeField(_("entered at"), default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entered by"),
    )
    step = models.OneToOneField(
        MembershipStep, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("step")
    )
    revoked_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    revoked_reason = models.CharField(_("why it was taken back"), max_length=300, blank=True)

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice of withdrawal")
        verbose_name_plural = _("notices of withdrawal")
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="withdrawal_ends_after_notice", condition=Q(ends_on__gte=F("given_on"))),
            models.UniqueConstraint(
                name="withdrawal_one_open",
                fields=["membership"],
                condition=Q(revoked_at=None, step=None),
                violation_error_message=_("This member has given notice already."),
            ),
        ]

    def __str__(self):
        return listed(self.membership, format_day(self.ends_on))

    @property
    def party(self):
        return self.membership.party


class Suspension(models.Model):
    """That a membership was suspended because the fees of these years were not paid, by which article and step."""

    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="suspensions", verbose_name=_("membership")
    )
    step = models.OneToOneField(MembershipStep, on_delete=models.PROTECT, related_name="+", verbose_name=_("step"))
    years = models.JSONField(_("years"))
    statute = models.ForeignKey(Statute, on_delete=models.PROTECT, related_name="+", verbose_name=_("statutes"))
    article = models.CharField(_("article"), max_length=40)
    lifted_by = models.OneToOneField(
        MembershipStep, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lifted by")
    )

    class Meta:
        verbose_name = _("suspension for unpaid fees")
        verbose_name_plural = _("suspensions for unpaid fees")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(name="suspension_one_open", fields=["membership"], condition=Q(lifted_by=None))
        ]

    def __str__(self):
        return listed(self.membership, self.article)
