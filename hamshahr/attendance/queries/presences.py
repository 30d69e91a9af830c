"""Reading presences: who is there at a minute, by city and by region."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from hamshahr.accounts.models import User
from hamshahr.kernel.languages import say
from hamshahr.meetings.models import Session
from hamshahr.parties.models import Party, Region, visible_party

from .. import protocol
from ..models import Delegate, Presence
from .delegations import ROLES, region_of


@dataclass(frozen=True)
class Row:
    """A city that is there, with those of its delegates who are."""

    party: Party
    region: Region | None
    presences: list[Presence]
    has_voice: bool


@dataclass(frozen=True)
class Count:
    """How many cities of a region are there, of how many that sent somebody."""

    region: Region | None
    present: int
    sent: int


def session_at_hand(sessions: Iterable[Session], at: datetime) -> Session | None:
    """The session that runs, else the one that begins next, else the last that there was."""
    standing = [session for session in sessions if session.cancelled_at is None]
    running = next((session for session in standing if session.is_open), None)
    to_come = (session for session in standing if session.opened_at is None and session.ends_at > at)
    return running or next(to_come, None) or (standing[-1] if standing else None)


def present_parties(session: Session, at: datetime) -> frozenset[int]:
    """The keys of the parties for which somebody with a voice is there at that minute."""
    there = Presence.objects.at(at).filter(session=session).exclude(delegate__role=Delegate.Role.COMPANION)
    return frozenset(there.order_by().values_list("delegate__delegation__party", flat=True))


def present_rows(session: Session, user: User, at: datetime) -> list[Row]:
    """The cities of which somebody is there at that minute, in protocol order."""
    there = Presence.objects.at(at).filter(session=session).filter(visible_party(user, "delegate__delegation__party__"))
    by_party, parties = defaultdict(list), {}
    for presence in there.select_related("delegate__delegation__party__country__region").order_by("arrived_at", "pk"):
        party = presence.delegate.delegation.party
        parties[party.pk] = party
        by_party[party.pk].append(presence)
    ranks, _voices = protocol.ranks(session.gathering)
    return [row_of(party, by_party[party.pk]) for party in protocol.in_order(parties.values(), ranks)]


def row_of(party: Party, presences: list[Presence]) -> Row:
    presences.sort(key=lambda each: (ROLES.index(Delegate.Role(each.delegate.role)), each.delegate.position))
    return Row(party, region_of(party), presences, any(each.delegate.has_voice for each in presences))


def counts_by_region(session: Session, rows: list[Row], user: User) -> list[Count]:
    """Of how many cities somebody with a voice is there, of those that sent somebody with one, by region."""
    delegates = Delegate.objects.sent().with_a_voice().filter(gathering=session.gathering_id)
    delegates = delegates.filter(visible_party(user, "delegation__party__"))
    pairs = delegates.order_by().values_list("delegation__party__country__region", "delegation__party").distinct()
    sent = defaultdict(set)
    for region, party in pairs:
        sent[region].add(party)
    there = defaultdict(int)
    for row in rows:
        there[row.region.pk if row.region else None] += row.has_voice
    regions = {region.pk: region for region in Region.objects.filter(pk__in=sent)}
    keys = sorted(sent, key=lambda key: (regions[key].position if key in regions else 1_000, key or 0))
    return [Count(regions.get(key), there[key], len(sent[key])) for key in keys]


def said(count: Count) -> str:
    return say(count.region.names) if count.region else ""
