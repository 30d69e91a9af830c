"""Laying a duty on a desk or a body, closing it with a proof, waiving it by another resolution."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Party
from hamshahr.record.services import enter

from .. import notices, rules
from ..entries import DONE
from ..models import Duty, Resolution

NOTICE = timedelta(days=14)


@transaction.atomic
def lay_duty(
    *,
    resolution: Resolution,
    words: Any,
    due_on: date,
    by: User | None,
    party: Party | None = None,
    body: Body | None = None,
) -> Duty:
    """Lay a duty on a desk or a body; whoever bears it gets a letter."""
    resolution = Resolution.objects.select_for_update(of=["self"]).get(pk=resolution.pk)
    if obstacle := rules.obstacle_to_lay_duty(resolution, party=party, body=body, due_on=due_on):
        raise Refused(obstacle)
    duty = Duty(resolution=resolution, party=party, body=body, words=words, due_on=due_on)
    duty.full_clean()
    log.save(duty, "duty.laid", by=by)
    notices.duty_laid(duty, timezone.localdate())
    return duty


def locked(duty: Duty) -> Duty:
    rows = Duty.objects.select_for_update(of=["self"]).select_related("resolution__body", "party", "body")
    return rows.get(pk=duty.pk)


@transaction.atomic
def close_duty(*, duty: Duty, proof: str, done_on: date, by: User, link: str = "", today: date | None = None) -> Duty:
    """Close a duty with its proof; the body that decided is told."""
    duty, today = locked(duty), today or timezone.localdate()
    if (duty.done_on, duty.proof, duty.link) == (done_on, proof, link):
        return duty
    if obstacle := rules.obstacle_to_close_duty(duty, done_on=done_on, proof=proof, today=today):
        raise Refused(obstacle)
    duty.done_on, duty.proof, duty.link, duty.done_by = done_on, proof, link, by
    duty.full_clean()
    if duty.party is None:
        log.save(duty, DONE, by=by)
    else:
        enter_done(duty, by)
    notices.duty_done(duty, today)
    return duty


def enter_done(duty: Duty, by: User) -> None:
    """A city that does what a body asked of it has it in its record, on the day on which it was done."""
    day = PartialDate.of(duty.done_on)
    enter(DONE, party=duty.party, source=duty, happened_on=day, by=by, changes=log.saved(duty))


@transaction.atomic
def waive_duty(*, duty: Duty, by_resolution: Resolution, by: User, reason: str = "") -> Duty:
    """Release whoever bears a duty, by a later resolution of the same body."""
    duty = locked(duty)
    if obstacle := rules.obstacle_to_waive(duty, by_resolution=by_resolution):
        raise Refused(obstacle)
    duty.waived_by = by_resolution
    duty.full_clean()
    log.save(duty, "duty.waived", by=by, reason=reason)
    notices.duty_waived(duty, timezone.localdate())
    return duty


def remind_of_duties(*, on: date) -> int:
    """Write to who bears a duty that is due within two weeks or late, once each; how many letters."""
    rows = Duty.objects.pending().filter(due_on__lte=on + NOTICE).select_related("resolution__body", "party", "body")
    return sum(len(notices.duty_near(duty, on)) for duty in rows)
