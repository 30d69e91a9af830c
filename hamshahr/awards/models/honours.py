"""Honours: plaques with their seals, and the prizes that go with them; a revoked one stays where everybody sees it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.calls.models import Distinction
from hamshahr.calls.models.calls import new_key
from hamshahr.dues.models.amounts import MoneyField
from hamshahr.dues.models.figures import CURRENCY
from hamshahr.kernel.http import address_of
from hamshahr.kernel.languages import listed

from .outcomes import Outcome, person


class HonourQuerySet(models.QuerySet):
    def visible_to(self, user):
        """An honour exists from its release on, for everybody."""
        return self.filter(distinction__edition__live=True)


class Honour(models.Model):
    """A distinction with its plaque; a prize is accepted by the city, then paid."""

    key = models.CharField(max_length=16, unique=True, default=new_key, editable=False)
    outcome = models.OneToOneField(
        Outcome, on_delete=models.PROTECT, related_name="honour", verbose_name=pgettext_lazy("of an entry", "outcome")
    )
    distinction = models.OneToOneField(
        Distinction, on_delete=models.PROTECT, related_name="honour", verbose_name=_("distinction")
    )
    conferred_on = models.DateField(_("conferred on"))
    prize = MoneyField(_("prize"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True, validators=[CURRENCY])
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    accepted_by = person(_("accepted by"), null=True, blank=True)
    paid_on = models.DateField(_("prize paid on"), null=True, blank=True)
    reference = models.CharField(_("reference of the bank"), max_length=120, blank=True)
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)
    revoked_by = person(_("revoked by"), null=True, blank=True)
    reason = models.CharField(_("reason of the revocation"), max_length=300, blank=True)

    objects = HonourQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of a city", "honour")
        verbose_name_plural = pgettext_lazy("of a city", "honours")
        ordering = ["-conferred_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="honour_is_revoked_with_a_reason",
                condition=Q(revoked_on=None, reason="") | (Q(revoked_on__isnull=False) & ~Q(reason="")),
                violation_error_message=_("Say why the honour is revoked; everybody reads it."),
            ),
            models.CheckConstraint(
                name="honour_is_paid_with_a_prize_that_was_accepted",
                condition=Q(paid_on=None, reference="")
                | (Q(paid_on__isnull=False, prize__isnull=False, accepted_on__isnull=False) & ~Q(reference="")),
            ),
        ]

    def __str__(self):
        return listed(self.distinction.party or self.distinction.city_name, self.distinction.get_level_display())

    def get_absolute_url(self):
        return address_of("awards:honour", self.key)
