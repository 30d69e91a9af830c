"""A sitting of the association's members for the tests of what it decides: an agenda of three items, two voices."""

from datetime import UTC, date, datetime

from hamshahr.attendance.services import arrive, name_delegate
from hamshahr.bodies.services import adopt_statute, enrol
from hamshahr.decisions.services import draft_motion, step
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.dates import PartialDate
from hamshahr.meetings.services import add_item, open_item, open_session, plan_session
from hamshahr.rolls.services import compute_roll, freeze_roll
from tests.world import names

BEFORE, NOON = datetime(2021, 5, 1, tzinfo=UTC), datetime(2021, 6, 1, 12, tzinfo=UTC)
AT = NOON.replace(minute=30)
TEXT = "The cities meet each year.\n\nThe host is chosen by lot.\n\nThe costs are shared."
HALF = {"article": "15", "topic": "quorum", "text": names(en="Half of the members."), "values": {"fraction": "1/2"}}
MOST = {
    "article": "16", "topic": "majority", "text": names(en="More for than against."),
    "values": {"fraction": "1/2", "base": "cast"},
}  # fmt: skip
CHAIR = {"article": "17", "topic": "ties", "text": names(en="The chair decides."), "values": {"tie": "chair"}}


def a_sitting(world, *, rules=(HALF, MOST, CHAIR), cities=("mashhad", "seoul")):
    """The general assembly in one session, with statutes of three articles."""
    adopt_statute(
        body=world.metropolis,
        title=names(en="Statutes"),
        in_force_on=date(2020, 1, 1),
        rules=list(rules),
        by=world.sara,
    )
    for name in cities:
        since = PartialDate("2020-01-01")
        enrol(party=getattr(world, name), body=world.metropolis, state="active", joined_on=since, by=world.sara)
    world.assembly = Gathering.objects.create(
        slug="assembly-2021",
        kind="general assembly",
        names=names(en="General assembly", fa="مجمع عمومی"),
        body=world.metropolis,
        starts_on=PartialDate("2021-06-01"),
    )
    world.session = plan_session(
        gathering=world.assembly, zone="Europe/Brussels", starts_at=NOON, ends_at=NOON.replace(hour=15), by=world.sara,
        at=BEFORE,
    )  # fmt: skip
    world.item, world.inner, world.hidden, world.ballotting = (
        add_item(session=world.session, names=names(en=title), kind=kind, audience=audience, by=world.sara)
        for title, kind, audience in [
            ("Meetings", "decision", "public"),
            ("Staff", "decision", "internal"),
            ("Quarrel", "decision", "hidden"),
            ("Election of the board", "election", "public"),
        ]
    )
    return world


def sitting_now(world, *present):
    """The same, sitting, with a frozen roll and these cities in the room since noon."""
    freeze_roll(roll=compute_roll(gathering=world.assembly, cut_off=BEFORE, by=world.sara), by=world.sara)
    open_session(session=world.session, by=world.sara, at=NOON)
    for name in present:
        delegate = name_delegate(
            gathering=world.assembly, party=getattr(world, name), person_name=f"Delegate of {name}", role="head",
            by=world.sara,
        )  # fmt: skip
        arrive(delegate=delegate, session=world.session, how="desk", at=NOON, by=world.sara)
    for item in (world.item, world.inner, world.ballotting):
        open_item(item=item, by=world.sara, at=NOON)
    return world


def a_motion(world, *, text=TEXT, mover="mashhad", language="en", item=None, title="Yearly meetings", **fields):
    mover = getattr(world, mover) if mover else None
    return draft_motion(
        item=item or world.item, language=language, title=title, text=text, mover=mover, by=world.mina, **fields
    )


def brought(world, motion, *states):
    """The motion after these steps, taken by the secretary."""
    for state in states:
        motion = step(motion=motion, after=state, by=world.sara)
    return motion
