"""One way to a ballot: what a reader may see of which."""

from django.http import Http404

from hamshahr.accounts.models import User
from hamshahr.meetings.circle import is_called

from . import queries, rules
from .models import Ballot


def ballot_of(user: User, key: str) -> Ballot:
    """The ballot with that key, for whoever may see it; for others there is none."""
    related = ("gathering__body", "session", "opened_by")
    found = Ballot.objects.select_related(*related).filter(key=key).first()
    if found is None or not may_see(user, found):
        raise Http404
    return found


def may_see(user: User, ballot: Ballot) -> bool:
    """The public sees public ballots of shown meetings; the others see who votes, is called or keeps the body."""
    if Ballot.objects.visible_to(user).filter(pk=ballot.pk).exists() or rules.may_keep_ballot(user, ballot):
        return True
    return ballot.gathering.live and (is_called(user, ballot.gathering) or queries.electors_of(user, ballot).exists())
