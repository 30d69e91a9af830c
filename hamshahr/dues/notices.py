"""The letters of this room: invoices, reminders, receipts, refused proofs; each reader's in their own language."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.bodies.notices import readers, tell
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import say
from hamshahr.letters.models import Letter
from hamshahr.letters.services import Words
from hamshahr.parties.models import Liaison, Party

from .models import Invoice, Payment, Proof, Withdrawal
from .money import show
from .rules import open_amount as still_open

REMINDER = "dues.reminder"


def payers(party: Party, on: date) -> list[User]:
    """Who has the dues of a city that day, or else its contacts."""
    rows = Liaison.objects.on(on).filter(party=party, user__is_active=True)
    for duty in (Liaison.Duty.DUES, Liaison.Duty.CONTACT):
        if found := [row.user for row in rows.filter(duty=duty).select_related("user").order_by("pk")]:
            return found
    return []


def address_of(invoice: Invoice) -> str:
    return settings.ADDRESS + reverse("dues:invoice", args=[invoice.party.slug, invoice.key])


def named(invoice: Invoice, amount: Decimal | None = None) -> dict[str, str]:
    return {
        "city": say(invoice.party.names),
        "body": say(invoice.body.names),
        "number": invoice.code,
        "year": localise(invoice.year),
        "amount": show(invoice.total if amount is None else amount, invoice.currency),
        "due": format_day(invoice.due_on),
    }


def write(
    to: Iterable[User], kind: str, key: str, invoice: Invoice, words: Callable[[], tuple[str, list[str]]]
) -> list[Letter]:
    def whole() -> tuple[str, list[str]]:
        subject, paragraphs = words()
        return subject, [*paragraphs, address_of(invoice)]

    return tell(to, kind=kind, key=key, words=whole)


def invoice_issued(invoice: Invoice) -> list[Letter]:
    """Tell who pays that an invoice is there."""

    def words() -> tuple[str, list[str]]:
        subject = _("%(body)s: dues of %(city)s for %(year)s") % named(invoice)
        lead = _("Invoice %(number)s: %(amount)s, to be paid by %(due)s.") % named(invoice)
        how = _("The invoice as a PDF, how it was found, and the place for the proof of your transfer are here:")
        return subject, [lead, how]

    to = payers(invoice.party, invoice.issued_on)
    return write(to, "dues.invoice", f"dues:{invoice.key}:issued", invoice, words)


def invoice_reminded(invoice: Invoice, *, stage: int, open_amount: Decimal, on: date) -> list[Letter]:
    """Remind who pays of what is open; once for each stage."""

    def words() -> tuple[str, list[str]]:
        return reminder_words(invoice, stage, open_amount)

    return write(payers(invoice.party, on), REMINDER, f"dues:{invoice.key}:remind:{stage}", invoice, words)


def reminder_words(invoice: Invoice, stage: int, amount: Decimal) -> tuple[str, list[str]]:
    """Another letter before the due day, on it, and after it."""
    said = named(invoice, amount)
    proof = _("If you have paid, bring the proof of the transfer; it is enough to stop these letters.")
    if stage < 0:
        subject = _("Dues for %(year)s: to be paid by %(due)s") % said
        return subject, [_("Of invoice %(number)s %(amount)s is open, to be paid by %(due)s.") % said]
    if stage == 0:
        subject = _("Dues for %(year)s: due today") % said
        return subject, [_("Invoice %(number)s is due: %(amount)s is open.") % said, proof]
    subject = _("Dues for %(year)s: overdue since %(due)s") % said
    lead = _("Of invoice %(number)s %(amount)s is still open; it was to be paid by %(due)s.") % said
    loss = _("A member in arrears may lose its vote until the dues are paid.")
    return subject, [lead, loss, proof]


def last_look(letter: Letter) -> Words | None:
    """Withhold a reminder of what has been paid, or made void, since it was written, or whose proof waits."""
    invoice = Invoice.objects.filter(key=letter.key.split(":")[1]).first()
    if invoice is None or still_open(invoice) <= 0 or invoice.proofs.waiting().exists():
        return None
    return Words(letter.text, letter.html)


def payment_recorded(payment: Payment, invoice: Invoice) -> list[Letter]:
    """Send the receipt."""

    def words() -> tuple[str, list[str]]:
        said = named(invoice) | {
            "receipt": payment.code,
            "paid": show(payment.amount, payment.currency),
            "day": format_day(payment.received_on),
            "reference": payment.reference,
            "open": show(still_open(invoice), invoice.currency),
        }
        subject = _("Receipt %(receipt)s: %(paid)s") % said
        lead = _("%(paid)s came in on %(day)s with the reference “%(reference)s”, for invoice %(number)s.") % said
        return subject, [lead, _("Still open of this invoice: %(open)s.") % said]

    to = payers(payment.party, payment.received_on)
    return write(to, "dues.receipt", f"dues:{payment.key}:receipt", invoice, words)


def proof_refused(proof: Proof) -> list[Letter]:
    """Tell who brought a proof why it was refused."""

    def words() -> tuple[str, list[str]]:
        said = named(proof.invoice) | {"reason": proof.reason, "reference": proof.reference}
        subject = _("The proof for invoice %(number)s was not accepted") % said
        lead = _("The proof “%(reference)s” for invoice %(number)s was not accepted.") % said
        return subject, [lead, _("Reason: %(reason)s") % said]

    return write([proof.brought_by], "dues.proof", f"dues:{proof.key}:refused", proof.invoice, words)


def withdrawal_entered(withdrawal: Withdrawal) -> list[Letter]:
    """Tell the secretariat and the contacts of a city that it gave notice, and until when it is a member."""

    def words() -> tuple[str, list[str]]:
        said = {
            "city": say(withdrawal.party.names),
            "body": say(withdrawal.membership.body.names),
            "given": format_day(withdrawal.given_on),
            "end": format_day(withdrawal.ends_on),
        }
        subject = _("%(city)s withdraws from %(body)s") % said
        lead = _("Notice was given on %(given)s; the membership ends on %(end)s.") % said
        return subject, [lead, _("The fees up to that day stay owed.")]

    to = readers([withdrawal.party], withdrawal.given_on)
    return tell(to, kind="dues.withdrawal", key=f"dues:withdrawal:{withdrawal.pk}", words=words)
