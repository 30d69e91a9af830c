"""What happens to an honour after it was conferred: prize, acceptance, payment, revocation."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.seals.models import Seal
from hamshahr.seals.services import revoke

from .. import rules
from ..models import Honour
from ..sealing import seal_of


def locked(honour: Honour) -> Honour:
    rows = Honour.objects.select_for_update(of=["self"]).select_related("outcome__call__body", "distinction__edition")
    return rows.get(pk=honour.pk)


@transaction.atomic
def set_prize(*, honour: Honour, prize: Decimal, currency: str, by: User | None) -> Honour:
    """Say which prize goes with an honour, before it is accepted."""
    honour = locked(honour)
    if obstacle := rules.obstacle_to_accept(honour):
        raise Refused(obstacle)
    honour.prize, honour.currency = prize, currency
    honour.full_clean()
    log.save(honour, "honour.prize_set", by=by)
    return honour


@transaction.atomic
def accept_honour(*, honour: Honour, on: date, by: User) -> Honour:
    """The city accepts what was conferred on it."""
    honour = locked(honour)
    if honour.accepted_by_id == by.pk:
        return honour
    if obstacle := rules.obstacle_to_accept(honour):
        raise Refused(obstacle)
    honour.accepted_on, honour.accepted_by = on, by
    log.save(honour, "honour.accepted", by=by)
    return honour


@transaction.atomic
def pay_prize(*, honour: Honour, paid_on: date, reference: str, by: User | None) -> Honour:
    """Enter the payment of a prize that the city has accepted."""
    honour = locked(honour)
    if (honour.paid_on, honour.reference) == (paid_on, reference.strip()):
        return honour
    if obstacle := rules.obstacle_to_pay_prize(honour):
        raise Refused(obstacle)
    honour.paid_on, honour.reference = paid_on, reference.strip()
    honour.full_clean()
    log.save(honour, "honour.paid", by=by)
    return honour


@transaction.atomic
def revoke_honour(*, honour: Honour, reason: str, at: datetime, on: date, by: User) -> Honour:
    """Revoke an honour with its seal; it stays in the register with the reason."""
    honour = locked(honour)
    if honour.revoked_on is not None:
        return honour
    if obstacle := rules.obstacle_to_revoke(honour, reason):
        raise Refused(obstacle)
    honour.revoked_on, honour.revoked_by, honour.reason = on, by, reason.strip()
    honour.full_clean()
    log.save(honour, "honour.revoked", by=by, reason=reason)
    revoke(seal=seal_of(honour), ground=Seal.Ground.WITHDRAWN, reason=reason, at=at, by=by)
    return honour
