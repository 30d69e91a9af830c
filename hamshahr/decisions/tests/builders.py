"""What several tests of this room need beside the shared cast."""

from datetime import date

from hamshahr.bodies.services import enrol, grant_mandate
from hamshahr.bodies.tests.builders import mayor, office, person
from hamshahr.decisions.services import lend_proxy
from hamshahr.gatherings.services import add_gathering
from hamshahr.kernel.dates import PartialDate
from tests.world import names

START, LENT, LOSS, MEETING = date(2020, 11, 30), date(2021, 7, 1), date(2021, 8, 5), date(2021, 11, 8)


def seat_the_board(world):
    """Mashhad, Seoul and Brussels sit on the board; the mayor fills Mashhad's seat by virtue of the local office."""
    seats = office(world, "member", seats=None)
    world.local = mayor(world, world.mashhad, world.mayor)
    filled = {"person": world.mayor, "local_office": world.local}
    world.seat = grant_mandate(office=seats, party=world.mashhad, starts_on=START, by=world.sara, **filled)
    oh = person(world, "oh")
    world.seat_of_seoul = grant_mandate(office=seats, party=world.seoul, person=oh, starts_on=START, by=world.sara)
    world.seat_of_brussels = grant_mandate(office=seats, party=world.brussels, starts_on=START, by=world.sara)
    return world


def gathering(world, slug="board-2021", day=MEETING, body=None, **fields):
    return add_gathering(
        slug=slug,
        kind=fields.pop("kind", "board meeting"),
        names=names(en="Board meeting", fa="نشست هیئت‌مدیره"),
        body=body or world.board,
        starts_on=PartialDate.of(day) if isinstance(day, date) else day,
        by=world.sara,
        **fields,
    )


def member(world, party, body=None):
    return enrol(party=party, body=body or world.metropolis, state="active", joined_on=START, by=world.sara)


def lent(world, meeting, giver=None, holder=None, on=LENT, **fields):
    fields = {"letter": "Letter 14/3, signed by the mayor", "by": world.mina, **fields}
    giver, holder = giver or world.mashhad, holder or world.seoul
    return lend_proxy(gathering=meeting, giver=giver, holder=holder, on=on, **fields)
