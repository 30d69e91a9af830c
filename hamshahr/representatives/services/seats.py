"""Quotas agreed with another network, their seats, and who is seated there."""

from typing import Any

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body, Decision, LocalOffice, Mandate, Office
from hamshahr.bodies.periods import Day, partial
from hamshahr.bodies.services import grant_mandate
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Party, Person

from .. import rules
from ..models import OutsideSeat, Quota, Representative


@transaction.atomic
def agree_quota(*, sender: Body, office: Office, seats: int, by: User | None, **fields: Any) -> Quota:
    """Enter how many seats of an office in another network are ours, and make each of them."""
    office = Office.objects.select_for_update(of=["self"]).select_related("body").get(pk=office.pk)
    days = {name: partial(fields.pop(name, None)) for name in ("starts_on", "ends_on")}
    fields.setdefault("readers", body_of_members(sender))
    quota = Quota(outside=office.body, sender=sender, office=office, seats=seats, **days, **fields)
    if obstacle := rules.obstacle_to_agree(quota):
        raise Refused(obstacle, article=quota.article)
    quota.full_clean()
    log.save(quota, "quota.agreed", by=by)
    for number in range(1, seats + 1):
        log.save(OutsideSeat(quota=quota, number=number), "outside_seat.made", by=by)
    return quota


def body_of_members(body: Body) -> Body:
    """The nearest body that has members, from this one upward; itself where none has."""
    above = body
    while above is not None and not above.memberships.exists():
        above = above.parent
    return above or body


@transaction.atomic
def end_quota(*, quota: Quota, ends_on: Day, by: User | None, reason: str = "") -> Quota:
    """End a quota; its seats and what was done on them stay."""
    quota = Quota.objects.select_for_update(of=["self"]).get(pk=quota.pk)
    if obstacle := rules.obstacle_to_end_quota(quota):
        raise Refused(obstacle)
    quota.ends_on = partial(ends_on)
    if obstacle := rules.obstacle_to_agree(quota):
        raise Refused(obstacle)
    quota.full_clean()
    log.save(quota, "quota.ended", by=by, reason=reason)
    return quota


def locked_seat(seat: OutsideSeat) -> OutsideSeat:
    rows = OutsideSeat.objects.select_for_update(of=["self"])
    return rows.select_related("quota__office__body", "quota__sender", "quota__substitute_office").get(pk=seat.pk)


@transaction.atomic
def tie_mandate(
    *,
    seat: OutsideSeat,
    mandate: Mandate,
    by: User | None,
    role: str = Representative.Role.TITULAR,
    own_mandate: Mandate | None = None,
    sent_until: Day | None = None,
) -> Representative:
    """Say which of the seats a mandate there fills, and in which role."""
    seat = locked_seat(seat)
    if obstacle := rules.obstacle_to_seat(seat, role=role, mandate=mandate, own_mandate=own_mandate):
        raise Refused(obstacle, article=seat.quota.article)
    made = Representative(seat=seat, role=role, mandate=mandate, own_mandate=own_mandate)
    made.sent_until = partial(sent_until)
    made.full_clean()
    log.save(made, "representative.seated", by=by)
    return made


@transaction.atomic
def seat_representative(
    *,
    seat: OutsideSeat,
    party: Party,
    by: User | None,
    role: str = Representative.Role.TITULAR,
    starts_on: Day | None = None,
    ends_on: Day | None = None,
    person: Person | None = None,
    local_office: LocalOffice | None = None,
    decision: Decision | None = None,
    own_mandate: Mandate | None = None,
    sent_until: Day | None = None,
    **grounds: Any,
) -> Representative:
    """Give a party one of the seats: a mandate there, on behalf of the body that sends, and its place in the quota."""
    seat = locked_seat(seat)
    office = rules.office_of(seat, role)
    if office is None:
        raise Refused(str(rules.obstacle_to_seat(seat, role=role, mandate=Mandate(), own_mandate=own_mandate)))
    mandate = grant_mandate(
        office=office,
        party=party,
        starts_on=starts_on,
        ends_on=ends_on,
        beginning=Mandate.Beginning.NOMINATED,
        person=person,
        local_office=local_office,
        decision=decision,
        on_behalf_of=seat.quota.sender,
        by=by,
        **grounds,
    )
    return tie_mandate(seat=seat, mandate=mandate, role=role, own_mandate=own_mandate, sent_until=sent_until, by=by)


@transaction.atomic
def set_own_clock(
    *,
    representative: Representative,
    by: User | None,
    own_mandate: Mandate | None = None,
    sent_until: Day | None = None,
) -> Representative:
    """Say from which mandate here the seat there follows, or until when our network sends this party."""
    representative = Representative.objects.select_for_update(of=["self"]).get(pk=representative.pk)
    if obstacle := rules.obstacle_of_own_mandate(representative.mandate, own_mandate):
        raise Refused(obstacle)
    representative.own_mandate, representative.sent_until = own_mandate, partial(sent_until)
    representative.full_clean()
    log.save(representative, "representative.clock_set", by=by)
    return representative
