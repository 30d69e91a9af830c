"""What the calendar does by itself: exceptions expire, grace runs out, local offices lapse, terms near their end."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.kernel.dates import PartialDate

from .. import notices
from ..models import LocalOffice, Mandate, Membership, MembershipStep, Rule, SeatFlag
from ..statute_book import StatuteBook
from ..terms import due_end_of
from .flags import flag_dependents
from .memberships import State, locked, next_number, write_step

WARNINGS = (30, 90, 180)


@dataclass(frozen=True)
class Move:
    """A step that the calendar takes: to which state, on which day, and why."""

    state: str
    on: date
    reason: str


def move_memberships(*, on: date, by: User | None = None) -> list[MembershipStep]:
    """Take every step that is due by a day, under the statutes in force that day; a second run takes none."""
    book = StatuteBook(on)
    waiting = {State.ADMITTED, State.GRACE, State.ARREARS}
    due = Membership.objects.in_states(waiting, on).values_list("pk", flat=True)
    expired = MembershipStep.objects.filter(expires_on__lte=on).values_list("membership_id", flat=True)
    steps = []
    for pk in sorted({*due, *expired}):
        steps += move_one(Membership(pk=pk), on=on, book=book, by=by)
    return steps


@transaction.atomic
def move_one(membership: Membership, *, on: date, book: StatuteBook, by: User | None) -> list[MembershipStep]:
    """Take the steps that are due of one membership, one after the other."""
    membership, taken = locked(membership), []
    while move := next_move(membership, on, book):
        before = membership.steps.order_by("-number").first()
        step = MembershipStep(number=next_number(membership), state=move.state, reason=move.reason, by=by)
        step.happened_on = PartialDate.of(move.on)
        write_step(membership, step, earlier_state=before.state)
        taken.append(step)
    return taken


def next_move(membership: Membership, on: date, book: StatuteBook) -> Move | None:
    """What the calendar asks of a membership by that day: first that an expired exception falls back."""
    steps = list(membership.steps.order_by("number"))
    last = steps[-1]
    if last.expires_on is not None:
        return fall_back(steps) if last.expires_on <= on else None
    if last.happened_on is not None and last.happened_on.last_day > on:
        return None
    if last.state == State.ADMITTED:
        return begin(membership, last, on, book)
    return run_out(membership, steps, on, book)


def fall_back(steps: list[MembershipStep]) -> Move | None:
    """Back to the state before the exception, on the day it expires."""
    lasting = [step for step in steps if step.expires_on is None]
    if not lasting:
        return None
    return Move(lasting[-1].state, steps[-1].expires_on, _("The exception expired."))


def begin(membership: Membership, last: MembershipStep, on: date, book: StatuteBook) -> Move | None:
    """An admitted party becomes a member on its day, or so many days after the decision (``active_after_days``)."""
    day = membership.joined_on.last_day if membership.joined_on else None
    rule = book.rule_with(membership.body_id, Rule.Topic.ADMISSION, "active_after_days")
    if rule is not None and last.happened_on is not None:
        after = last.happened_on.last_day + timedelta(days=rule.values["active_after_days"])
        day = max(day, after) if day else after
    return Move(State.ACTIVE, day, _("The day of admission came.")) if day and day <= on else None


def run_out(membership: Membership, steps: list[MembershipStep], on: date, book: StatuteBook) -> Move | None:
    """From grace to arrears after ``grace_days``, from arrears to suspension after ``suspended_days``."""
    if steps[-1].state not in RUNNING:
        return None
    state, value = RUNNING[steps[-1].state]
    rule, since = book.rule_with(membership.body_id, Rule.Topic.DUES, value), since_when(steps)
    if rule is None or since is None:
        return None
    day = max(since + timedelta(days=rule.values[value]), steps[-1].happened_on.last_day)
    reason = _("Article %(article)s: %(days)s days have passed.") % {
        "article": rule.article,
        "days": rule.values[value],
    }
    return Move(state, day, reason) if day <= on else None


RUNNING = {State.GRACE: (State.ARREARS, "grace_days"), State.ARREARS: (State.SUSPENDED, "suspended_days")}


def since_when(steps: list[MembershipStep]) -> date | None:
    """Since when the membership is what it is; an exception in between, and the way back from it, do not count."""
    since = None
    for step in reversed([step for step in steps if step.expires_on is None]):
        if step.state != steps[-1].state:
            break
        since = step
    return since.happened_on.last_day if since and since.happened_on else None


def lapse_local_offices(*, on: date, by: User | None = None) -> list[SeatFlag]:
    """Flag the seats that hang from local offices whose end, known beforehand, has come."""
    flags = []
    for office in LocalOffice.objects.filter(ends_on__begins_by=on).select_related("party", "person"):
        if not office.ends_on.may_last_beyond(on):
            with transaction.atomic():
                flags += flag_dependents(office, by=by)
    return flags


def warn_of_terms(*, on: date, by: User | None = None) -> list[Mandate]:
    """Write to a party and the secretariat 180, 90 and 30 days before a term ends, once each; the mandates warned of.

    After a pause of the calendar only the nearest warning is written, not those that were missed.
    """
    warned = []
    seats = Mandate.objects.perhaps_on(on).select_related("office__body", "party")
    for mandate in seats:
        end = due_end_of(mandate)
        days = (end.first_day - on).days if end else -1
        stage = next((stage for stage in WARNINGS if 0 <= days <= stage), None)
        if stage is not None and warn(mandate, stage=stage, days=days, on=on):
            warned.append(mandate)
    return warned


@transaction.atomic
def warn(mandate: Mandate, *, stage: int, days: int, on: date) -> bool:
    return bool(notices.term_ends(mandate, due_end_of(mandate), stage=stage, days=days, on=on))
