"""What the replays and the trials share: planning and calling a meeting, who comes, and how an item is dealt with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from i18nfield.strings import LazyI18nString

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.attendance.models import Delegate, Presence
from hamshahr.attendance.services import arrive, leave, name_delegate
from hamshahr.ballots.models import Ballot
from hamshahr.ballots.services import cast_jointly, close_ballot, enter_papers
from hamshahr.cli.past import clock_at
from hamshahr.decisions.models import Motion
from hamshahr.decisions.services import draft_motion, put_to_vote, step, translate
from hamshahr.gatherings.models import Gathering
from hamshahr.meetings.models import AgendaItem, Session
from hamshahr.meetings.services import add_item, close_item, convoke, open_item, plan_session
from hamshahr.parties.models import Party, Person
from hamshahr.rolls.models import Roll
from hamshahr.rolls.services import compute_roll, freeze_roll

LANGUAGES = ("en", "fa", "es", "fr")
EARLY = timedelta(minutes=10)
OTHERS = "replay@hamshahr.example"
OWN = {"mashhad": "nasrin@hamshahr.example", "seoul": "jun@hamshahr.example"}


@dataclass(frozen=True)
class Desk:
    """Who acts in a replay: two of the secretariat, and an account for everybody who is not in the cast."""

    secretary: User
    second: User
    others: User


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def desk() -> Desk:
    """The people of the cast, and the account under which the demonstration votes for cities without one."""
    named = {user.email: user for user in User.objects.filter(email__endswith="@hamshahr.example")}
    return Desk(named["sara@hamshahr.example"], named["tomas@hamshahr.example"], named.get(OTHERS) or stand_in())


def stand_in() -> User:
    """An account that nobody signs in to."""
    user = User.objects.create_user(OTHERS, None, full_name="Replay (demonstration)", language="en")
    log.write("user.added", user, by=None, reason="demonstration", changes=log.difference({}, log.fields_of(user)))
    return user


def plan(
    gathering: Gathering, said: Mapping[str, Any], signs: Mapping[str, Any], by: User, *, chair: Person | None = None
) -> list[Session]:
    """The sessions of a meeting with their agenda and motions, as they were announced, each marked as an example."""
    with clock_at(moment(said["planned_at"])):
        return [plan_one(gathering, each, said["zone"], signs, by, chair) for each in said["sessions"]]


def plan_one(
    gathering: Gathering, said: Mapping[str, Any], zone: str, signs: Mapping[str, Any], by: User, chair: Person | None
) -> Session:
    session = plan_session(
        gathering=gathering,
        kind=said["kind"],
        names=LazyI18nString(marked(said["names"], signs)),
        starts_at=moment(said["starts_at"]),
        ends_at=moment(said["ends_at"]),
        zone=zone,
        chair=chair,
        by=by,
    )
    for each in said["items"]:
        names = LazyI18nString(each["names"])
        rest = {"text": LazyI18nString(signs["said"]), "minutes_planned": each["minutes"], "audience": "public"}
        item = add_item(session=session, names=names, kind=each["kind"], by=by, **rest)
        if "text" in each:
            file(item, {**each, "names": marked(each["names"], signs)}, by)
    return session


def marked(names: Mapping[str, str], signs: Mapping[str, Any]) -> dict[str, str]:
    """A title that says in each language that its figures are examples; whatever rests on it repeats it."""
    return {code: f"{name} ({signs['mark'][code]})" for code, name in names.items()}


def file(item: AgendaItem, said: Mapping[str, Any], by: User) -> Motion:
    """A motion of the secretariat in every language of the house, open for amendments."""
    names, text = said["names"], said["text"]
    kind = said.get("motion", Motion.Kind.MOTION)
    motion = draft_motion(
        item=item, language="en", title=names["en"], text=blocks(text["en"]), mover=None, by=by, kind=kind
    )
    basis = motion.texts.get(language="en")
    for language in LANGUAGES[1:]:
        paragraphs = text[language].split("\n")
        translate(motion=motion, language=language, title=names[language], paragraphs=paragraphs, basis=basis, by=by)
    for state in ("filed", "open"):
        motion = step(motion=motion, after=state, by=by)
    return motion


def blocks(text: str) -> str:
    """Paragraphs with an empty line between them, as a form takes them."""
    return text.replace("\n", "\n\n")


def call(gathering: Gathering, said: Mapping[str, Any], by: User) -> Roll:
    """Call everybody in time, and settle who may vote."""
    with clock_at(moment(said["called_at"])):
        convoke(gathering=gathering, by=by)
    with clock_at(moment(said["frozen_at"])):
        roll = compute_roll(gathering=gathering, cut_off=moment(said["cut_off"]), by=by)
        return freeze_roll(roll=roll, by=by)


def send(gathering: Gathering, parties: Iterable[Party], said: Mapping[str, Any], by: User) -> list[Delegate]:
    """One delegate for each city that comes; those of the cast come themselves."""
    with clock_at(moment(said["frozen_at"])):
        return [
            name_delegate(
                gathering=gathering,
                party=party,
                person_name=f"Delegate (demonstration) {number}",
                role=Delegate.Role.HEAD,
                email=OWN.get(party.slug, ""),
                by=by,
            )
            for number, party in enumerate(parties, start=1)
        ]


def come(session: Session, delegates: Iterable[Delegate], by: User, *, at: datetime | None = None) -> None:
    """Everybody arrives from afar, shortly before the hour, or when it is said."""
    at = at or session.starts_at - EARLY
    with clock_at(at):
        for delegate in delegates:
            way = Presence.Way.REMOTE
            arrive(delegate=delegate, session=session, how=Presence.How.DESK, at=at, by=by, way=way)


def go(session: Session, delegates: Iterable[Delegate], by: User) -> None:
    with clock_at(session.ends_at):
        for delegate in delegates:
            leave(delegate=delegate, session=session, at=session.ends_at, by=by)


def deal_with(item: AgendaItem, said: Mapping[str, Any], at: datetime, desk: Desk) -> None:
    """Take up one item at its hour: open it, decide its motion where it has one, close it."""
    with clock_at(at):
        open_item(item=item, by=desk.secretary)
    motion = Motion.objects.filter(item=item).first()
    if motion is not None:
        decide(motion, said, at + timedelta(minutes=3), desk)
    with clock_at(at + timedelta(minutes=said["minutes"])):
        close_item(item=item, by=desk.secretary)


def decide(motion: Motion, said: Mapping[str, Any], at: datetime, desk: Desk) -> None:
    """Put a motion to the vote, let everybody answer, and close the ballot."""
    with clock_at(at):
        motion = step(motion=motion, after="debated", by=desk.secretary)
        ballot = put_to_vote(thing=motion, way=said["way"], by=desk.secretary).ballot
        if ballot.way != Ballot.Way.PAPER:
            vote(ballot, answers(ballot, said), desk)
        ballot = close_ballot(ballot=ballot, by=desk.secretary)
        if ballot.way == Ballot.Way.PAPER:
            count_papers(ballot, said, desk)


def answers(ballot: Ballot, said: Mapping[str, Any]) -> dict:
    """An example of how each voted: the first against, the next abstaining, all others for."""
    electors = list(ballot.electors.select_related("party").order_by("party__slug"))
    own = [each for each in electors if each.party.slug in OWN]
    rest = [each for each in electors if each.party.slug not in OWN]
    against, abstaining = said["against"], said["against"] + said["abstaining"]
    found = dict.fromkeys(rest[:against], "no") | dict.fromkeys(rest[against:abstaining], "abstain")
    return found | dict.fromkeys((*rest[abstaining:], *own), "yes")


def vote(ballot: Ballot, found: Mapping, desk: Desk) -> None:
    """Cast for every city in one act."""
    cast_jointly(ballot=ballot, answers=found, by=desk.others, once="replay" + ballot.key.replace("-", "")[:16])


def count_papers(ballot: Ballot, said: Mapping[str, Any], desk: Desk) -> None:
    """Two persons enter the same count."""
    no, abstain = said["against"], said["abstaining"]
    papers = {"yes": ballot.electors.count() - no - abstain, "no": no, "abstain": abstain}
    for by in (desk.secretary, desk.second):
        enter_papers(ballot=ballot, papers=papers, blank=0, invalid=0, by=by)
