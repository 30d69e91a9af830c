"""A year of which a member owes nothing: paid in another network, or waived by an organ; an open invoice falls."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body, Decision, Membership
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import listed, say

from .. import notices, rules
from ..assessing import FeeBook
from ..models import PaidElsewhere, Waiver
from .books import carry_credit, locked_account
from .invoicing import cancel, written
from .leaving import lift_if_paid

Ground = PaidElsewhere | Waiver


@transaction.atomic
def record_paid_elsewhere(
    *, membership: Membership, year: int, network: Body, on: date, by: User | None, **words: Any
) -> PaidElsewhere:
    """Enter that a joint member paid the one fee in the other network, once; ``words`` are source and statement."""
    membership = locked_account(membership)
    ground = PaidElsewhere(membership=membership, year=year, network=network, by=by, **words)
    if again := membership.paid_elsewhere.standing().filter(year=year, network=network).first():
        return again
    if obstacle := rules.obstacle_to_record_elsewhere(ground):
        raise Refused(obstacle)
    return released(ground, "dues.paid_elsewhere", _("Paid in %(network)s") % {"network": say(network.names)}, on=on)


@transaction.atomic
def acknowledge_payment_elsewhere(
    membership: Membership, year: int, network: Body, statement: Mapping[str, Any], digest: str, by: User | None
) -> PaidElsewhere:
    """Take over what the other network stated of a joint member's fee; the same statement again is this one."""
    membership = locked_account(membership)
    ground = PaidElsewhere(membership=membership, year=year, network=network, by=by, signed=dict(statement))
    ground.digest = digest
    if known := PaidElsewhere.objects.filter(digest=digest).select_related("membership").first():
        if obstacle := rules.obstacle_of_statement(known, ground):
            raise Refused(obstacle)
        return known
    typed = membership.paid_elsewhere.standing().filter(year=year, network=network, digest="").first()
    if typed is not None:
        return proven(typed, ground, by)
    if obstacle := rules.obstacle_to_record_elsewhere(ground):
        raise Refused(obstacle)
    ground.statement = str(statement.get("serial", ""))[:120]
    ground.source = listed(say(network.names), ground.statement)[:600]
    reason = _("Paid in %(network)s") % {"network": say(network.names)}
    return released(ground, "dues.paid_elsewhere", reason, on=timezone.localdate())


def proven(typed: PaidElsewhere, ground: PaidElsewhere, by: User | None) -> PaidElsewhere:
    """Lay the signed statement to what somebody had entered by hand."""
    typed.signed, typed.digest = ground.signed, ground.digest
    typed.full_clean()
    log.save(typed, "dues.statement_kept", by=by)
    return typed


@transaction.atomic
def waive_fee(
    *, membership: Membership, year: int, decision: Decision, source: str, on: date, by: User | None
) -> Waiver:
    """Enter that an organ waived the fee of a year, once."""
    membership = locked_account(membership)
    ground = Waiver(membership=membership, year=year, decision=decision, source=source, by=by)
    if again := membership.waivers.standing().filter(year=year, decision=decision).first():
        return again
    if obstacle := rules.obstacle_to_waive(ground):
        raise Refused(obstacle)
    return released(ground, "dues.waived", _("Waived: %(decision)s") % {"decision": decision}, on=on)


def released(ground: Any, verb: str, reason: str, *, on: date) -> Any:
    """Store the ground; an invoice of the year that is open falls, and what was paid of it becomes credit."""
    ground.full_clean()
    log.save(ground, verb, by=ground.by)
    membership = ground.membership
    for invoice in membership.invoices.filter(year=ground.year):
        if not rules.is_void(invoice):
            cancel(invoice, membership, on=on, reason=reason[:300], by=ground.by)
            carry_credit(membership, invoice.currency, on=on, by=ground.by)
    lift_if_paid(membership, on=on, by=ground.by)
    return ground


@transaction.atomic
def withdraw_ground(*, ground: Ground, reason: str, on: date, by: User | None) -> Ground:
    """Take back what was entered by mistake; the invoice that had fallen is issued anew."""
    membership = locked_account(ground.membership)
    ground = type(ground).objects.select_for_update(of=["self"]).get(pk=ground.pk)
    if obstacle := rules.obstacle_to_withdraw_ground(ground):
        raise Refused(obstacle)
    ground.withdrawn_at, ground.reason = timezone.now(), reason.strip()
    ground.full_clean()
    log.save(ground, "dues.ground_withdrawn", by=by, reason=ground.reason)
    last = membership.invoices.filter(year=ground.year).order_by("-edition").first()
    if last is not None and rules.is_void(last):
        with override(last.language):
            assessment = FeeBook(last.body, last.year).assess(membership)
        new = written(assessment, membership, on=on, by=by, replaces=last)
        carry_credit(membership, new.currency, on=on, by=by)
        notices.invoice_issued(new)
    return ground
