"""Rounds of an election opened and counted, and the seats given to those elected."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.ballots.models import Ballot
from hamshahr.ballots.queries import answers
from hamshahr.ballots.services import OptionSpec, open_ballot
from hamshahr.bodies.services import grant_mandate, record_decision
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.languages import say
from hamshahr.meetings.models import Session
from hamshahr.rolls.queries import roll_of

from .. import quorum
from ..concluding import room_as_json
from ..counting import Lots, Quotas, Standing
from ..counting.results import Step
from ..counting.words import five_places
from ..electing import Elected, elect, papers_from
from ..models import Election, Nomination, Round
from ..rules import elections as rules
from .elections import Standings, State, locked, refuse
from .electors import electors_of, entitled_of, lent_at, lines_of
from .voting import audience_of

FORMS = {
    Election.Method.PLURALITY: Ballot.Form.CHOICE,
    Election.Method.APPROVAL: Ballot.Form.APPROVAL,
    Election.Method.D_HONDT: Ballot.Form.CHOICE,
    Election.Method.WEBSTER: Ballot.Form.CHOICE,
}


@transaction.atomic
def open_round(*, election: Election, way: str, by: User, at: datetime | None = None) -> Round:
    """Open the ballot of the next round, for those who are there or represented at this minute."""
    at, election = at or timezone.now(), locked(election)
    if standing := election.rounds.filter(decided_at=None, annulled_at=None).first():
        return standing
    session = Session.objects.select_for_update(of=["self"]).get(pk=election.item.session_id)
    refuse(rules.obstacle_to_open_round(election, session, at=at))
    found, lines = quorum.at(session, at, kind="election"), lines_of(session)
    last = election.rounds.order_by("number").last()
    names, places = options_of(election, last), places_left(election)
    ballot = open_ballot(
        gathering=session.gathering,
        session=session,
        question=election.names,
        way=way,
        form=FORMS.get(election.method, Ballot.Form.RANKING),
        options=names,
        electors=electors_of(found, lines),
        seats=places,
        choices=choices_of(election, places, len(names)),
        rule=found.applied.as_json(),
        entitled=entitled_of(found),
        audience=audience_of(election.item),
        by=by,
    )
    number = last.number + 1 if last else 1
    row = Round(election=election, number=number, session=session, ballot=ballot, places=places, put_at=at)
    row.roll, row.rule, row.standing = roll_of(session.gathering), found.applied.as_json(), [o.key for o in names]
    row.room = room_as_json(found.room, lent_at(session, at, lines))
    log.save(row, "round.opened", by=by)
    election.state = State.VOTING
    log.save(election, "election.put", by=by)
    return row


def places_left(election: Election) -> int:
    return election.places - sum(len(row.elected) for row in election.rounds.all())


def choices_of(election: Election, places: int, names: int) -> tuple[int, int]:
    """How many names a paper of this round bears: never more than there are, one where lists are voted."""
    if election.is_of_lists:
        return (1, 1)
    if FORMS.get(election.method) is None:
        return (min(election.choices_min, names), names)
    most = min(election.choices_max, names)
    return (min(election.choices_min, most), most)


def options_of(election: Election, last: Round | None) -> list[OptionSpec]:
    """The names on the paper: the lists, or the candidates, in later rounds those who stand again."""
    if election.is_of_lists:
        return [OptionSpec(each.names, key=f"l{each.pk}") for each in election.lists.order_by("position", "pk")]
    again = set(last.result.get("again", [])) if last else None
    rows = election.nominations.filter(state=Standings.ACCEPTED).select_related("party").order_by("number")
    rows = [row for row in rows if again is None or key_of(row) in again]
    return [OptionSpec(names_of(row), key_of(row), row.party, row.person_name) for row in rows]


def key_of(nomination: Nomination) -> str:
    return f"n{nomination.number}"


def names_of(nomination: Nomination) -> LazyI18nString:
    """The candidate's name before that of the party, in every language the party has one in."""
    names = nomination.party.names.data
    names = names if isinstance(names, Mapping) else {"en": str(names)}
    before = f"{nomination.person_name} · " if nomination.person_name else ""
    return LazyI18nString({code: f"{before}{name}" for code, name in names.items() if name})


