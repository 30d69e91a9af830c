"""Memberships: entered, and moved step by step; the end of one reaches the seats that rest on it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Party
from hamshahr.record.services import enter

from .. import rules
from ..hanging import Lost, let_fall
from ..lineage import Lineage
from ..models import Body, Decision, Mandate, Membership, MembershipStep, SeatFlag
from ..periods import Day, partial
from .mandates import close_flag, end_mandate

State = MembershipStep.State


@transaction.atomic
def enrol(
    *,
    party: Party,
    body: Body,
    state: str,
    by: User | None,
    happened_on: Day | None = None,
    category: str = "",
    joined_on: Day | None = None,
    decision: Decision | None = None,
    reason: str = "",
    **grounds: Any,
) -> Membership:
    """Enter a party in the register of a body with its first step: a member of old, a possible one, an applicant."""
    body = Body.objects.select_for_update(of=["self"]).get(pk=body.pk)
    joined_on = partial(joined_on)
    membership = Membership(party=party, body=body, category=category, joined_on=joined_on, **grounds)
    day = partial(happened_on) or (joined_on if state == State.ACTIVE else None)
    step = MembershipStep(number=1, state=state, happened_on=day, reason=reason, decision=decision, by=by)
    if obstacle := rules.obstacle_to_enrol(membership, step):
        raise Refused(obstacle)
    membership.full_clean()
    write_step(membership, step)
    return membership


@transaction.atomic
def apply_for_membership(
    *, party: Party, body: Body, by: User | None, happened_on: Day, category: str = "", reason: str = "", **grounds: Any
) -> Membership:
    """Enter an application, of a newcomer or of one who is in the register already and may come in again."""
    membership = Membership.objects.filter(party=party, body=body).first()
    if membership is None:
        fields = {"happened_on": happened_on, "category": category, "reason": reason, **grounds}
        return enrol(party=party, body=body, state=State.APPLIED, by=by, **fields)
    step = take_step(
        membership=membership, state=State.APPLIED, by=by, happened_on=happened_on, reason=reason or _("Application")
    )
    return step.membership


@transaction.atomic
def take_step(
    *,
    membership: Membership,
    state: str,
    by: User | None,
    happened_on: Day | None,
    reason: str,
    decision: Decision | None = None,
    expires_on: date | None = None,
    joined_on: Day | None = None,
) -> MembershipStep:
    """Move a membership to another state; one with ``expires_on`` is an exception and falls back on that day.

    ``joined_on`` is the day an admitted party becomes a member, where that is not the day of the decision.
    """
    membership = locked(membership)
    fields = {"happened_on": partial(happened_on), "reason": reason, "decision": decision, "expires_on": expires_on}
    step = MembershipStep(membership=membership, number=next_number(membership), state=state, by=by, **fields)
    if obstacle := rules.obstacle_to_take_step(membership, step):
        raise Refused(obstacle)
    if joined_on is not None:
        membership.joined_on = partial(joined_on)
    write_step(membership, step, earlier_state=rules.state_on(membership, day_of(step)))
    return step


def locked(membership: Membership) -> Membership:
    rows = Membership.objects.select_for_update(of=["self"])
    return rows.select_related("party", "body").get(pk=membership.pk)


def next_number(membership: Membership) -> int:
    last = membership.steps.order_by("-number").first()
    return last.number + 1 if last else 1


def day_of(step: MembershipStep) -> date | None:
    return step.happened_on.last_day if step.happened_on else None


def write_step(membership: Membership, step: MembershipStep, *, earlier_state: str = "") -> None:
    """Store a step, the days of the membership that follow from it, its entry, and what becomes of the seats."""
    follow_days(membership, step, earlier_state)
    membership.full_clean()
    changes = log.saved(membership) | {"state": [earlier_state or None, step.state]}
    step.membership = membership
    step.full_clean(exclude={"by"})  # nobody signs in where the operator imports
    write_acts(membership, step, earlier_state, changes)
    keep_state(membership, timezone.localdate())
    move_seats(membership, step, earlier_state)


def keep_state(membership: Membership, on: date) -> None:
    """Write beside a membership what its steps say of it that day."""
    membership.keep_state(membership.steps.all(), on)
    membership.save(update_fields=KEPT)


KEPT = ["kept_state", "kept_from", "kept_to"]
BATCH = 500


def keep_states(*, on: date) -> int:
    """Bring the kept states of a day up to date where a step came into force or expired; how many were written."""
    written, last = 0, 0
    while keys := list(Membership.objects.out_of_date(on).filter(pk__gt=last).order_by("pk").values_list("pk")[:BATCH]):
        last = keys[-1][0]
        written += keep_batch([pk for (pk,) in keys], on)
    return written


@transaction.atomic
def keep_batch(keys: list[int], on: date) -> int:
    rows = list(Membership.objects.select_for_update(of=["self"]).filter(pk__in=keys).order_by("pk"))
    prefetch_related_objects(rows, "steps")
    for membership in rows:
        membership.keep_state(membership.steps.all(), on)
    Membership.objects.bulk_update(rows, KEPT)
    return len(rows)


def follow_days(membership: Membership, step: MembershipStep, earlier_state: str) -> None:
    """Set since when and until when the party is a member."""
    if step.state in MembershipStep.END_STATES and earlier_state in INSIDE:
        membership.left_on = step.happened_on
    comes_in = step.state in {State.ADMITTED, State.ACTIVE} and earlier_state not in INSIDE
    if comes_in and (membership.joined_on is None or membership.left_on is not None):
        membership.joined_on = step.happened_on
    if comes_in:
        membership.left_on = None


INSIDE = {*MembershipStep.MEMBER_STATES, State.SUSPENDED}


def write_acts(membership: Membership, step: MembershipStep, earlier_state: str, changes: dict[str, list]) -> None:
    """Enter what the public record keeps of a step; the log keeps an act of the membership and one of the step."""
    act = {"by": step.by, "reason": step.reason}
    kind, of_step = kind_of(step, earlier_state), log.saved(step)
    if kind in {"membership.joined", "membership.left"}:
        day = membership.joined_on if kind == "membership.joined" else membership.left_on
        enter_membership(kind, membership, day, changes=changes, **act)
        log.write("step.taken", step, changes=of_step, **act)
    elif kind:
        log.write("membership.moved", membership, changes=changes, **act)
        enter_step(kind, membership, step, changes=of_step, **act)
    else:
        log.write("membership.moved", membership, changes=changes, **act)
        log.write("step.taken", step, changes=of_step, **act)


def enter_membership(kind: str, membership: Membership, day: PartialDate | None, **act: Any) -> None:
    """Write coming or going into the party's record; a body counts once, however often the party came back."""
    counts_as = f"body {membership.body_id}"
    enter(kind, party=membership.party, source=membership, happened_on=day, counts_as=counts_as, **act)


