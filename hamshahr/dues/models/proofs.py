"""Proofs of bank transfers: brought by the city, drawn anew, looked at in the office."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .amounts import MoneyField
from .books import Invoice, Payment, new_key, seeing


class ProofQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(seeing(user, "invoice__membership__"))

    def waiting(self):
        return self.filter(outcome="")


class Proof(models.Model):
    """The paper of a transfer that a city says it made; what is kept of the file are pictures of its pages."""

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        REFUSED = "refused", _("refused")

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="proofs", verbose_name=_("invoice"))
    amount = MoneyField(_("amount"))
    paid_on = models.DateField(_("transferred on"))
    reference = models.CharField(_("reference of the bank"), max_length=120)
    digest = models.CharField(_("digest of the file"), max_length=64)
    brought_at = models.DateTimeField(_("brought at"), default=timezone.now)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("brought by")
    )
    outcome = models.CharField(_("became of it"), max_length=10, choices=Outcome, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    payment = models.OneToOneField(
        Payment, on_delete=models.PROTECT, null=True, blank=True, related_name="proof", verbose_name=_("payment")
    )

    objects = ProofQuerySet.as_manager()

    class Meta:
        verbose_name = _("proof of payment")
        verbose_name_plural = _("proofs of payment")
        ordering = ["-brought_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="proof_once_per_invoice",
                fields=["invoice", "digest"],
                violation_error_message=_("This file was brought for this invoice already."),
            ),
            models.CheckConstraint(
                name="proof_confirmed_by_a_payment",
                condition=Q(outcome="confirmed", payment__isnull=False) | ~Q(outcome="confirmed") & Q(payment=None),
            ),
        ]

    def __str__(self):
        return f"{self.invoice}: {self.reference}"


class ProofPage(models.Model):
    """A page of a proof as a picture drawn here, without anything else that was in the file."""

    proof = models.ForeignKey(Proof, on_delete=models.PROTECT, related_name="pages")
    number = models.PositiveSmallIntegerField()
    picture = models.BinaryField()

    is_derived = True  # drawn from the file whose digest the proof keeps

    class Meta:
        ordering = ["proof", "number"]
        constraints = [models.UniqueConstraint(name="proof_page_once", fields=["proof", "number"])]

    def __str__(self):
        return f"{self.proof} {self.number}"
