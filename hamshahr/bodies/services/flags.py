"""The seat chain: a local office lost puts every seat that hung from it in question, until an act clears it."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.fields import perhaps_holding_on
from hamshahr.parties.models import Party, Person

from .. import notices, rules
from ..hanging import Lost, let_fall
from ..models import Holding, LocalOffice, Mandate, SeatFlag
from ..periods import Day, partial
from ..statute_book import StatuteBook
from ..successors import proposal_for
from ..terms import due_end_of
from .mandates import close_flag, end_mandate, grant_mandate, seat_holder


def flag_dependents(office: LocalOffice, *, by: User | None, reason: str = "") -> list[SeatFlag]:
    """Flag every seat that hung from a local office on the day it ended, end its holder's time, propose who acts.

    Each seat is flagged once for each local office, however often this is asked.
    """
    on = office.ends_on.last_day
    book = StatuteBook(on)
    holdings = [each for each in dependents(office, on) if not was_flagged(each.mandate, office)]
    for holding in holdings:
        holding.ends_on = office.ends_on
        log.save(holding, "seat.left", by=by, reason=reason)
    # All seats are empty before the first deputy is sought.
    flags = [raise_flag(holding.mandate, office, on, book, by=by, reason=reason) for holding in holdings]
    if flags:
        notices.seats_flagged(office, flags, on)
    return flags


def dependents(office: LocalOffice, on: date) -> list[Holding]:
    """The holdings that hang from a local office that day: those that say so, and those of the same person for the
    same party in an office held by virtue of a local one."""
    by_virtue = Q(local_office=office)
    unsaid = Q(local_office=None, person=office.person, mandate__party=office.party)
    unsaid &= Q(mandate__office__needs_local_office=True)
    holdings = Holding.objects.perhaps_on(on).filter(by_virtue | unsaid)
    holdings = holdings.filter(perhaps_holding_on(on, "mandate__starts_on", "mandate__ends_on"))
    rows = holdings.select_related("mandate__office__body", "mandate__party", "person").order_by("pk")
    return [each for each in rows.select_for_update(of=["self"]) if goes_on(each.mandate, on)]


def goes_on(mandate: Mandate, on: date) -> bool:
    """Whether the mandate was to last beyond that day for sure."""
    return mandate.ends_on is None or on < mandate.ends_on.first_day


def was_flagged(mandate: Mandate, office: LocalOffice) -> bool:
    return mandate.flags.filter(local_office=office).exists()


def raise_flag(
    mandate: Mandate, office: LocalOffice, on: date, book: StatuteBook, *, by: User | None, reason: str
) -> SeatFlag:
    """Put one seat in question; a flag that stands for another cause gives way to this one."""
    close_flag(mandate, SeatFlag.Outcome.LIFTED, PartialDate.of(on), by=by)
    proposal = proposal_for(mandate, office, on, book)
    flag = SeatFlag(
        mandate=mandate,
        cause=SeatFlag.Cause.LOCAL_OFFICE,
        local_office=office,
        raised_on=on,
        proposed_party=proposal.party,
        proposed_person=proposal.person,
        article=proposal.article,
    )
    if later := first_holder_after(mandate, on):
        flag.outcome, flag.cleared_on = SeatFlag.Outcome.SUCCEEDED, later.starts_on.first_day
    flag.full_clean()
    log.save(flag, "seat.flagged", by=by, reason=reason)
    let_fall(Lost(mandate, on, by, reason, until=flag.cleared_on))
    return flag


def first_holder_after(mandate: Mandate, on: date) -> Holding | None:
    """Who has filled the seat since, where the loss is entered late."""
    return mandate.holdings.filter(starts_on__begins_after=on).order_by("starts_on").first()


@transaction.atomic
def clear_flag(
    *,
    flag: SeatFlag,
    outcome: str,
    on: Day,
    by: User | None,
    person: Person | None = None,
    party: Party | None = None,
    local_office: LocalOffice | None = None,
) -> SeatFlag:
    """Decide on a seat in question: a successor of the same party, somebody acting, or the end of the mandate."""
    flag, day = locked(flag), partial(on)
    if outcome == SeatFlag.Outcome.ACTING and person is None and party in (None, flag.proposed_party):
        party, person = flag.proposed_party, flag.proposed_person
    party = party or flag.mandate.party
    has_successor = person is not None or (outcome == SeatFlag.Outcome.ACTING and party != flag.mandate.party)
    obstacle = rules.obstacle_to_clear_flag(flag, outcome=outcome, on=day.last_day, has_successor=has_successor)
    if obstacle:
        raise Refused(obstacle)
    close_flag(flag.mandate, outcome, day, by=by)
    WAYS[outcome](flag, day, by=by, person=person, party=party, local_office=local_office)
    flag.refresh_from_db()
    return flag


def locked(flag: SeatFlag) -> SeatFlag:
    rows = SeatFlag.objects.select_for_update(of=["self"])
    return rows.select_related("mandate__office__body", "mandate__party", "proposed_party").get(pk=flag.pk)


def succeed(
    flag: SeatFlag, day: PartialDate, *, person: Person, by: User | None, local_office=None, party=None
) -> None:
    """Another person of the same party fills the seat."""
    seat_holder(mandate=flag.mandate, person=person, by=by, starts_on=day, local_office=local_office)


def act(flag: SeatFlag, day: PartialDate, *, party: Party | None, person: Person | None, by, local_office=None) -> None:
    """Somebody acts: of the same party within the mandate; of another party by an acting mandate after it."""
    mandate, term_ends_on = flag.mandate, due_end_of(flag.mandate)
    if party == mandate.party:
        holding = {"person": person, "starts_on": day, "local_office": local_office, "is_acting": True}
        seat_holder(mandate=mandate, by=by, **holding)
        return
    end(flag, day, by=by)
    grant_mandate(
        office=mandate.office,
        party=party,
        person=person,
        local_office=local_office,
        by=by,
        starts_on=day,
        beginning=Mandate.Beginning.ACTING,
        term_ends_on=term_ends_on,
        on_behalf_of=mandate.on_behalf_of,
    )


def end(flag: SeatFlag, day: PartialDate, *, by: User | None, person=None, party=None, local_office=None) -> None:
    """The mandate ends for the cause of the flag."""
    lost_office = flag.cause == SeatFlag.Cause.LOCAL_OFFICE
    ending = Mandate.Ending.LOCAL_OFFICE if lost_office else Mandate.Ending.MEMBERSHIP
    end_mandate(mandate=flag.mandate, ends_on=day, ending=ending, by=by)


def lift(flag: SeatFlag, day: PartialDate, **_ignored) -> None:
    """The cause fell away; the seat is what it was."""


WAYS = {
    SeatFlag.Outcome.SUCCEEDED: succeed,
    SeatFlag.Outcome.ACTING: act,
    SeatFlag.Outcome.ENDED: end,
    SeatFlag.Outcome.LIFTED: lift,
}
