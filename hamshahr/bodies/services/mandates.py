"""Offices founded; mandates granted, corrected and ended; people seated in them."""

from datetime import date
from typing import Any

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import say
from hamshahr.kernel.text import slug
from hamshahr.parties.models import Party, Person
from hamshahr.record.services import enter

from .. import rules
from ..entries import standing
from ..hanging import Lost, let_fall
from ..models import Body, Decision, Holding, LocalOffice, Mandate, Office, SeatFlag
from ..periods import Day, partial

CORRECTABLE = {
    *("office", "party", "starts_on", "ends_on", "beginning", "ending", "term_ends_on", "on_behalf_of", "decision"),
    *("confidence", "source", "as_of", "note"),
}

ENDS = ("mandate.ended", "mandate.reopened")
END_FIELDS = ("ends_on", "ending")


@transaction.atomic
def found_office(*, by: User | None, **fields: Any) -> Office:
    """Enter a named post of a body; its address is made from its name where none is given."""
    office = Office(**fields)
    office.slug = office.slug or slug(say(office.names, "en"))
    office.full_clean()
    log.save(office, "office.founded", by=by)
    return office


@transaction.atomic
def grant_mandate(
    *,
    office: Office,
    party: Party | None,
    by: User | None,
    starts_on: Day | None = None,
    ends_on: Day | None = None,
    beginning: str = Mandate.Beginning.ELECTED,
    ending: str = "",
    person: Person | None = None,
    local_office: LocalOffice | None = None,
    decision: Decision | None = None,
    term_ends_on: Day | None = None,
    on_behalf_of: Body | None = None,
    **grounds: Any,
) -> Mandate:
    """Give a party a seat in an office, with the person who fills it where one is known; it enters its record."""
    office = Office.objects.select_for_update(of=["self"]).select_related("body").get(pk=office.pk)
    days = {"starts_on": partial(starts_on), "ends_on": partial(ends_on), "term_ends_on": partial(term_ends_on)}
    ways = {"beginning": beginning, "ending": ending, "decision": decision, "on_behalf_of": on_behalf_of}
    mandate = Mandate(office=office, party=party, **days, **ways, **grounds)
    if obstacle := rules.obstacle_to_grant_mandate(mandate):
        raise Refused(obstacle)
    mandate.full_clean()
    enter_grant(mandate, log.saved(mandate), by=by)
    if person is not None:
        fill(mandate, person, local_office, by=by)
    return mandate


def enter_grant(mandate: Mandate, changes: dict[str, list], *, by: User | None) -> None:
    """Enter the mandate, and its end where that is known already."""
    has_end = mandate.ends_on is not None
    changes, end = log.parted(changes, END_FIELDS if has_end else ())
    write_act("mandate.granted", mandate, mandate.starts_on, by=by, changes=changes)
    if has_end:
        write_act("mandate.ended", mandate, mandate.ends_on, by=by, changes=end)


def fill(mandate: Mandate, person: Person, local_office: LocalOffice | None, *, by: User | None) -> Holding:
    """Let a person fill a new mandate from its first day to its last."""
    days = {"starts_on": mandate.starts_on, "ends_on": mandate.ends_on}
    is_acting = mandate.beginning in rules.ACTING_BEGINNINGS
    return seat_holder(mandate=mandate, person=person, by=by, local_office=local_office, is_acting=is_acting, **days)


def write_act(kind: str, mandate: Mandate, day: PartialDate | None, **act: Any) -> None:
    """Enter the act into the party's record, in place of an earlier entry of its kind; without a party, log it."""
    if mandate.party is None:
        act.pop("supersedes", None)
        log.write(kind, mandate, **act)
        return
    earlier = act.pop("supersedes", None) or standing(mandate, *(ENDS if kind in ENDS else {kind}))
    enter(kind, party=mandate.party, source=mandate, happened_on=day, supersedes=earlier, **act)


@transaction.atomic
def end_mandate(*, mandate: Mandate, ends_on: Day, ending: str, by: User | None, reason: str = "") -> Mandate:
    """End a mandate: whoever fills the seat leaves it that day, and a flag on it is cleared."""
    mandate = locked(mandate)
    day = partial(ends_on)
    if obstacle := rules.obstacle_to_end_mandate(mandate, ends_on=day):
        raise Refused(obstacle)
    mandate.ends_on, mandate.ending = day, ending
    mandate.full_clean()
    changes = log.saved(mandate)
    vacate(mandate, day, by=by, reason=reason)
    close_flag(mandate, SeatFlag.Outcome.ENDED, day, by=by, reason=reason)
    write_act("mandate.ended", mandate, day, by=by, reason=reason, changes=changes)
    let_fall(Lost(mandate, day.last_day, by, reason))
    return mandate


def locked(mandate: Mandate) -> Mandate:
    rows = Mandate.objects.select_for_update(of=["self"])
    return rows.select_related("office__body", "party", "decision").get(pk=mandate.pk)


