"""The register of seats elsewhere: who has each on a day, as titular and as substitute, with both clocks."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from hamshahr.bodies.models import Holding
from hamshahr.kernel.dates import NO, holds_on
from hamshahr.kernel.languages import say
from hamshahr.kernel.text import fold_query, search_text
from hamshahr.record.models import Confidence

from ..models import OutsideSeat, Quota, Representative
from ..rules.clocks import Clocks, clocks_of, conflicts

HELD, CLAIMED, VACANT, UNKNOWN = "held", "claimed", "vacant", "unknown"
STATES = {
    HELD: _("held"),
    CLAIMED: _("held, as the city itself says"),
    VACANT: _("vacant"),
    UNKNOWN: _("not known who has it"),
}
Role = Representative.Role


@dataclass(frozen=True)
class Place:
    """A representative with both clocks and what they warn of."""

    representative: Representative
    clocks: Clocks
    warnings: list[str]
    people: list[Holding]


@dataclass(frozen=True)
class SeatOn:
    """A seat on a day."""

    seat: OutsideSeat
    titular: Place | None
    substitute: Place | None
    state: str

    @property
    def word(self) -> str:
        return str(STATES[self.state])

    @property
    def warnings(self) -> list[str]:
        return [warning for place in (self.titular, self.substitute) if place for warning in place.warnings]


def with_people(seats: QuerySet[OutsideSeat]) -> QuerySet[OutsideSeat]:
    """Seats with everybody who had them, at a fixed price."""
    holdings = Holding.objects.select_related("person", "local_office")
    rows = Representative.objects.select_related("mandate__party", "mandate__office__body", "own_mandate__office__body")
    rows = rows.prefetch_related(Prefetch("mandate__holdings", holdings))
    related = ("quota__outside", "quota__sender", "quota__readers", "quota__office__body", "quota__substitute_office")
    return seats.select_related(*related).prefetch_related(Prefetch("representatives", rows))


def seat_on(seat: OutsideSeat, on: date, user: Any) -> SeatOn:
    """What a seat that ``with_people`` has loaded is on a day."""
    titular, substitute = (place_of(seat, role, on, user) for role in (Role.TITULAR, Role.SUBSTITUTE))
    return SeatOn(seat, titular, substitute, state_of(seat, titular))


def place_of(seat: OutsideSeat, role: str, on: date, user: Any) -> Place | None:
    rows = [row for row in seat.representatives.all() if row.role == role]
    standing = [row for row in rows if holds_on(row.mandate.starts_on, row.mandate.ends_on, on) != NO]
    return place(standing[0], on, user) if standing else None


def place(representative: Representative, on: date | None, user: Any) -> Place:
    """A representative with both clocks; of its people those whom a reader may see, on a day or ever."""
    clocks = clocks_of(representative)
    return Place(representative, clocks, conflicts(clocks), people_of(representative, on, user))


def people_of(representative: Representative, on: date | None, user: Any) -> list[Holding]:
    rows = representative.mandate.holdings.all()
    seen = [row for row in rows if row.person.live or getattr(user, "is_secretariat", False)]
    return [row for row in seen if on is None or holds_on(row.starts_on, row.ends_on, on) != NO]


def state_of(seat: OutsideSeat, titular: Place | None) -> str:
    """Held, claimed, vacant since somebody left it, or not known."""
    if titular is None:
        return VACANT if any(row.role == Role.TITULAR for row in seat.representatives.all()) else UNKNOWN
    return CLAIMED if titular.representative.mandate.confidence == Confidence.CLAIMED else HELD


def register(user: Any, on: date, *, q: str = "", body: str = "", state: str = "") -> list[SeatOn]:
    """The seats a reader may see, narrowed: there are some hundreds at most."""
    seats = with_people(OutsideSeat.objects.visible_to(user))
    if body:
        seats = seats.filter(quota__outside__slug=body)
    lines = [seat_on(seat, on, user) for seat in seats.order_by("quota__outside__position", "quota", "number")]
    lines = [line for line in lines if state in ("", line.state)]
    return [line for line in lines if all(word in words_of(line) for word in fold_query(q))]


def words_of(line: SeatOn) -> str:
    """What a search finds of a seat: bodies, network, those who have it."""
    quota = line.seat.quota
    names = [quota.outside.names, quota.sender.names, quota.office.names]
    for found in (line.titular, line.substitute):
        if found is not None:
            names += [found.representative.party.names] if found.representative.party else []
            names += [row.person.names for row in found.people]
    texts = [str(text) for each in names for text in (each.data.values() if isinstance(each.data, dict) else [each])]
    return search_text(*texts, quota.outside.network)


def bodies_of(user: Any) -> list[tuple[str, str]]:
    """The bodies elsewhere in which we have seats, to choose from."""
    quotas = Quota.objects.visible_to(user)
    rows = quotas.order_by().values_list("outside__slug", "outside__names").distinct()
    return sorted(((slug, say(names)) for slug, names in rows), key=lambda row: row[1])


def history(seat: OutsideSeat, user: Any) -> list[Place]:
    """Everybody who had the seat, in either role."""
    return [place(row, None, user) for row in seat.representatives.all()]
