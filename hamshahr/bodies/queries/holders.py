"""Who held which seat on a day: yes, or perhaps where dates are no better than a month or a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from hamshahr.accounts.models import User
from hamshahr.kernel.dates import NO, PERHAPS, YES, holds_on
from hamshahr.parties.models import Party, Person

from ..models import Body, Holding, LocalOffice, Mandate, Office
from ..rules.seats import state_of_seat
from ..statute_book import StatuteBook


@dataclass(frozen=True)
class HeldSeat:
    """A seat on a day: its mandate and party, who filled it if that is known, and how sure that is (yes, perhaps)."""

    office: Office
    mandate: Mandate
    party: Party | None
    person: Person | None
    local_office: LocalOffice | None
    is_acting: bool
    sureness: str


def seats(user: User | Any) -> QuerySet[Mandate]:
    """The mandates a user may see, with all they need to be shown: people, flags, offices."""
    people = Holding.objects.select_related("person", "local_office")
    rows = Mandate.objects.visible_to(user).select_related("office__body", "office__region", "party", "on_behalf_of")
    return rows.prefetch_related(Prefetch("holdings", people), "flags")


def holders_on(where: Office | Body, day: date, user: User | Any = None) -> list[HeldSeat]:
    """Who held the seats of an office, or of all offices of a body, on a day; without a user, as the public sees it."""
    of_it = Q(office=where) if isinstance(where, Office) else Q(office__body=where)
    mandates = seats(user).filter(of_it).perhaps_on(day).order_by("office__position", "office__slug", "starts_on", "pk")
    return [seat for mandate in mandates for seat in seats_of_mandate(mandate, day, user)]


def seats_of_mandate(mandate: Mandate, day: date, user: User | Any) -> list[HeldSeat]:
    """One row for each person who filled the seat that day, or one row without a person."""
    sure = holds_on(mandate.starts_on, mandate.ends_on, day)
    acting = mandate.beginning in {Mandate.Beginning.ACTING, Mandate.Beginning.INTERIM}
    rows = []
    for holding in mandate.holdings.all():
        its = holds_on(holding.starts_on, holding.ends_on, day)
        if its == NO or not may_see(holding.person, user):
            continue
        both = YES if (sure, its) == (YES, YES) else PERHAPS
        is_acting = acting or holding.is_acting
        rows.append(held(mandate, holding.person, holding.local_office, is_acting, both))
    return rows or [held(mandate, None, None, acting, sure)]


def held(
    mandate: Mandate, person: Person | None, local_office: LocalOffice | None, is_acting: bool, sureness: str
) -> HeldSeat:
    return HeldSeat(mandate.office, mandate, mandate.party, person, local_office, is_acting, sureness)


def may_see(person: Person, user: User | Any) -> bool:
    """As ``Person.objects.visible_to`` has it, for people already loaded."""
    return person.live or getattr(user, "is_secretariat", False)


@dataclass(frozen=True)
class OfficeSeats:
    """One office of a chamber: its seats that day with the state of each, and how many stand empty."""

    office: Office
    seats: list[tuple[HeldSeat, str]]
    empty: int | None


@dataclass(frozen=True)
class Chamber:
    """A body on a day: its offices in order, each with its seats."""

    body: Body
    day: date
    offices: list[OfficeSeats]


def chamber(body: Body, day: date, user: User | Any = None) -> Chamber:
    """Every office of a body with who held it that day; the number of queries does not grow with the seats."""
    found = holders_on(body, day, user)
    states = states_of([seat.mandate for seat in found], day)
    by_office = {pk: list(group) for pk, group in groupby(found, key=lambda seat: seat.office.pk)}
    offices = []
    for office in Office.objects.visible_to(user).filter(body=body).select_related("region"):
        held_seats = [(seat, states[seat.mandate.pk]) for seat in by_office.get(office.pk, [])]
        taken = len({seat.mandate.pk for seat, _state in held_seats})
        empty = None if office.seats is None else max(office.seats - taken, 0)
        offices.append(OfficeSeats(office, held_seats, empty))
    return Chamber(body, day, offices)


def states_of(mandates: Iterable[Mandate], on: date) -> dict[int, str]:
    """The state of each seat on a day (``rules.state_of_seat``), two queries for all of them."""
    book = StatuteBook(on)
    return {mandate.pk: state_of_seat(mandate, on, book) for mandate in mandates}


def seats_of(party: Party, user: User | Any) -> QuerySet[Mandate]:
    """Every mandate of a party, past and present, for its timeline: people and flags are loaded with them."""
    return seats(user).filter(party=party).order_by("starts_on", "office__position", "pk")


@dataclass(frozen=True)
class Link:
    """One link of the seat chain: a seat with who fills it, and the seats in other networks it leads to."""

    seat: HeldSeat
    onward: tuple["Link", ...] = ()


def chain_of(party: Party, day: date, user: User | Any = None) -> list[Link]:
    """City, seat, mandate, person, seat in another network: how each seat of a party hangs together on a day.

    A seat leads to another where the same person fills that for the party in another network, or where that one is
    held on behalf of the network of this one.
    """
    mandates = seats_of(party, user).perhaps_on(day)
    rows = [seat for mandate in mandates for seat in seats_of_mandate(mandate, day, user)]
    led_to = {id(other) for seat in rows for other in rows if leads_to(seat, other)}
    roots = [seat for seat in rows if id(seat) not in led_to]
    return [Link(seat, tuple(Link(other) for other in rows if leads_to(seat, other))) for seat in roots]


def leads_to(seat: HeldSeat, other: HeldSeat) -> bool:
    """Whether the other seat hangs from this one; only a seat on another's behalf is sure to come second."""
    behalf, network = other.mandate.on_behalf_of, seat.office.body.network
    if seat.mandate.on_behalf_of_id or other.office.body.network == network:
        return False
    if behalf is not None:
        return behalf.network == network
    earlier = str(seat.mandate.starts_on or ""), seat.mandate.pk
    same_person = seat.person is not None and seat.person == other.person
    return same_person and earlier < (str(other.mandate.starts_on or ""), other.mandate.pk)
