"""The two meetings once more, to be played by hand: everything is ready on the day of loading, and nothing is decided.

A meeting is that of the replay moved to this hour, in the zone of the installation, so that its day is the day of all
others. It begins when the secretary opens its session, be it days later.
"""

import io
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from hamshahr.accounts.models import User
from hamshahr.attendance.models import Delegate
from hamshahr.attendance.services import name_delegate
from hamshahr.bodies.models import Body
from hamshahr.bodies.services import found_body, found_office, grant_mandate
from hamshahr.cli.past import clock_at
from hamshahr.gatherings.models import Gathering
from hamshahr.gatherings.services import add_gathering
from hamshahr.gatherings.voices import voices_in
from hamshahr.kernel.dates import PartialDate
from hamshahr.meetings.models import AgendaItem, Audience, Paper, Session
from hamshahr.meetings.reading import read_file
from hamshahr.meetings.services import add_item, bring_paper, bring_version
from hamshahr.parties.models import Party, Person
from hamshahr.parties.services import add_person
from hamshahr.rolls.queries import entitled_lines

from . import assembly, board, playing
from .playing import Desk, moment

FILE = Path(__file__).parent.parent / "network" / "trials.json"
MEETINGS = ("trial-assembly", "trial-board")
COMING = {"assembly": assembly.who_comes, "board": board.who_comes}
BY_HAND = {"mashhad", "seoul"}  # their people of the cast arrive themselves
GUEST = {"mashhad": "omid@hamshahr.example"}  # somebody who sees the room and has no vote
CHAIR = "jun@hamshahr.example"
SOURCE = "Demonstration: a trial meeting with example figures"
SEATED_ON = date(2021, 11, 8)


def stage(slug: str, said: Mapping[str, Any]) -> bool:
    """Make one trial meeting ready, unless it is there; ``said`` is what the replays say. Whether it was made now."""
    if Gathering.objects.filter(slug=slug).exists():
        return False
    trial = json.loads(FILE.read_text(encoding="utf-8"))
    meeting, hour = trial["meetings"][slug], timezone.now().astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    replayed = said[meeting["plays"]] | {"zone": settings.TIME_ZONE} | meeting.get("otherwise", {})
    told = moved(replayed, hour - moment(replayed["sessions"][0]["starts_at"]))
    with transaction.atomic():
        prepare(enter(slug, meeting, trial, hour), meeting["plays"], told, trial)
    return True


def moved(told: Any, by: timedelta) -> Any:
    """The same words, with every moment moved."""
    if isinstance(told, list):
        return [moved(each, by) for each in told]
    if not isinstance(told, dict):
        return told
    return {
        name: (moment(each) + by).isoformat() if name.endswith("_at") or name == "cut_off" else moved(each, by)
        for name, each in told.items()
    }


def enter(slug: str, meeting: Mapping[str, Any], trial: Mapping[str, Any], hour: datetime) -> Gathering:
    """The gathering in the register; the body of the trial board is founded with it."""
    names = LazyI18nString(playing.marked(meeting["names"], trial))
    body = Body.objects.filter(slug=meeting["body"]).first() or found(trial, hour)
    day = PartialDate.of(timezone.localdate(hour))
    words = {"slug": slug, "kind": meeting["kind"], "names": names, "mode": Gathering.Mode.ONLINE, "source": SOURCE}
    return add_gathering(body=body, starts_on=day, by=None, **words)


def found(trial: Mapping[str, Any], hour: datetime) -> Body:
    """A board of its own, whose seats say of themselves that they are examples; the real one stays as it is."""
    said, office = dict(trial["body"]), dict(trial["office"])
    parent = Body.objects.get(slug=said.pop("parent"))
    said["names"], office["names"] = LazyI18nString(said["names"]), LazyI18nString(office["names"])
    body = found_body(kind=Body.Kind.BOARD, parent=parent, source=SOURCE, confidence="claimed", by=None, **said)
    seat = found_office(body=body, needs_local_office=False, by=None, **office)
    real, since = (
        Body.objects.get(slug="metropolis-board"),
        PartialDate.of(timezone.localdate(hour - timedelta(days=60))),
    )
    for ground in voices_in(real, SEATED_ON).values():
        grant_mandate(office=seat, party=ground.party, starts_on=since, source=SOURCE, confidence="claimed", by=None)
    return body


