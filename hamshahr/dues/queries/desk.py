"""The dues of a city at its desk: accounts, bills, payments, and what awaits it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Membership
from hamshahr.bodies.rules import state_on
from hamshahr.kernel.awaiting import Awaited
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.citing import cited
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import reading_language, say
from hamshahr.parties.models import Liaison, Party

from ..models import Invoice, Payment, Proof, billable
from ..money import ZERO, show
from ..rules.leaving import INSIDE
from ..rules.people import may_withdraw
from .standing import Standing, balances, standing_on, standing_words, state_of, state_words, with_open


@dataclass(frozen=True)
class Bill:
    """An invoice with what is open of it, and what it is on a day."""

    invoice: Invoice
    open: Decimal
    state: str

    @property
    def word(self) -> str:
        return state_words()[self.state]


def bills_of(party: Party, user: User, on: date) -> list[Bill]:
    """The invoices of a city that a user may see, latest first."""
    rows = with_open(Invoice.objects.visible_to(user).filter(membership__party=party))
    rows = rows.select_related("body", "membership__party", "rate", "scale", "replaces__body")
    return [Bill(row, row.open or ZERO, state_of(row, on)) for row in rows]


@dataclass(frozen=True)
class Account:
    """One membership of a city as its desk shows it."""

    membership: Membership
    standing: Standing
    balances: dict[str, Decimal]
    leaving: str = ""
    may_leave: bool = False

    @property
    def word(self) -> str:
        return standing_words()[self.standing.state]

    @property
    def owed(self) -> list[str]:
        return [show(amount, currency) for currency, amount in self.balances.items() if amount > 0]

    @property
    def credit(self) -> list[str]:
        return [show(-amount, currency) for currency, amount in self.balances.items() if amount < 0]


def accounts_of(party: Party, user: User, on: date) -> list[Account]:
    """The memberships of a city that were charged, with what they are on a day."""
    concerned = Q(dues_lines__isnull=False) | Q(paid_elsewhere__isnull=False) | Q(waivers__isnull=False)
    rows = billable(user).filter(concerned, party=party).distinct().select_related("body")
    return [account_of(row, user, on) for row in rows]


def account_of(membership: Membership, user: User, on: date) -> Account:
    """One membership on a day: its account, the notice that was given, and whether the reader may give one."""
    may_leave = may_withdraw(user, membership) and state_on(membership, on) in INSIDE
    notice = membership.withdrawals.standing().filter(step=None).first()
    said = ""
    if notice is not None:
        words = {"given": format_day(notice.given_on), "end": format_day(notice.ends_on)}
        said = _("Notice was given on %(given)s; the membership ends on %(end)s.") % words
        said = cited(said, notice.article, reading_language())
    return Account(membership, standing_on(membership, on), balances(membership), said, may_leave)


def payments_of(party: Party, user: User) -> QuerySet[Payment]:
    rows = Payment.objects.visible_to(user).filter(membership__party=party)
    return rows.select_related("body", "membership__party")


def proofs_of(invoice: Invoice, user: User) -> QuerySet[Proof]:
    return Proof.objects.visible_to(user).filter(invoice=invoice).select_related("payment__body", "brought_by")


def awaiting(party: Party, on: date) -> list[Awaited]:
    """Invoices to be paid, and those whose proof waits in the office; one query."""
    waiting = Proof.objects.waiting().filter(invoice=OuterRef("pk"))
    rows = with_open(Invoice.objects.filter(membership__party=party)).filter(open__gt=0)
    rows = rows.annotate(waits=Exists(waiting)).select_related("body", "membership__party").order_by("due_on", "pk")
    return [proof_waits(row) if row.waits else to_pay(row) for row in rows]


def words_of(invoice: Invoice) -> dict[str, str]:
    return {
        "amount": show(invoice.open, invoice.currency),
        "body": say(invoice.body.names),
        "year": localise(invoice.year),
        "number": invoice.code,
    }


def to_pay(invoice: Invoice) -> Awaited:
    return Awaited(
        "dues.open",
        _("Pay the dues of %(year)s: %(amount)s (%(body)s)") % words_of(invoice),
        invoice.due_on,
        Liaison.Duty.DUES,
        _("The city is in arrears and may lose its vote."),
        reverse("dues:invoice", args=[invoice.party.slug, invoice.key]),
    )


def proof_waits(invoice: Invoice) -> Awaited:
    return Awaited(
        "proof.waiting",
        _("Proof of the dues of %(year)s: %(amount)s (%(body)s)") % words_of(invoice),
        None,
        Liaison.Duty.DUES,
        _("The secretariat looks at it; nothing is for you to do."),
        reverse("dues:invoice", args=[invoice.party.slug, invoice.key]),
    )
