"""Who is told of an entry: those who write it, and the contacts of the city in the lead."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from hamshahr.accounts.models import User
from hamshahr.parties.models import Liaison

from ..models import Author, Call, Submission

State = Submission.State
UNDER_WAY = (State.DRAFT, State.WAITING, State.SUBMITTED)


def people_of(submissions: Iterable[Submission], on: date) -> list[User]:
    """The authors of these entries today, and the contacts of the cities that lead them."""
    authors = Author.objects.filter(submission__in=submissions, ended_at=None)
    led = [submission.party_id for submission in submissions]
    contacts = Liaison.objects.on(on).filter(party__in=led, duty=Liaison.Duty.CONTACT)
    found = User.objects.filter(Q(pk__in=authors.values("user")) | Q(pk__in=contacts.values("user")), is_active=True)
    return list(found.order_by("pk"))


def who_began(call: Call, on: date) -> list[User]:
    """Everybody with an entry of the call that is not withdrawn."""
    return people_of(list(call.submissions.filter(state__in=UNDER_WAY)), on)
