"""What the tests of this room need: another network with a bureau, nine seats of ours in it, and a meeting there."""

from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hamshahr.bodies.models import Body
from hamshahr.bodies.services import enrol, found_office, record_decision, take_local_office
from hamshahr.gatherings.services import add_gathering
from hamshahr.kernel.dates import PartialDate
from hamshahr.parties.models import Person
from hamshahr.representatives.services import (
    add_partner_key,
    add_point,
    agree_quota,
    follow_meeting,
    nominate,
    open_vacancy,
    seat_representative,
)
from hamshahr.seals.statements import canonical, sign, to_text
from tests.world import names

JOINED, BEGUN, DAY, LAST, DUE = (
    date(2015, 1, 1),
    date(2019, 11, 15),
    date(2021, 6, 7),
    date(2021, 6, 8),
    date(2021, 7, 8),
)


def another_network(world):
    """The other network with its bureau, the office of our representatives there and that of their substitutes."""
    world.union = Body.objects.create(
        slug="union", names=names(en="Union of Cities", fa="اتحادیهٔ شهرها"), network="Union", kind="association",
        live=True,
    )  # fmt: skip
    world.bureau = Body.objects.create(
        slug="union-bureau", names=names(en="Bureau", fa="هیئت اجرایی"), network="Union", kind="board",
        parent=world.union, term_years=3, live=True,
    )  # fmt: skip
    said = {"body": world.bureau, "by": world.sara, "term_years": 3}
    world.post = found_office(slug="ours", names=names(en="Representative", fa="نماینده"), seats=9, **said)
    world.stand_in = found_office(slug="substitutes", names=names(en="Substitute", fa="جانشین"), seats=9, **said)
    return world


def members(world):
    """Mashhad and Seoul are members of ours, where they are not yet."""
    for party in (world.mashhad, world.seoul):
        if not party.memberships.filter(body=world.metropolis).exists():
            enrol(party=party, body=world.metropolis, state="active", joined_on=JOINED, by=world.sara)


def nine_seats(world, *, with_members=True, **fields):
    """A quota of nine; Mashhad has the first seat, and Seoul stands in there."""
    another_network(world)
    if with_members:
        members(world)
    said = {"sender": world.metropolis, "office": world.post, "substitute_office": world.stand_in, "seats": 9}
    said |= {"starts_on": BEGUN, "article": "12", "letters_to": "office@union.example"}
    world.quota = agree_quota(**said | fields, by=world.sara)
    world.first = world.quota.outside_seats.get(number=1)
    world.titular = seat_representative(seat=world.first, party=world.mashhad, starts_on=BEGUN, by=world.sara)
    said = {"seat": world.first, "party": world.seoul, "role": "substitute", "starts_on": BEGUN}
    world.substitute = seat_representative(**said, by=world.sara)
    return world


def a_meeting_there(world, **fields):
    """The bureau met on two days, with two points put to the vote."""
    nine_seats(world, **fields)
    gathering = add_gathering(
        slug="bureau-2021", kind="board meeting", names=names(en="Bureau 2021", fa="هیئت اجرایی ۲۰۲۱"),
        body=world.bureau, starts_on=PartialDate.of(DAY), ends_on=PartialDate.of(LAST), live=True, by=world.sara,
    )  # fmt: skip
    world.meeting = follow_meeting(quota=world.quota, gathering=gathering, by=world.sara)
    world.points = [
        add_point(meeting=world.meeting, names=names(en=name), by=world.sara) for name in ("Fees", "Oceans")
    ]
    return world


def in_local_office(world, party, slug, **fields):
    """Somebody with a post at home."""
    person = Person.objects.create(slug=slug, names=names(en=slug.title()), live=True)
    said = {"title": names(en="Mayor"), "starts_on": date(2018, 1, 1)} | fields
    return take_local_office(party=party, person=person, by=world.sara, **said)


def a_decision(world, **fields):
    said = {"body": world.board, "title": names(en="Representatives named"), "decided_on": PartialDate("2021-10-20")}
    return record_decision(**said | fields, by=world.sara)


OPENS, CLOSES, AFTER = date(2022, 9, 1), date(2022, 9, 30), date(2022, 10, 5)


def a_call(world, **fields):
    """A call for candidates for the second seat, from the next term on."""
    said = {"seat": world.quota.outside_seats.get(number=2), "opens_on": OPENS, "closes_on": CLOSES, "today": OPENS}
    said |= {"starts_on": date(2022, 10, 14), "ends_on": date(2025, 10, 14), "dues_year": 2026}
    return open_vacancy(**said | fields, by=world.sara)


def a_nomination(world, vacancy, party, office, **fields):
    said = {"vacancy": vacancy, "party": party, "person": office.person, "local_office": office, "today": OPENS}
    return nominate(**said | {"by": world.sara} | fields)


def their_key(world):
    """The key of the other network, entered here as it publishes it; its private half."""
    private = Ed25519PrivateKey.from_private_bytes(b"union of cities, key for tests 1")
    public = to_text(private.public_key().public_bytes_raw())
    said = {"network": world.union, "name": "union-1", "public": public, "source": "Their page of keys"}
    add_partner_key(**said, starts_on=date(2020, 1, 1), by=world.sara)
    return private


def their_file(private, **words):
    """What the other network signs of a joint member."""
    said = {"kind": "joint membership", "city": "brussels", "country": "BE", "network": "Union", "for": "Metropolis"}
    said |= {"year": "2026", "state": "paid", "serial": "U-7", "signed": "2026-02-01", "key": "union-1"} | words
    return canonical({**said, "sig": sign(canonical(said), private)})
