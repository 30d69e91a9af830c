"""What stands in the way of each act on the figures, the books and the proofs."""

from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Membership
from hamshahr.bodies.rules.memberships import of_one_tree
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.digits import localise

from ..assessing import Assessment
from ..models import (
    CountryIncome,
    ExchangeRate,
    FeeScale,
    Footing,
    Invoice,
    Line,
    PaidElsewhere,
    Payment,
    Proof,
    Waiver,
    Watch,
)
from ..money import ZERO, places_of, rounded, show
from ..rates import rate_between
from ..wording import missing_words

LARGEST = Decimal("999999999999.99")


# Figures


def obstacle_to_publish_scale(scale: FeeScale, cells: int) -> str | None:
    """Why this version of the fee rules cannot come into force on its day, or None."""
    later = FeeScale.objects.filter(body=scale.body, starts_on__gte=scale.starts_on).order_by("starts_on").first()
    if later is not None:
        return _("A version of %(day)s is there already; a further one begins later.") % {
            "day": format_day(later.starts_on)
        }
    if scale.way == FeeScale.Way.TABLE and not cells:
        return _("A fee table has at least one amount.")
    first = scale.starts_on.year + (scale.starts_on > date(scale.starts_on.year, 1, 1))
    charged = scale.body.invoices.filter(year__gte=first).order_by("-year").first()
    if charged is not None:
        return _("The year %(year)s has been invoiced by the rules before.") % {"year": localise(charged.year)}
    return None


def obstacle_to_index(scale: FeeScale, *, starts_on: date) -> str | None:
    """Why this version cannot be indexed from that day on, or None."""
    began = scale.starts_on
    due = began.replace(day=min(began.day, 28), year=began.year + scale.indexed_every)
    if starts_on < due:
        return _("Article %(article)s: indexed every %(years)s years, next on %(day)s.") % {
            "article": scale.article,
            "years": localise(scale.indexed_every),
            "day": format_day(due),
        }
    return None


def obstacle_to_follow_on(before: CountryIncome | Footing | None, *, starts_on: date) -> str | None:
    """Why a figure cannot replace the one before it from that day on, or None."""
    if before is not None and before.starts_on >= starts_on:
        return _("A figure from %(day)s on is there already; a further one begins later.") % {
            "day": format_day(before.starts_on)
        }
    return None


def obstacle_to_watch(watch: Watch) -> str | None:
    """Why an office cannot follow dues, or None."""
    if watch.office is not None and watch.office.body_id != watch.follower_id:
        return _("This office is not one of the body that follows.")
    return None


def obstacle_to_publish_rate(rate: ExchangeRate, *, today: date) -> str | None:
    """Why this rate cannot be entered, or None."""
    if rate.on > today:
        return _("This day has not come yet.")
    if ExchangeRate.objects.filter(base=rate.base, currency=rate.currency, on=rate.on).exists():
        return _("There is a rate for this day already.")
    return None


# Invoices and payments


def open_amount(invoice: Invoice, on: date | None = None) -> Decimal:
    """What is still to be paid of an invoice, on a day or as the books stand."""
    lines = invoice.lines.filter(on__lte=on) if on else invoice.lines.all()
    return lines.aggregate(sum=Sum("amount"))["sum"] or ZERO


def is_void(invoice: Invoice) -> bool:
    return invoice.lines.filter(kind=Line.Kind.VOIDED).exists()


def obstacle_to_issue(assessment: Assessment) -> str | None:
    """Why this member cannot be charged, or None."""
    if is_released(assessment.membership, assessment.year):
        return _("The member owes nothing of this year: it was paid in another network, or waived.")
    return " ".join(missing_words(assessment.missing)) or None


def is_released(membership: Membership, year: int) -> bool:
    """Whether something stands in place of a payment for a year."""
    grounds = (membership.paid_elsewhere, membership.waivers)
    return any(rows.standing().filter(year=year).exists() for rows in grounds)


def obstacle_to_record_elsewhere(ground: PaidElsewhere) -> str | None:
    """Why it cannot be that a member paid its fee in another network, or None."""
    if ground.network_id == ground.membership.body_id:
        return _("This is the network whose books these are; name the other one.")
    first = date(ground.year, 1, 1)
    footing = Footing.objects.on(first).filter(membership=ground.membership).first()
    if footing is None or footing.tie != Footing.Tie.JOINT:
        return _("Only a joint member pays one fee for two networks; enter its footing first.")
    return obstacle_to_release(ground)


