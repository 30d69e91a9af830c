"""One way to a ballot: what a reader may see of which."""

from django.http import Http404

from hamshahr.accounts.models import User
from hamshahr.meetings.circle import is_called

from . import queries, questions, rules
from .models import Ballot, Elector


def ballot_of(user: User, key: str) -> Ballot:
    """The ballot with that key, for whoever may see it; for others there is none."""
    return paper_of(user, key)[0]


def paper_of(user: User, key: str) -> tuple[Ballot, list[Elector]]:
    """The ballot with that key and the voices that the user casts in it; who has one need not be asked further."""
    found = next(iter(questions.ballots_with(None, key=key)), None)
    if found is None:
        raise Http404
    voices = queries.electors_of(user, found)
    if not (voices and found.gathering.live) and not may_see(user, found):
        raise Http404
    return found, voices


def may_see(user: User, ballot: Ballot) -> bool:
    """The public sees public ballots of shown meetings; the others see who votes, is called or keeps the body."""
    if Ballot.objects.visible_to(user).filter(pk=ballot.pk).exists() or rules.may_keep_ballot(user, ballot):
        return True
    return ballot.gathering.live and (is_called(user, ballot.gathering) or bool(queries.electors_of(user, ballot)))
