"""Who else votes for a party beside its liaisons: what rooms that know of delegates say."""

from collections.abc import Callable
from typing import Any

from hamshahr.accounts.models import User
from hamshahr.parties.models import Party

VOTERS: list[Callable[[User, Party, Any], bool]] = []


def register(votes_for: Callable[[User, Party, Any], bool]) -> None:
    """Let a room say whether a user votes for a party in a session; called once, when the house is set up."""
    if votes_for not in VOTERS:
        VOTERS.append(votes_for)


def votes_for(user: User, party: Party, session: Any) -> bool:
    return session is not None and any(ask(user, party, session) for ask in VOTERS)
