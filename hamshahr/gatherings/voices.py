"""Who has a voice in a body on a day, and what gives it: a membership, or a seat where the body consists of seats."""

from datetime import date

from hamshahr.bodies.models import Body, Mandate, Membership
from hamshahr.bodies.rules import state_of_seat
from hamshahr.bodies.rules.seats import ACTING, HELD, PROLONGED
from hamshahr.bodies.statute_book import StatuteBook
from hamshahr.parties.models import Party

from .models import Gathering

Kind = Gathering.Kind
DECIDING = {
    *(Kind.CONGRESS, Kind.ASSEMBLY, Kind.BOARD_MEETING, Kind.ANNUAL_MEETING, Kind.COMMITTEE_MEETING),
    *(Kind.COMMISSION_MEETING, Kind.SECRETARIES_MEETING, Kind.NETWORK_MEETING, Kind.FOUNDING_MEETING),
}
SPEAKING = {HELD, PROLONGED, ACTING}

Ground = Mandate | Membership
Voices = dict[int, Ground]


def voices_in(body: Body, on: date, *, party: Party | None = None) -> Voices:
    """What gives each party its voice in a body, by the key of the party; of one party where one is named.

    Whether its dues are paid is not asked here.
    """
    of_members = body_of_members(body)
    grounds = list(memberships(of_members, on, party) if of_members is not None else seats(body, on, party))
    return {ground.party_id: ground for ground in reversed(grounds)}


def body_of_members(body: Body) -> int | None:
    """The body whose members meet: itself where it has any; an assembly is one of the members of the body above it."""
    if body.memberships.exists():
        return body.pk
    if body.kind == Body.Kind.ASSEMBLY and body.parent_id and body.parent.memberships.exists():
        return body.parent_id
    return None


def memberships(body_pk: int, on: date, party: Party | None) -> list[Membership]:
    rows = Membership.objects.members(on).filter(body=body_pk).select_related("party", "body").order_by("pk")
    return list(rows.filter(party=party) if party else rows)


def seats(body: Body, on: date, party: Party | None) -> list[Mandate]:
    """The seats that speak that day, the oldest first: one in question, or past its term, is silent."""
    rows = Mandate.objects.perhaps_on(on).filter(office__body=body).exclude(party=None).order_by("starts_on", "pk")
    rows = rows.filter(party=party) if party else rows
    rows = rows.select_related("office__body", "party").prefetch_related("holdings", "flags")
    book = StatuteBook(on)
    return [mandate for mandate in rows if state_of_seat(mandate, on, book) in SPEAKING]


def voice_of(party: Party, gathering: Gathering) -> Ground | None:
    """What gives a party its voice in a gathering of a known day, or nothing."""
    return voices_in(gathering.body, gathering.starts_on.first_day, party=party).get(party.pk)
