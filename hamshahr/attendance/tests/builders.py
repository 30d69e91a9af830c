"""What the tests of this room need beside the shared cast: a board that meets, its seats, and those who are sent."""

from datetime import UTC, datetime, timedelta

from hamshahr.attendance.services import arrive, name_delegate
from hamshahr.bodies.models import Office
from hamshahr.bodies.services import grant_mandate
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.dates import PartialDate
from hamshahr.meetings.services import open_session, plan_session
from hamshahr.parties.services import appoint_liaison
from tests.world import SPRING, names, user

NINE = datetime(2021, 11, 8, 9, 0, tzinfo=UTC)


def after(minutes, seconds=0):
    return NINE + timedelta(minutes=minutes, seconds=seconds)


def a_seat(world, party, slug, position, since="2021-01-01"):
    fields = {"names": names(en=slug.title(), fa=slug), "position": position}
    office, _new = Office.objects.get_or_create(body=world.board, slug=slug, defaults=fields)
    return grant_mandate(office=office, party=party, starts_on=PartialDate(since), by=world.sara)


def a_meeting(world):
    """The board meets: Seoul presides, Mashhad and Brussels are members, Mashhad since an earlier day."""
    a_seat(world, world.seoul, "president", 1)
    a_seat(world, world.brussels, "member", 5, "2020-06-01")
    a_seat(world, world.mashhad, "member", 5, "2019-06-01")
    world.meeting = Gathering.objects.create(
        slug="board-2021", kind="board meeting", names=names(en="Board 2021", fa="هیئت‌مدیرهٔ ۲۰۲۱"), body=world.board,
        starts_on=PartialDate("2021-11-08"), live=True,
    )  # fmt: skip
    session = plan_session(
        gathering=world.meeting, starts_at=NINE, ends_at=after(180), zone="Asia/Tehran", by=world.sara, at=NINE
    )
    world.session = open_session(session=session, by=world.sara, at=NINE)
    return world


def sent(world, party, name, role="member", account=None, by=None):
    """Somebody whom a city sends; with an account that acts for it."""
    email = ""
    if account:
        person = user(account, name)
        appoint_liaison(user=person, party=party, duty="reader", starts_on=SPRING, by=world.sara)
        setattr(world, account, person)
        email = person.email
    fields = {"person_name": name, "role": role, "email": email}
    return name_delegate(gathering=world.meeting, party=party, by=by or world.sara, **fields)


def came(world, delegate, minutes=0, **fields):
    said = {"how": "desk", "at": after(minutes), "by": world.sara} | fields
    return arrive(delegate=delegate, session=world.session, **said)