def obstacle_of_statement(known: PaidElsewhere, ground: PaidElsewhere) -> str | None:
    """Why a statement that is known already cannot stand for this, or None where it says the same."""
    if known.withdrawn_at is not None:
        return _("This statement was taken back on %(day)s: %(reason)s") % {
            "day": format_day(timezone.localdate(known.withdrawn_at)),
            "reason": known.reason,
        }
    if (known.membership_id, known.year, known.network_id) != (ground.membership.pk, ground.year, ground.network.pk):
        return _("This statement stands for another payment already: %(payment)s.") % {"payment": known}
    return None


def obstacle_to_waive(ground: Waiver) -> str | None:
    """Why a fee cannot be waived by this decision, or None."""
    if not of_one_tree(ground.decision, ground.membership.body):
        return _("The decision is not one of an organ of this body.")
    return obstacle_to_release(ground)


def obstacle_to_release(ground: PaidElsewhere | Waiver) -> str | None:
    """Why nothing can stand in place of a payment for this year, or None."""
    if is_released(ground.membership, ground.year):
        return _("The member owes nothing of this year: it was paid in another network, or waived.")
    charged = [row for row in ground.membership.invoices.filter(year=ground.year) if not is_void(row)]
    if charged and all(open_amount(row) <= 0 for row in charged):
        return _("The fee of this year is paid here.")
    return None


def obstacle_to_withdraw_ground(ground: PaidElsewhere | Waiver) -> str | None:
    """Why what stands in place of a payment cannot be taken back, or None."""
    return _("This was taken back already.") if ground.withdrawn_at is not None else None


def obstacle_to_void(invoice: Invoice) -> str | None:
    """Why an invoice cannot be made void, or None."""
    return _("This invoice is void already.") if is_void(invoice) else None


def obstacle_to_pay(invoice: Invoice, *, received_on: date, today: date) -> str | None:
    """Why this payment cannot be entered for an invoice, or None."""
    if is_void(invoice):
        return _("This invoice is void; the payment belongs to the one that replaces it.")
    return _("This day has not come yet.") if received_on > today else None


def obstacle_of_amount(amount: Decimal, currency: str) -> str | None:
    """Why nobody can pay this amount, or None."""
    if amount <= 0 or amount > LARGEST:
        return _("The amount is greater than zero, and of a size that the books hold.")
    if amount != rounded(amount, currency):
        return _("%(currency)s has %(places)s places after the point.") % {
            "currency": currency,
            "places": localise(places_of(currency)),
        }
    return None


def obstacle_of_rate(invoice: Invoice, currency: str, on: date) -> str | None:
    """Why what came in this currency cannot be reckoned into that of the invoice, or None."""
    if currency == invoice.currency or rate_between(currency, invoice.currency, on) is not None:
        return None
    return _("No rate between %(paid)s and %(asked)s of the month before %(day)s is known; enter it first.") % {
        "paid": currency,
        "asked": invoice.currency,
        "day": format_day(on),
    }


def obstacle_to_return(payment: Payment) -> str | None:
    """Why a payment cannot be taken back, or None."""
    if payment.lines.filter(kind=Line.Kind.RETURNED).exists():
        return _("This payment was taken back already.")
    return None


# Proofs


def obstacle_to_bring_proof(invoice: Invoice, amount: Decimal, *, paid_on: date, today: date) -> str | None:
    """Why no proof can be brought for an invoice, or None."""
    if is_void(invoice):
        return _("This invoice is void.")
    if open_amount(invoice) <= 0:
        return _("This invoice is paid.")
    if paid_on > today:
        return _("This day has not come yet.")
    return obstacle_of_amount(amount, invoice.currency)


def obstacle_to_decide_proof(proof: Proof, by: User | None) -> str | None:
    """Why a proof cannot be confirmed or refused, or None; nobody decides on what they brought themselves."""
    if proof.outcome:
        return _("This proof was decided already: %(outcome)s.") % {"outcome": proof.get_outcome_display()}
    if by is not None and by.pk == proof.brought_by_id:
        return _("Whoever brought a proof does not decide on it.")
    return None


def obstacle_of_used_payment(payment: Payment) -> str | None:
    """Why a payment cannot be that of another proof, or None."""
    if Proof.objects.filter(payment=payment).exists():
        return _("Receipt %(number)s, %(amount)s, rests on another proof.") % {
            "number": payment.code,
            "amount": show(payment.amount, payment.currency),
        }
    return None
