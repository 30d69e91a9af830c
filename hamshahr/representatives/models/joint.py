"""One fee for two networks: the statements that networks sign for each other, and the keys of the others."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.bodies.models import Body, Membership
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import listed
from hamshahr.seals.models import Seal

from .quotas import new_key


class PartnerKey(models.Model):
    """A public key that another network has published; what it signs for us is checked by it."""

    network = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="partner_keys", verbose_name=_("network"))
    name = models.CharField(_("name of the key"), max_length=64)
    public = models.CharField(_("public key"), max_length=43, unique=True)
    starts_on = models.DateField(_("signs from"))
    ends_on = models.DateField(_("signs until"), null=True, blank=True)
    source = models.CharField(_("where it is published"), max_length=600)
    added_at = models.DateTimeField(_("entered at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("key of another network")
        verbose_name_plural = _("keys of other networks")
        ordering = ["network", "-starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="partner_key_name_once",
                fields=["network", "name"],
                violation_error_message=_("This key is in the register already."),
            ),
            models.CheckConstraint(
                name="partner_key_ends_after_it_begins",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A key ends after it begins."),
            ),
        ]

    def __str__(self):
        return listed(self.network, self.name)


class JointStatement(models.Model):
    """That a joint member paid the one fee for two networks in one of them: told by us, or to us."""

    class Way(models.TextChoices):
        OUT = "out", pgettext_lazy("of a statement", "given by us")
        IN = "in", pgettext_lazy("of a statement", "taken from them")

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    way = models.CharField(_("way"), max_length=3, choices=Way)
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="joint_statements", verbose_name=_("membership")
    )
    network = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("other network"))
    year = models.PositiveSmallIntegerField(_("year"))
    statement = models.TextField(_("statement"))
    signature = models.CharField(_("signature"), max_length=86)
    digest = models.CharField(_("digest"), max_length=64)
    seal = models.OneToOneField(
        *(Seal, models.PROTECT), null=True, blank=True, related_name="+", verbose_name=_("our seal")
    )
    signed_with = models.ForeignKey(
        *(PartnerKey, models.PROTECT), null=True, blank=True, related_name="statements", verbose_name=_("their key")
    )
    by = models.ForeignKey(
        *(settings.AUTH_USER_MODEL, models.PROTECT),
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entered by"),
    )
    entered_at = models.DateTimeField(_("entered at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("statement on a joint member")
        verbose_name_plural = _("statements on joint members")
        ordering = ["-entered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(name="joint_statement_once", fields=["way", "digest"]),
            models.CheckConstraint(
                name="joint_statement_signed_by_one_side",
                condition=Q(way="out", seal__isnull=False, signed_with=None)
                | Q(way="in", seal=None, signed_with__isnull=False),
            ),
        ]

    def __str__(self):
        return listed(self.membership.party, self.network, localise(self.year))