def enter_step(kind: str, membership: Membership, step: MembershipStep, **act: Any) -> None:
    """Write what a step says into the party's record."""
    counts_as = f"body {membership.body_id}"
    enter(kind, party=membership.party, source=step, happened_on=step.happened_on, counts_as=counts_as, **act)


def kind_of(step: MembershipStep, earlier_state: str) -> str:
    """The kind of entry a step leaves; applications, arrears and refusals are nobody else's business."""
    if step.state == State.ACTIVE:
        if earlier_state == State.SUSPENDED:
            return "membership.resumed"
        return "" if earlier_state in {State.ACTIVE, State.GRACE, State.ARREARS} else "membership.joined"
    withdrew = step.state == State.LEFT and earlier_state not in INSIDE
    if withdrew or step.state == earlier_state:
        return ""
    return ENTERED.get(step.state, "")


ENTERED = {
    State.ADMITTED: "membership.admitted",
    State.SUSPENDED: "membership.suspended",
    State.LEFT: "membership.left",
    State.EXCLUDED: "membership.excluded",
}


def move_seats(membership: Membership, step: MembershipStep, earlier_state: str) -> None:
    """End the seats of a party that is no member any more, put those of a suspended one in question, or lift that."""
    if step.happened_on is None:
        return
    if step.state in {*MembershipStep.END_STATES, State.SUSPENDED}:
        let_fall(Lost(membership, step.happened_on.last_day, step.by, step.reason))
    if step.state in MembershipStep.END_STATES:
        for mandate in seats_resting_on(membership, step.happened_on):
            if rules.obstacle_to_end_mandate(mandate, ends_on=step.happened_on) is None:
                ending = Mandate.Ending.MEMBERSHIP
                end_mandate(mandate=mandate, ends_on=step.happened_on, ending=ending, by=step.by, reason=step.reason)
    elif step.state == State.SUSPENDED:
        for mandate in seats_resting_on(membership, step.happened_on):
            question(mandate, step)
    elif earlier_state == State.SUSPENDED:
        for mandate in seats_resting_on(membership, step.happened_on):
            if mandate.flags.filter(cleared_on=None, cause=SeatFlag.Cause.MEMBERSHIP).exists():
                close_flag(mandate, SeatFlag.Outcome.LIFTED, step.happened_on, by=step.by)


def seats_resting_on(membership: Membership, day: PartialDate) -> list[Mandate]:
    """The party's mandates in the body and all within it, and those it holds elsewhere on their behalf."""
    bodies = Lineage().within([membership.body_id])
    of_bodies = Q(office__body__in=bodies) | Q(on_behalf_of__in=bodies)
    seats = Mandate.objects.perhaps_on(day.last_day).filter(of_bodies, party=membership.party)
    return list(seats.select_related("office__body", "party"))


def question(mandate: Mandate, step: MembershipStep) -> None:
    """Raise the flag of a suspended membership, unless the seat is in question already."""
    if mandate.flags.filter(cleared_on=None).exists():
        return
    flag = SeatFlag(mandate=mandate, cause=SeatFlag.Cause.MEMBERSHIP, raised_on=step.happened_on.last_day)
    flag.full_clean()
    log.save(flag, "seat.flagged", by=step.by, reason=step.reason)
    let_fall(Lost(mandate, flag.raised_on, step.by, step.reason))
