"""The books: invoices, payments and the lines of the ledger; what is written there stays as it is."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hamshahr.bodies.models import Body, Membership
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import listed
from hamshahr.parties.models import Liaison

from .amounts import MoneyField
from .figures import CURRENCY, ExchangeRate
from .scales import FeeScale

SEEING_DUTIES = (Liaison.Duty.CONTACT, Liaison.Duty.DUES, Liaison.Duty.READER)


def new_key() -> str:
    return get_random_string(12)


def keeps_books(user):
    """Whether a user keeps the books today: the treasurer, and the secretariat."""
    return user.is_secretariat or user.is_treasurer


def seeing(user, path: str = "membership__") -> Q:
    """The dues that a user may see: those of the cities whose contact, dues officer or reader they are, or all."""
    if not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    if keeps_books(user):
        return ~Q(pk__in=[])
    own = user.liaisons.on(timezone.localdate()).filter(duty__in=SEEING_DUTIES)
    return Q((f"{path}party__in", own.values("party")))


def billable(user):
    """The memberships whose dues a user may see."""
    return Membership.objects.filter(seeing(user, ""))


class BookQuerySet(models.QuerySet):
    """Rows that are written once: the application has no way to change or to delete them."""

    def visible_to(self, user):
        return self.filter(seeing(user))

    def update(self, **fields):
        raise Refused(stays())

    def delete(self):
        raise Refused(stays())


def stays() -> str:
    return gettext("What is written in the books stays; a mistake is mended by a further line.")


class Written(models.Model):
    """A row of the books."""

    objects = BookQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, **options):
        if not self._state.adding:
            raise Refused(stays())
        super().save(**{**options, "force_insert": True})

    def delete(self, **options):
        raise Refused(stays())


class Counter(models.Model):
    """The last number that was given in a row of numbers without gaps; locked while the next one is given."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    last = models.PositiveIntegerField(default=0)

    is_derived = True  # it repeats the greatest number of the books

    class Meta:
        constraints = [models.UniqueConstraint(name="counter_once_per_row", fields=["body", "year", "kind"])]

    def __str__(self):
        return f"{self.kind} {self.year}: {self.last}"


class Invoice(Written):
    """What a member is asked to pay for a year, with the rule and the figures it was found by, as they were then.

    Whether it is paid or void follows from the lines of the ledger. ``edition`` counts the invoices of one member for
    one year: a further one replaces the void one before it.
    """

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="invoices", verbose_name=_("body"))
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="invoices", verbose_name=_("membership")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    edition = models.PositiveSmallIntegerField(pgettext_lazy("of an invoice", "edition"), default=1)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    scale = models.ForeignKey(FeeScale, on_delete=models.PROTECT, related_name="invoices", verbose_name=_("fee rule"))
    total = MoneyField(_("total"))
    tax = MoneyField(_("tax held in it"))
    currency = models.CharField(_("currency"), max_length=3, validators=[CURRENCY])
    rate = models.ForeignKey(
        ExchangeRate,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invoices",
        verbose_name=_("exchange rate"),
    )
    issued_on = models.DateField(_("issued on"))
    due_on = models.DateField(_("to be paid by"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    billed_by = models.CharField(_("billed by"), max_length=300)
    billed_to = models.CharField(_("billed to"), max_length=300)
    figures = models.JSONField(_("figures"), default=dict)

    class Meta:
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(name="invoice_number_once", fields=["body", "year", "number"]),
            models.UniqueConstraint(name="invoice_edition_once", fields=["membership", "year", "edition"]),
            models.CheckConstraint(
                name="invoice_total_holds_its_tax", condition=Q(total__gte=0, tax__gte=0, tax__lte=F("total"))
            ),
        ]
        indexes = [models.Index(fields=["due_on"], name="invoice_due")]

    def __str__(self):
        return self.code

    @property
    def code(self):
        """Its official number, such as METROPOLIS-2026-0007."""
        return f"{self.body.slug.upper()}-{self.year}-{self.number:04}"

    @property
    def party(self):
        return self.membership.party


class Payment(Written):
    """Money that came in from a member, with the receipt's number; how it was used stands in the lines.

    What came in another currency than the invoice's keeps the rate at which its lines were reckoned.
    """

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="payments", verbose_name=_("body"))
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="payments", verbose_name=_("membership")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    amount = MoneyField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3, validators=[CURRENCY])
    rate = models.ForeignKey(
        ExchangeRate,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="payments",
        verbose_name=_("exchange rate"),
    )
    received_on = models.DateField(_("received on"))
    reference = models.CharField(_("reference of the bank"), max_length=120)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entered by"),
    )

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.UniqueConstraint(name="payment_number_once", fields=["body", "year", "number"]),
            models.UniqueConstraint(
                name="payment_once_per_reference",
                fields=["membership", "reference", "received_on", "amount"],
                violation_error_message=_("This payment is in the books already."),
            ),
            models.CheckConstraint(
                name="payment_is_above_zero",
                condition=Q(amount__gt=0),
                violation_error_message=_("A payment is greater than zero."),
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def code(self):
        """The official number of its receipt."""
        return f"{self.body.slug.upper()}-R-{self.year}-{self.number:04}"

    @property
    def party(self):
        return self.membership.party


class Line(Written):
    """One line of a member's account: above zero is owed, below zero is paid; its sum is what the member owes.

    A line with an invoice counts for that invoice, one without stands on account.
    """

    class Kind(models.TextChoices):
        CHARGED = "charged", _("invoice")
        VOIDED = "voided", _("invoice made void")
        PAID = "paid", _("payment")
        RETURNED = "returned", _("payment taken back")
        CREDITED = "credited", pgettext_lazy("to an account", "credit")
        CARRIED = "carried", _("credit carried over")

    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="dues_lines", verbose_name=_("membership")
    )
    invoice = models.ForeignKey(
        Invoice, on_delete=models.PROTECT, null=True, blank=True, related_name="lines", verbose_name=_("invoice")
    )
    payment = models.ForeignKey(
        Payment, on_delete=models.PROTECT, null=True, blank=True, related_name="lines", verbose_name=_("payment")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    amount = MoneyField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3, validators=[CURRENCY])
    on = models.DateField(_("on"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    entered_at = models.DateTimeField(_("entered at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("line of the ledger")
        verbose_name_plural = _("lines of the ledger")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="line_one_charge_per_invoice", fields=["invoice"], condition=Q(kind="charged")
            ),
            models.UniqueConstraint(
                name="line_one_voiding_per_invoice", fields=["invoice"], condition=Q(kind="voided")
            ),
            models.CheckConstraint(
                name="line_is_not_zero", condition=~Q(amount=0) | Q(kind="charged") | Q(kind="voided")
            ),
        ]

    def __str__(self):
        return listed(self.get_kind_display(), f"{self.amount} {self.currency}")
