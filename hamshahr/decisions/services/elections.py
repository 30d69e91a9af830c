"""Elections called, candidatures filed, supported, accepted and withdrawn, the list closed."""

from fractions import Fraction
from math import ceil
from typing import Any

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.meetings.models import AgendaItem
from hamshahr.parties.models import Party

from .. import quorum
from ..articles import Applied
from ..models import Election, ElectoralList, Nomination, Support
from ..rules import elections as rules

State, Standings = Election.State, Nomination.State


def refuse(obstacle: str | None) -> None:
    if obstacle:
        raise Refused(obstacle)


@transaction.atomic
def call_election(*, item: AgendaItem, names: Any, places: int, by: User | None, **fields: Any) -> Election:
    """Call an election under an item; what the statutes say of seats and of candidatures is kept with it."""
    item = AgendaItem.objects.select_for_update(of=["self"]).select_related("session__gathering__body").get(pk=item.pk)
    item.session.gathering = item.session.gathering
    applied = quorum.rule_of_session(item.session, kind="election")
    quotas = quotas_of(applied, places)
    lowest, highest = fields.setdefault("choices_min", 1), fields.setdefault("choices_max", places)
    refuse(
        rules.obstacle_to_call(
            item,
            method=fields.get("method", Election.Method.PLURALITY),
            places=places,
            rounds_most=fields.get("rounds_most", 1),
            quotas=quotas,
            lowest=lowest,
            highest=highest,
        )
    )
    election = Election(gathering=item.session.gathering, item=item, names=names, places=places, **fields)
    election.quotas, election.threshold = quotas, threshold_of(applied)
    election.full_clean()
    log.save(election, "election.called", by=by)
    return election


def quotas_of(applied: Applied, places: int) -> dict[str, Any]:
    """The seats of each region and the floor of each gender, as the statutes set them."""
    regional = applied.extras.get("regional seats", {}).get("regional", {})
    floor = applied.extras.get("gender floor", {}).get("gender_floor")
    least = ceil(Fraction(floor) * places) if floor else 0
    quotas: dict[str, Any] = {"least": regional, "most": regional} if regional else {}
    return quotas | ({"women": least, "men": least} if least else {})


def threshold_of(applied: Applied) -> dict[str, Any]:
    """How many governments, of how many countries and regions, sign a candidature, and by which article."""
    asked = applied.extras.get("nominations", {})
    found = {name: asked[name] for name in ("governments", "countries", "regions") if name in asked}
    return found | {"article": applied.article("nominations")} if found else {}


@transaction.atomic
def add_list(*, election: Election, names: Any, by: User | None) -> ElectoralList:
    """A list on which candidates stand together."""
    election = locked(election)
    refuse(rules.obstacle_to_nominate(election))
    found = ElectoralList(election=election, names=names, position=election.lists.count() + 1)
    found.full_clean()
    log.save(found, "electoral_list.added", by=by)
    return found


def locked(election: Election) -> Election:
    rows = Election.objects.select_for_update(of=["self"])
    return rows.select_related("gathering__body", "item__session", "office").get(pk=election.pk)


@transaction.atomic
def nominate(*, election: Election, party: Party, by: User | None, **fields: Any) -> Nomination:
    """File a candidature; where nothing else is said, the region is that of the party's country."""
    election = locked(election)
    refuse(rules.obstacle_to_nominate(election))
    number = election.nominations.count() + 1
    region = fields.pop("region", None) or (party.country.region if party.country else None)
    nomination = Nomination(election=election, number=number, party=party, region=region, filed_by=by, **fields)
    nomination.full_clean()
    log.save(nomination, "nomination.filed", by=by)
    return nomination


@transaction.atomic
def support(*, nomination: Nomination, party: Party, by: User | None) -> Support:
    """Let a party sign a candidature; once for each."""
    nomination = Nomination.objects.select_for_update(of=["self"]).select_related("election").get(pk=nomination.pk)
    if standing := nomination.supports.filter(party=party).first():
        return standing
    refuse(rules.obstacle_to_support(nomination, party))
    found = Support(nomination=nomination, party=party, given_by=by)
    found.full_clean()
    log.save(found, "nomination.supported", by=by)
    return found


@transaction.atomic
def answer_nomination(*, nomination: Nomination, accept: bool, by: User | None, reason: str = "") -> Nomination:
    """Accept a candidature that has what the statutes ask, or refuse it with a reason."""
    rows = Nomination.objects.select_for_update(of=["self"]).select_related("election__gathering__body")
    nomination = rows.get(pk=nomination.pk)
    state = Standings.ACCEPTED if accept else Standings.REFUSED
    if nomination.state == state:
        return nomination
    refuse(rules.obstacle_to_accept(nomination) if accept else rules.obstacle_to_nominate(nomination.election))
    return bring(nomination, state, by=by, reason=reason)


@transaction.atomic
def withdraw_nomination(*, nomination: Nomination, by: User | None, reason: str = "") -> Nomination:
    """Take a candidature back, as long as no vote on it was opened."""
    rows = Nomination.objects.select_for_update(of=["self"]).select_related("election__gathering__body")
    nomination = rows.get(pk=nomination.pk)
    if nomination.state == Standings.WITHDRAWN:
        return nomination
    if nomination.election.state not in {State.NOMINATING, State.LISTED}:
        refuse(rules.obstacle_to_nominate(nomination.election))
    return bring(nomination, Standings.WITHDRAWN, by=by, reason=reason)


def bring(nomination: Nomination, state: str, *, by: User | None, reason: str) -> Nomination:
    nomination.state, nomination.because = state, reason
    nomination.full_clean()
    log.save(nomination, f"nomination.{state}", by=by, reason=reason)
    return nomination


@transaction.atomic
def close_list(*, election: Election, seed: str = "", by: User | None) -> Election:
    """Close the list of candidates; the seed of the lots is published with it, before anybody votes."""
    election = locked(election)
    if election.state == State.LISTED:
        return election
    refuse(rules.obstacle_to_close_list(election))
    election.state, election.seed = State.LISTED, seed.strip()
    log.save(election, "election.listed", by=by)
    return election
