"""Proofs of transfers: brought once, drawn anew, confirmed as a payment or refused with a reason."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.drawing import Paper
from hamshahr.kernel.errors import Refused

from .. import notices, rules
from ..models import Invoice, Proof, ProofPage
from .books import locked_account, record_payment


@transaction.atomic
def bring_proof(
    *, invoice: Invoice, paper: Paper, amount: Decimal, paid_on: date, reference: str, today: date, by: User
) -> Proof:
    """Keep the pages of a proof; the same file again gives the same proof."""
    locked_account(invoice.membership)
    if again := invoice.proofs.filter(digest=paper.digest).first():
        return again
    if obstacle := rules.obstacle_to_bring_proof(invoice, amount, paid_on=paid_on, today=today):
        raise Refused(obstacle)
    proof = Proof(invoice=invoice, amount=amount, paid_on=paid_on, reference=reference.strip(), brought_by=by)
    proof.digest = paper.digest
    proof.full_clean()
    log.save(proof, "proof.brought", by=by)
    ProofPage.objects.bulk_create(
        ProofPage(proof=proof, number=number, picture=picture) for number, picture in enumerate(paper.pages, start=1)
    )
    return proof


def locked(proof: Proof) -> Proof:
    rows = Proof.objects.select_for_update(of=["self"])
    return rows.select_related("invoice__membership__party", "invoice__body").get(pk=proof.pk)


@transaction.atomic
def confirm_proof(
    *,
    proof: Proof,
    amount: Decimal,
    received_on: date,
    reference: str,
    today: date,
    by: User | None,
    currency: str = "",
) -> Proof:
    """Enter the payment that a proof told of, as the bank has it; the member gets the number of its receipt."""
    proof = locked(proof)
    if obstacle := rules.obstacle_to_decide_proof(proof, by):
        raise Refused(obstacle)
    words = {"amount": amount, "received_on": received_on, "reference": reference, "today": today, "by": by}
    words["currency"] = currency
    payment = record_payment(invoice=proof.invoice, **words)
    if obstacle := rules.obstacle_of_used_payment(payment):
        raise Refused(obstacle)
    proof.outcome, proof.payment = Proof.Outcome.CONFIRMED, payment
    return decided(proof, "proof.confirmed", today=today, by=by)


@transaction.atomic
def refuse_proof(*, proof: Proof, reason: str, today: date, by: User | None) -> Proof:
    """Refuse a proof; whoever brought it reads why."""
    proof = locked(proof)
    if obstacle := rules.obstacle_to_decide_proof(proof, by):
        raise Refused(obstacle)
    proof.outcome, proof.reason = Proof.Outcome.REFUSED, reason.strip()
    decided(proof, "proof.refused", today=today, by=by)
    notices.proof_refused(proof)
    return proof


def decided(proof: Proof, verb: str, *, today: date, by: User | None) -> Proof:
    proof.decided_on, proof.decided_by = today, by
    proof.full_clean()
    log.save(proof, verb, by=by, reason=proof.reason)
    return proof
