"""Who calls elections, stands and supports, and what stands in the way."""

from datetime import datetime

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.gatherings.models import Gathering
from hamshahr.gatherings.voices import voices_in
from hamshahr.kernel.digits import localise
from hamshahr.meetings.circle import day_of
from hamshahr.meetings.models import AgendaItem, Session
from hamshahr.meetings.rules import may_keep_meeting
from hamshahr.parties.models import Party

from .. import quorum
from ..electing import ADDING
from ..models import Election, Nomination
from .motions import FILING_DUTIES, obstacle_to_draft
from .proxies import has_duty
from .voting import obstacle_of_roll

State = Election.State


def may_act_for_candidate(user: User, nomination: Nomination) -> bool:
    """Who acts for the party that stands; the secretary for whomever."""
    gathering = nomination.election.gathering
    return may_keep_meeting(user, gathering) or has_duty(user, nomination.party, FILING_DUTIES)


def obstacle_to_call(
    item: AgendaItem, *, method: str, places: int, rounds_most: int, quotas: dict, lowest: int, highest: int
) -> str | None:
    """Why no election of this kind can be called under this item, or None."""
    if item.kind != AgendaItem.Kind.ELECTION:
        return _("An election stands under an item of the agenda that is an election.")
    if lowest > highest:
        return _("The most choices are not fewer than the least.")
    if quotas and (method not in ADDING or rounds_most > 1):
        return _("Seats under quotas are counted in one round, by most votes, approval or Borda.")
    if rounds_most > 1 and method not in {Election.Method.PLURALITY, Election.Method.APPROVAL}:
        return _("Rounds are for most votes and approval; the other methods need one round only.")
    if sum(quotas.get("least", {}).values()) > places:
        return _("The regions have more seats than there are places.")
    return obstacle_to_draft(item)


def obstacle_to_nominate(election: Election) -> str | None:
    """Why nobody can stand any more, or None."""
    if election.state != State.NOMINATING:
        return _("Candidatures are closed.")
    return None


def has_voice(party: Party, gathering: Gathering) -> bool:
    day = day_of(gathering)
    return day is not None and bool(voices_in(gathering.body, day, party=party))


def obstacle_to_support(nomination: Nomination, party: Party) -> str | None:
    """Why a party cannot support this candidature, or None."""
    if obstacle := obstacle_to_nominate(nomination.election):
        return obstacle
    if nomination.state not in {Nomination.State.FILED, Nomination.State.ACCEPTED}:
        return _("This candidature is %(state)s.") % {"state": nomination.get_state_display()}
    if not has_voice(party, nomination.election.gathering):
        return _("Only members with a voice at this meeting support a candidature.")
    return None


def obstacle_of_threshold(nomination: Nomination) -> str | None:
    """What the statutes ask of a candidature that this one does not have yet, or None."""
    asked = nomination.election.threshold
    parties = [support.party for support in nomination.supports.select_related("party__country")]
    have = {
        "governments": len(parties),
        "countries": len({party.country_id for party in parties if party.country_id}),
        "regions": len({party.country.region_id for party in parties if party.country and party.country.region_id}),
    }
    if all(have[name] >= asked.get(name, 0) for name in have):
        return None
    words = {name: localise(have[name]) for name in have}
    words |= {f"asked_{name}": localise(asked.get(name, 0)) for name in have}
    said = _(
        "It has the support of %(governments)s governments of %(countries)s countries and %(regions)s regions; "
        "%(asked_governments)s, %(asked_countries)s and %(asked_regions)s are asked."
    )
    article = asked.get("article", "")
    return f"{said % words} ({_('Article %(article)s') % {'article': article}})" if article else said % words


def obstacle_to_accept(nomination: Nomination) -> str | None:
    """Why a candidature cannot be accepted, or None."""
    if nomination.state != Nomination.State.FILED:
        return _("This candidature is %(state)s.") % {"state": nomination.get_state_display()}
    if nomination.election.is_of_lists and nomination.on_list_id is None:
        return _("In this election candidates stand on lists.")
    return obstacle_to_nominate(nomination.election) or obstacle_of_threshold(nomination)


def obstacle_to_close_list(election: Election) -> str | None:
    """Why the list of candidates cannot be closed, or None."""
    if obstacle := obstacle_to_nominate(election):
        return obstacle
    if election.nominations.filter(state=Nomination.State.FILED).exists():
        return _("Some candidatures are neither accepted nor refused yet.")
    if not election.nominations.filter(state=Nomination.State.ACCEPTED).exists():
        return _("Nobody stands yet.")
    return None


def obstacle_to_open_round(election: Election, session: Session, *, at: datetime) -> str | None:
    """Why no round can be opened, or None."""
    if election.state == State.NOMINATING:
        return _("The list of candidates is not closed yet.")
    if election.state != State.LISTED:
        return _("This election is %(state)s.") % {"state": election.get_state_display()}
    item = election.item
    if item.session_id != session.pk or item.opened_at is None or item.closed_at is not None:
        return _("The item is not under way; the chair opens it first.")
    return obstacle_of_roll(session) or quorum.obstacle_to_decide(session, at, kind="election")


def obstacle_to_seat(election: Election) -> str | None:
    """Why those elected cannot be given their seats, or None."""
    if election.state != State.DECIDED:
        return _("This election is not decided yet.")
    if election.office_id is None:
        return _("No office is named whose seats they would get.")
    if election.decision_id is not None:
        return _("They have their seats already.")
    return None
