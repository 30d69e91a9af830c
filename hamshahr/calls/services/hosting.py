"""A meeting finds its host by a call: the meeting is named, and the choice of a body makes a city its host."""

from datetime import datetime

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.bodies.models import Decision
from hamshahr.gatherings.models import Gathering, Part
from hamshahr.gatherings.services import take_part
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import say

from ..models import Call, HostSearch, Partner, Submission
from ..notices import hosting as notices
from ..rules import hosting as rules
from .designing import locked


@transaction.atomic
def search_host(*, call: Call, gathering: Gathering, by: User | None) -> HostSearch:
    """Name the meeting for which a call looks for a host; in a draft it can be named anew."""
    call = locked(call)
    if obstacle := rules.obstacle_to_search(call, gathering):
        raise Refused(obstacle)
    search = rules.search_of(call) or HostSearch(call=call)
    search.gathering = gathering
    search.full_clean()
    log.save(search, "host.sought", by=by)
    return search


@transaction.atomic
def choose_host(*, submission: Submission, decision: Decision, by: User | None, at: datetime) -> HostSearch:
    """Enter whom a body chose: its city, and those that joined it, host the meeting; every candidate is told.

    The same choice entered again is the same one.
    """
    call = locked(submission.call)
    search = HostSearch.objects.select_for_update(of=["self"]).select_related("gathering").filter(call=call).first()
    if search is not None and (search.submission_id, search.decision_id) == (submission.pk, decision.pk):
        return search
    submission = Submission.objects.select_for_update(of=["self"]).select_related("party").get(pk=submission.pk)
    if obstacle := rules.obstacle_to_choose(call, submission, decision, at=at):
        raise Refused(obstacle)
    search.submission, search.decision, search.chosen_at, search.chosen_by = submission, decision, at, by
    search.full_clean()
    log.save(search, "host.chosen", by=by)
    search.call = call
    place(search.gathering, submission, by=by)
    give_parts(search, by=by)
    notices.host_chosen(search)
    return search


def place(gathering: Gathering, submission: Submission, *, by: User | None) -> None:
    """A meeting without a place is held where its host is."""
    if gathering.place_id is not None:
        return
    gathering.place = submission.party
    gathering.country = gathering.country or submission.party.country
    gathering.full_clean()
    log.save(gathering, "gathering.placed", by=by)


def give_parts(search: HostSearch, *, by: User | None) -> None:
    """The city in the lead and the partners that accepted host the meeting; it enters the record of each."""
    joined = search.submission.partners.filter(state=Partner.State.ACCEPTED).select_related("party")
    for party in [search.submission.party, *(partner.party for partner in joined.order_by("pk"))]:
        fields = {
            "role": Part.Role.HOST,
            "source": say(search.decision.title)[:600],
            "as_of": search.decision.decided_on,
        }
        take_part(gathering=search.gathering, party=party, by=by, **fields)
