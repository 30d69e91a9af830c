"""Reading the speakers' list: who has the floor, who waits, and how long each city and region has spoken."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from hamshahr.accounts.models import User
from hamshahr.kernel.languages import say
from hamshahr.meetings.models import Session
from hamshahr.meetings.models.agenda import of_audiences
from hamshahr.meetings.rules import audiences_for
from hamshahr.parties.models import Party, visible_party

from ..models import Delegate, Presence, Speaking


@dataclass(frozen=True)
class Speakers:
    """The list of a session at a moment, as one reader may see it."""

    speaking: Speaking | None
    interrupted: list[Speaking]
    waiting: list[Speaking]
    spoken: list[Speaking]


@dataclass(frozen=True)
class Account:
    """How often and how many seconds a city or a region has spoken."""

    name: str
    turns: int
    seconds: int


def may_speak_for(user: User, party: Party, session: Session, at: datetime | None = None) -> bool:
    """Whether a user is a delegate with a voice of this city who is in the session, at this or a named moment."""
    return there_as(user, session, at).filter(delegate__delegation__party=party).exists()


def spoken_for(user: User, session: Session) -> list[int]:
    """The keys of the cities for which a user is in the session now as a delegate with a voice."""
    return list(there_as(user, session).values_list("delegate__delegation__party", flat=True).distinct())


def there_as(user: User, session: Session, at: datetime | None = None) -> QuerySet[Presence]:
    """The presences of a user as a delegate with a voice, at this or a named moment."""
    if not user.is_authenticated or not user.is_active:
        return Presence.objects.none()
    there = Presence.objects.at(at) if at else Presence.objects.standing().filter(left_at=None, session__closed_at=None)
    there = there.filter(session=session, delegate__user=user, delegate__withdrawn_at=None)
    return there.exclude(delegate__role=Delegate.Role.COMPANION)


def shown_to(session: Session, user: User) -> list[Speaking]:
    """The rows of a session that a reader may see: those on points of the agenda that are for this reader."""
    own = of_audiences(audiences_for(user, session.gathering), "item__")
    rows = Speaking.objects.filter(Q(item=None) | own, session=session, withdrawn_at=None)
    rows = rows.filter(visible_party(user, "delegate__delegation__party__"))
    return list(rows.in_turn().select_related("item", "delegate__delegation__party__country__region"))


def speakers_of(rows: list[Speaking]) -> Speakers:
    """The rows of a session as its list: the waiting in turn, the spoken as they spoke."""
    begun = sorted((row for row in rows if row.started_at), key=lambda row: (row.started_at, row.pk))
    open_ones = [row for row in begun if not row.ended_at]
    return Speakers(
        next((row for row in open_ones if not row.paused_at), None),
        [row for row in open_ones if row.paused_at],
        [row for row in rows if not row.started_at],
        [row for row in begun if row.ended_at],
    )


def next_of(speakers: Speakers) -> tuple[str, Speaking] | None:
    """What the chair does next: whoever was interrupted goes on before all others but points of order."""
    first = speakers.waiting[0] if speakers.waiting else None
    if speakers.interrupted and (first is None or first.kind != Speaking.Kind.ORDER):
        return "resume", speakers.interrupted[-1]
    return ("give", first) if first else None


def accounts_of(rows: list[Speaking]) -> tuple[list[Account], list[Account]]:
    """The time of each city, then of each region, the longest first; a speech counts once it is over or held up."""
    cities, regions = defaultdict(lambda: [0, 0]), defaultdict(lambda: [0, 0])
    for row in rows:
        over = row.ended_at or row.paused_at
        if over is None:
            continue
        party = row.delegate.delegation.party
        region = party.country.region if party.country else None
        for account in (cities[say(party.names)], regions[say(region.names) if region else ""]):
            account[0] += 1
            account[1] += row.seconds_at(over)
    return in_length(cities), in_length(regions)


def in_length(accounts: dict[str, list[int]]) -> list[Account]:
    found = [Account(name, turns, seconds) for name, (turns, seconds) in accounts.items()]
    return sorted(found, key=lambda account: (-account.seconds, account.name))