@transaction.atomic
def count_round(ballot: Ballot, by: User | None) -> None:
    """Count the round a ballot was of; called in the transaction that counts the ballot."""
    rows = Round.objects.select_for_update(of=["self"]).filter(ballot=ballot, decided_at=None)
    row = rows.select_related("election").first()
    if row is None:
        return
    election = locked(row.election)
    found = counted(election, row)
    row.elected = elected_keys(election, row, found) if found else []
    row.result, row.decided_at = result_of(row, found), timezone.now()
    log.save(row, "round.counted", by=by)
    is_over = found is not None and not found.again
    election.state = State.DECIDED if is_over else State.LISTED
    log.save(election, "election.counted", by=by)


def counted(election: Election, row: Round) -> Elected | None:
    """The count of one round by the method and the quotas of its election."""
    kept = election.quotas
    quotas = Quotas(kept.get("least", {}), kept.get("most", {}), kept.get("women", 0), kept.get("men", 0))
    by_key = {key_of(each): each for each in election.nominations.select_related("region")}
    return elect(
        election.method,
        row.standing,
        papers_from(answers(row.ballot).papers),
        row.places,
        Lots.drawn(len(row.standing), election.seed or None),
        quotas=quotas if kept else None,
        standings=[standing_of(by_key[key]) for key in row.standing if key in by_key],
        is_last=row.number >= election.rounds_most,
    )


def standing_of(nomination: Nomination) -> Standing:
    return Standing(nomination.region.slug if nomination.region else "", nomination.gender)


def elected_keys(election: Election, row: Round, found: Elected) -> list[str]:
    """The keys of those elected; from a list the first of it who stand."""
    if not election.is_of_lists:
        return [row.standing[one] for one in found.elected]
    keys = []
    for key, seats in zip(row.standing, found.seats, strict=True):
        rows = election.nominations.filter(state=Standings.ACCEPTED, on_list=int(key[1:])).order_by("number")
        keys += [key_of(each) for each in rows[:seats]]
    return keys


def result_of(row: Round, found: Elected | None) -> dict[str, Any]:
    """What the page of the election tells, with exact figures."""
    if found is None:
        return {"unfilled": "quotas"}
    steps = [[step.kind, {name: plain(figure) for name, figure in step.figures.items()}] for step in found.steps]
    return {"again": [row.standing[one] for one in found.again], "seats": list(found.seats), "steps": steps}


def plain(figure: Any) -> Any:
    if isinstance(figure, Fraction):
        return figure.numerator if figure.denominator == 1 else five_places(figure)
    return list(figure) if isinstance(figure, Sequence) and not isinstance(figure, str) else figure


def steps_of(row: Round) -> list[Step]:
    """The steps as they were kept."""
    return [Step(kind, figures) for kind, figures in row.result.get("steps", [])]


@transaction.atomic
def seat_elected(*, election: Election, number: str, starts_on: date, by: User) -> list[Any]:
    """Give those elected the seats of the office, on the decision of the meeting."""
    election = locked(election)
    refuse(rules.obstacle_to_seat(election))
    decided_on = PartialDate.of(election.item.session.day)
    item = say(election.item.names)[:200]
    decision = record_decision(
        body=election.gathering.body,
        title=election.names,
        decided_on=decided_on,
        number=number,
        agenda_item=item,
        by=by,
    )
    mandates = [
        grant_mandate(office=election.office, party=each.party, person=each.person, starts_on=starts_on,
                      decision=decision, by=by)
        for each in elected_in(election)
    ]  # fmt: skip
    election.decision = decision
    log.save(election, "election.seated", by=by)
    return mandates


def elected_in(election: Election) -> list[Nomination]:
    """The candidates elected in all rounds, in the order in which they were."""
    keys = [key for row in election.rounds.order_by("number") for key in row.elected]
    by_key = {key_of(each): each for each in election.nominations.select_related("party", "person", "region")}
    return [by_key[key] for key in keys]
