"""A meeting of the board with a roll, statutes and people in the room, for the tests of quorum and rehearsal."""

from datetime import UTC, date, datetime

from hamshahr.attendance.models import Delegate, Delegation, Presence
from hamshahr.bodies.services import grant_mandate
from hamshahr.bodies.tests.builders import office, rule, statute
from hamshahr.meetings.services import open_session, plan_session
from hamshahr.rolls.services import compute_roll
from tests.world import city

from .builders import START, gathering, seat_the_board

OPENS, CLOSES = datetime(2021, 11, 8, 12, tzinfo=UTC), datetime(2021, 11, 8, 15, tzinfo=UTC)
BEFORE = datetime(2021, 11, 1, 12, tzinfo=UTC)


def a_board_meeting(world, *rules, cities=("cairo", "lagos")):
    """Five seats; more than half of them must be there, a third on the second call, and one proxy is held at most."""
    statute(
        world,
        rule("5", "quorum", fraction="1/2", strict=True),
        rule("5.2", "quorum", fraction="1/3", call=2, after_minutes=30),
        rule("9", "proxy", maximum=1),
        *rules,
        in_force_on=date(2020, 1, 1),
    )
    seat_the_board(world)
    more = office(world, "further-member", seats=None)
    for slug in cities:
        party = city(slug, world.iran, (30.0, 31.2), "Africa/Cairo", en=slug.capitalize())
        setattr(world, slug, party)
        grant_mandate(office=more, party=party, starts_on=START, by=world.sara)
    world.meeting = gathering(world)
    zone = {"zone": "Asia/Tehran", "by": world.sara}
    world.session = plan_session(gathering=world.meeting, starts_at=OPENS, ends_at=CLOSES, **zone)
    return world


def with_roll(world):
    world.roll = compute_roll(gathering=world.meeting, by=world.sara)
    open_session(session=world.session, by=world.sara, at=OPENS)
    world.session.refresh_from_db()
    return world


def comes(world, *parties, at=OPENS, left_at=None, role="head", **fields):
    """A head of each delegation, or another of it, is in the room."""
    for party in parties:
        delegation, _made = Delegation.objects.get_or_create(gathering=world.meeting, party=party)
        number = Delegate.objects.count() + 1
        delegate = Delegate.objects.create(
            delegation=delegation, gathering=world.meeting, number=number, person_name=party.slug, role=role, **fields
        )
        Presence.objects.create(session=world.session, delegate=delegate, how="desk", arrived_at=at, left_at=left_at)