def vacate(mandate: Mandate, day: PartialDate, *, by: User | None, reason: str) -> None:
    """End the time of whoever fills the seat on that day or would still fill it later."""
    for holding in mandate.holdings.perhaps_on(day.last_day):
        if holding.ends_on is None or day.last_day < holding.ends_on.first_day:
            holding.ends_on = day
            log.save(holding, "seat.left", by=by, reason=reason)


def close_flag(mandate: Mandate, outcome: str, day: PartialDate, *, by: User | None, reason: str = "") -> None:
    """Clear the open flag of a seat, where there is one."""
    for flag in mandate.flags.filter(cleared_on=None):
        flag.outcome, flag.cleared_on = outcome, max(flag.raised_on, day.last_day)
        log.save(flag, "seat.cleared", by=by, reason=reason)


@transaction.atomic
def correct_mandate(*, mandate: Mandate, by: User | None, reason: str, **fields: Any) -> Mandate:
    """Mend what was entered wrongly: the log keeps before and after, a further entry supersedes the first."""
    if unknown := fields.keys() - CORRECTABLE:
        raise TypeError(f"A correction does not touch {', '.join(sorted(unknown))}.")
    mandate = locked(mandate)
    for name, value in fields.items():
        setattr(mandate, name, value)
    Office.objects.select_for_update(of=["self"]).get(pk=mandate.office_id)
    if obstacle := rules.obstacle_to_correct_mandate(mandate, reason):
        raise Refused(obstacle)
    mandate.full_clean()
    if changes := log.saved(mandate):
        enter_correction(mandate, changes, by=by, reason=reason)
        fall_by_correction(mandate, changes, by=by, reason=reason)
    return mandate


def enter_correction(mandate: Mandate, changes: dict[str, list], *, by: User | None, reason: str) -> None:
    """Supersede what the record says of the mandate, its end included, or the end that was none."""
    end, act = standing(mandate, *ENDS), {"by": by, "reason": reason}
    tells_end = mandate.ends_on is not None or end is not None
    changes, of_end = log.parted(changes, END_FIELDS if tells_end else ())
    write_act("mandate.granted", mandate, mandate.starts_on, changes=changes, **act)
    if mandate.ends_on is not None:
        write_act("mandate.ended", mandate, mandate.ends_on, changes=of_end, **act)
    elif end is not None:
        write_act("mandate.reopened", mandate, None, changes=of_end, supersedes=end, **act)


def fall_by_correction(mandate: Mandate, changes: dict[str, list], *, by: User | None, reason: str) -> None:
    """A seat that never was the party's carries nothing; one that ends after all carries nothing from its end on."""
    if changes.keys() & {"party", "office"}:
        let_fall(Lost(mandate, mandate.starts_on.first_day if mandate.starts_on else date.min, by, reason))
    elif mandate.ends_on is not None:
        let_fall(Lost(mandate, mandate.ends_on.last_day, by, reason))


@transaction.atomic
def seat_holder(
    *,
    mandate: Mandate,
    person: Person,
    by: User | None,
    starts_on: Day | None = None,
    ends_on: Day | None = None,
    local_office: LocalOffice | None = None,
    is_acting: bool = False,
) -> Holding:
    """Let a person fill a seat; whoever did so leaves it that day, and a flag on it is cleared."""
    mandate = locked(mandate)
    days = {"starts_on": partial(starts_on), "ends_on": partial(ends_on)}
    holding = Holding(mandate=mandate, person=person, local_office=local_office, is_acting=is_acting, **days)
    if obstacle := rules.obstacle_to_seat_holder(holding):
        raise Refused(obstacle)
    if holding.starts_on is not None:
        end_earlier(holding, by=by)
        outcome = SeatFlag.Outcome.ACTING if is_acting else SeatFlag.Outcome.SUCCEEDED
        take_flag_down(mandate, outcome, holding.starts_on, by=by)
    holding.full_clean()
    log.save(holding, "seat.filled", by=by)
    return holding


def end_earlier(holding: Holding, *, by: User | None) -> None:
    """End what was open of those who filled the seat before."""
    for earlier in holding.mandate.holdings.perhaps_on(holding.starts_on.last_day):
        begun_before = earlier.starts_on is None or earlier.starts_on.first_day < holding.starts_on.first_day
        if begun_before and (earlier.ends_on is None or holding.starts_on.last_day < earlier.ends_on.first_day):
            earlier.ends_on = holding.starts_on
            log.save(earlier, "seat.left", by=by)


def take_flag_down(mandate: Mandate, outcome: str, day: PartialDate, *, by: User | None) -> None:
    """A seat filled after its flag was raised is in question no longer; a suspended party's seat still is."""
    flags = mandate.flags.filter(cleared_on=None, cause=SeatFlag.Cause.LOCAL_OFFICE, raised_on__lte=day.last_day)
    if flags.exists():
        close_flag(mandate, outcome, day, by=by)