def prepare(gathering: Gathering, plays: str, told: Mapping[str, Any], trial: Mapping[str, Any]) -> None:
    """Plan, call and freeze; send whom the cities send, and let those arrive whom nobody plays."""
    desk = playing.desk()
    sessions = playing.plan(gathering, told, trial, desk.secretary, chair=chair())
    with clock_at(moment(told["called_at"])):
        for session, each in zip(sessions, told["sessions"], strict=True):
            lay_out(session, each, trial, desk)
    roll = playing.call(gathering, told, desk.secretary)
    if "represented" in told:
        assembly.lend(gathering, told, desk)
    coming = COMING[plays]([line.party for line in entitled_lines(roll)], told)
    send_cast(gathering, coming, told, desk.secretary)
    others = [party for party in coming if party.slug not in BY_HAND]
    delegates = playing.send(gathering, others, told, desk.secretary)
    for session in sessions:
        playing.come(session, delegates, desk.secretary, at=sessions[0].starts_at - playing.EARLY)


def chair() -> Person:
    """The person in the chair, whom the public does not see."""
    user = User.objects.get(email=CHAIR)
    known = Person.objects.filter(user=user).first()
    names = LazyI18nString({"en": user.full_name})
    return known or add_person(names=names, user=user, live=False, source=SOURCE, by=None)


def lay_out(session: Session, said: Mapping[str, Any], trial: Mapping[str, Any], desk: Desk) -> None:
    """The paper of the first item, the candidates, and an item that only the secretary sees."""
    items = list(session.items.order_by("position"))
    bring(session.gathering, items[0], trial["paper"], desk.secretary)
    for item, each in zip(items, said["items"], strict=True):
        if each["kind"] == AgendaItem.Kind.ELECTION:
            assembly.stand(item, {**each, "names": playing.marked(each["names"], trial)}, desk)
    names = LazyI18nString(trial["hidden"])
    add_item(session=session, names=names, kind="debate", audience=Audience.HIDDEN, by=desk.secretary)


def bring(gathering: Gathering, item: AgendaItem, said: Mapping[str, Any], by: User) -> None:
    """One paper for those who are called, in two languages."""
    names, (first, *further) = LazyI18nString(said["names"]), said["text"].items()
    files = {code: read_file(io.BytesIO(text.encode())) for code, text in (first, *further)}
    paper = bring_paper(
        gathering=gathering,
        item=item,
        names=names,
        audience=Paper._meta.get_field("audience").default,
        read=files[first[0]],
        language=first[0],
        by=by,
    )
    for code, _text in further:
        bring_version(paper=paper, read=files[code], language=code, by=by)


def send_cast(gathering: Gathering, coming: Iterable[Party], told: Mapping[str, Any], by: User) -> None:
    """The people of the cast, a guest without a vote, and a delegate of each city that lent its voice, at the door."""
    by_hand = [party for party in coming if party.slug in BY_HAND]
    lent = Party.objects.filter(slug__in=told.get("represented", {})).order_by("slug")
    with clock_at(moment(told["frozen_at"])):
        for party in by_hand:
            send(gathering, party, playing.OWN[party.slug], Delegate.Role.HEAD, by)
            if party.slug in GUEST:
                send(gathering, party, GUEST[party.slug], Delegate.Role.COMPANION, by)
        for party in lent:
            words = {"person_name": f"Delegate at the door (demonstration), {party.slug}", "role": Delegate.Role.HEAD}
            name_delegate(gathering=gathering, party=party, by=by, **words)


def send(gathering: Gathering, party: Party, email: str, role: str, by: User) -> None:
    """Somebody of the cast, under the own name."""
    name = User.objects.get(email=email).full_name
    name_delegate(gathering=gathering, party=party, person_name=name, role=role, email=email, by=by)
