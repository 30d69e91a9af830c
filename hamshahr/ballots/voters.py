"""Who else votes for a party beside its liaisons: what rooms that know of delegates say."""

from collections.abc import Callable, Iterable
from typing import Any

from hamshahr.accounts.models import User
from hamshahr.parties.models import Party

from .models import Ballot

VotesFor = Callable[[User, Party, Any], bool]
PartiesOf = Callable[[User, Any], Iterable[int]]
VOTERS: list[tuple[VotesFor, PartiesOf | None]] = []


def register(votes_for: VotesFor, parties_of: PartiesOf | None = None) -> None:
    """Let a room say whether a user votes for a party in a session; called once, when the house is set up.

    ``parties_of`` gives the keys of all parties a user votes for in a session, so that each needs not be asked about.
    """
    if (votes_for, parties_of) not in VOTERS:
        VOTERS.append((votes_for, parties_of))


def votes_for(user: User, party: Party, session: Any) -> bool:
    return session is not None and any(ask(user, party, session) for ask, _parties in VOTERS)


def parties_of(user: User, session: Any, ballot: Ballot) -> set[int]:
    """The parties among those that cast in a ballot for which a user votes."""
    found: set[int] = set()
    for ask, parties in VOTERS if session is not None else ():
        if parties is not None:
            found |= set(parties(user, session))
        else:
            casting = Party.objects.filter(pk__in=ballot.electors.values("cast_by"))
            found |= {party.pk for party in casting if ask(user, party, session)}
    return found
