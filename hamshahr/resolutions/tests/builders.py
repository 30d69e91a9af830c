"""What the tests of this room need: a board that met, with an agenda, and one that meets later."""

from datetime import UTC, date, datetime

from hamshahr.attendance.tests.builders import NINE, a_meeting, after, came, sent
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.dates import PartialDate
from hamshahr.meetings.models import AgendaItem
from hamshahr.meetings.services import close_session, open_session, plan_session
from hamshahr.resolutions.services import adopt_resolution, draft_minutes, lay_duty
from tests.world import names

DAY, DUE, LATER = date(2021, 11, 8), date(2022, 3, 1), datetime(2022, 5, 2, 9, tzinfo=UTC)


def adopted(world, **fields):
    said = {"body": world.board, "names": names(en="Safer streets", fa="خیابان‌های امن"), "adopted_on": DAY}
    said |= {"authentic_language": "en", "text": names(en="The board asks every member to report.")}
    return adopt_resolution(**said | fields, by=world.sara)


def a_duty(world, **fields):
    said = {"resolution": fields.pop("resolution", None) or adopted(world), "party": world.mashhad, "due_on": DUE}
    return lay_duty(**said | {"words": names(en="Report on streets")} | fields, by=world.sara)


def an_item(session, title, audience="public", **fields):
    said = {"session": session, "names": names(en=title), "audience": audience}
    return AgendaItem.objects.create(**said | {"position": session.items.count() + 1} | fields)


def a_board_that_met(world):
    """Mashhad and Seoul came, Brussels did not; one item of each audience; one resolution."""
    a_meeting(world)
    for party, name in ((world.mashhad, "نسرین راد"), (world.seoul, "Min Park")):
        came(world, sent(world, party, name, role="head"), minutes=1)
    world.streets = an_item(world.session, "Streets")
    world.part = an_item(world.session, "Lights", parent=world.streets)
    world.inner = an_item(world.session, "Inner affairs", "internal")
    world.secret = an_item(world.session, "Salary of the director", "hidden")
    world.resolution = adopted(world, gathering=world.meeting, item=world.streets)
    return world


def later_session(world):
    """The next meeting of the board, with the item under which minutes are approved."""
    meeting = Gathering.objects.create(
        slug="board-2022", kind="board meeting", names=names(en="Board 2022"), body=world.board,
        starts_on=PartialDate("2022-05-02"), live=True,
    )  # fmt: skip
    plan = {"gathering": meeting, "starts_at": LATER, "ends_at": LATER.replace(hour=12), "zone": "Asia/Seoul"}
    session = open_session(session=plan_session(**plan, by=world.sara, at=LATER), by=world.sara, at=LATER)
    return an_item(session, "Minutes of the last meeting")


def minutes_drafted(world):
    a_board_that_met(world)
    world.minutes = draft_minutes(session=world.session, languages=["fa", "en"], by=world.sara, at=after(200))
    world.session = close_session(session=world.session, by=world.sara, at=after(190))
    return world.minutes


def paragraph(world, item, language="en"):
    return world.minutes.paragraphs.get(item=item, language=language)


__all__ = ["NINE", "after"]
