"""A sitting of the association's members for the tests of what it decides: an agenda of three items, two voices."""

from datetime import UTC, datetime

from hamshahr.bodies.services import enrol
from hamshahr.decisions.services import draft_motion, step
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.dates import PartialDate
from hamshahr.meetings.models import AgendaItem, Session
from tests.world import names

NOON = datetime(2021, 6, 1, 12, tzinfo=UTC)
TEXT = "The cities meet each year.\n\nThe host is chosen by lot.\n\nThe costs are shared."


def a_sitting(world):
    """The general assembly in one session; Mashhad and Seoul are members, Brussels is not."""
    for party in (world.mashhad, world.seoul):
        enrol(party=party, body=world.metropolis, state="active", joined_on=PartialDate("2020-01-01"), by=world.sara)
    world.assembly = Gathering.objects.create(
        slug="assembly-2021",
        kind="general assembly",
        names=names(en="General assembly", fa="مجمع عمومی"),
        body=world.metropolis,
        starts_on=PartialDate("2021-06-01"),
    )
    world.session = Session.objects.create(
        gathering=world.assembly, number=1, zone="Europe/Brussels", starts_at=NOON, ends_at=NOON.replace(hour=15),
        changed_at=NOON,
    )  # fmt: skip
    world.item, world.inner, world.hidden = (
        AgendaItem.objects.create(
            session=world.session, position=place, names=names(en=title), kind="decision", audience=audience
        )
        for place, (title, audience) in enumerate(
            [("Meetings", "public"), ("Staff", "internal"), ("Quarrel", "hidden")], start=1
        )
    )
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
