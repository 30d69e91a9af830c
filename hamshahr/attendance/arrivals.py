"""What rooms above do in the transaction in which a city comes to be there: the decisions end the proxy it gave."""

from collections.abc import Callable
from datetime import datetime

from hamshahr.accounts.models import User
from hamshahr.meetings.models import Session
from hamshahr.parties.models import Party

Arrived = Callable[[Session, Party, datetime, User | None], object]
CALLED: list[Arrived] = []


def register(called: Arrived) -> None:
    """Be told when the first delegate of a city with a voice arrives; called once, when the house is set up."""
    if called not in CALLED:
        CALLED.append(called)


def tell(session: Session, party: Party, at: datetime, by: User | None) -> None:
    """Tell every room that asked."""
    for called in CALLED:
        called(session, party, at, by)
