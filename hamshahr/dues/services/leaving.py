"""A member that withdraws with notice, and one that unpaid fees suspend until they are paid."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.bodies.models import Decision, Membership, MembershipStep
from hamshahr.bodies.rules import state_on
from hamshahr.bodies.services import take_step
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.errors import Refused

from .. import notices, rules
from ..models import Invoice, Suspension, Withdrawal

State = MembershipStep.State


def locked(membership: Membership) -> Membership:
    rows = Membership.objects.select_for_update(of=["self"])
    return rows.select_related("body", "party").get(pk=membership.pk)


@transaction.atomic
def withdraw(*, membership: Membership, given_on: date, reason: str, today: date, by: User | None) -> Withdrawal:
    """Enter the notice of a member; the membership ends with the period of the statutes, and its fees stay owed."""
    membership = locked(membership)
    if obstacle := rules.obstacle_to_withdraw(membership, given_on=given_on, today=today):
        raise Refused(obstacle)
    rule = rules.notice_rule(membership.body, given_on)
    notice = Withdrawal(membership=membership, given_on=given_on, reason=reason.strip(), by=by)
    notice.ends_on = rules.end_of_notice(rule, given_on)
    if rule is not None:
        notice.statute, notice.article = rule.statute, rule.article
    notice.full_clean()
    log.save(notice, "dues.withdrawal_entered", by=by, reason=notice.reason)
    notices.withdrawal_entered(notice)
    if notice.ends_on <= today:
        leave(notice, by=by)
    return notice


@transaction.atomic
def revoke_withdrawal(*, withdrawal: Withdrawal, reason: str, today: date, by: User | None) -> Withdrawal:
    """Take back a notice while its period runs."""
    locked(withdrawal.membership)
    withdrawal = Withdrawal.objects.select_for_update(of=["self"]).get(pk=withdrawal.pk)
    if obstacle := rules.obstacle_to_revoke(withdrawal, today=today):
        raise Refused(obstacle)
    withdrawal.revoked_at, withdrawal.revoked_reason = timezone.now(), reason.strip()
    withdrawal.full_clean()
    log.save(withdrawal, "dues.withdrawal_revoked", by=by, reason=withdrawal.revoked_reason)
    return withdrawal


def end_withdrawn(*, on: date) -> list[Withdrawal]:
    """End the memberships whose period of notice is over; each in a transaction of its own."""
    due = Withdrawal.objects.due(on).order_by("ends_on", "pk")
    inside = [notice for notice in due if state_on(notice.membership, on) in rules.INSIDE]
    return [ended(notice) for notice in inside]


@transaction.atomic
def ended(notice: Withdrawal) -> Withdrawal:
    locked(notice.membership)
    notice = Withdrawal.objects.select_for_update(of=["self"]).select_related("membership").get(pk=notice.pk)
    if notice.step_id is None:
        leave(notice, by=None)
    return notice


def leave(notice: Withdrawal, *, by: User | None) -> None:
    """Take the step by which the membership ends."""
    reason = _("Withdrawn with notice of %(day)s") % {"day": format_day(notice.given_on)}
    words = {"happened_on": notice.ends_on, "reason": reason, "by": by}
    notice.step = take_step(membership=notice.membership, state=State.LEFT, **words)
    log.save(notice, "dues.withdrawal_ended", by=by)


@transaction.atomic
def suspend_for_arrears(*, membership: Membership, decision: Decision, on: date, by: User | None) -> Suspension:
    """Suspend a member whose fees are overdue for as many years as the statutes say, by the decision of an organ."""
    membership = locked(membership)
    if obstacle := rules.obstacle_to_suspend(membership, on=on):
        raise Refused(obstacle)
    rule, years = rules.suspension_rule(membership.body, on), rules.years_unpaid(membership, on)
    reason = _("Fees not paid: %(years)s (article %(article)s)") % {
        "years": rules.years_words(years),
        "article": rule.article,
    }
    words = {"happened_on": on, "reason": reason, "decision": decision, "by": by}
    step = take_step(membership=membership, state=State.SUSPENDED, **words)
    suspension = Suspension(membership=membership, step=step, years=years)
    suspension.statute, suspension.article = rule.statute, rule.article
    suspension.full_clean()
    log.save(suspension, "dues.suspended", by=by, reason=reason)
    return suspension


def lift_if_paid(membership: Membership, *, on: date, by: User | None) -> None:
    """Lift a suspension for unpaid fees once nothing of its years is open; called where money or grounds come in."""
    suspension = Suspension.objects.select_for_update(of=["self"]).filter(membership=membership, lifted_by=None).first()
    if suspension is None or state_on(membership, on) != State.SUSPENDED:
        return
    invoices = Invoice.objects.filter(membership=membership, year__in=suspension.years)
    if any(rules.open_amount(invoice) > 0 for invoice in invoices):
        return
    reason = _("The fees are settled: %(years)s") % {"years": rules.years_words(suspension.years)}
    suspension.lifted_by = take_step(membership=membership, state=State.ACTIVE, happened_on=on, reason=reason, by=by)
    log.save(suspension, "dues.suspension_lifted", by=by, reason=reason)
