"""The addresses of seats in other networks."""

from datetime import date

from hamshahr.bodies.models import Body
from hamshahr.dues.tests.builders import member
from hamshahr.representatives.services import take_statement
from hamshahr.representatives.tests.builders import (
    a_call,
    a_meeting_there,
    a_nomination,
    in_local_office,
    their_file,
    their_key,
)
from tests.world import names

from . import ANYBODY, DESK_OR_OFFICE, POSTED, SECRETARIAT

TABLE = {
    "representatives:index": ((), ANYBODY),
    "representatives:export": (("csv",), ANYBODY),
    "representatives:seat": (("outside_seat",), ANYBODY),
    "representatives:meeting": (("outside_meeting",), ANYBODY),
    "representatives:report": (("outside_meeting", "outside_seat"), DESK_OR_OFFICE),
    "representatives:vacancy": (("vacancy",), ANYBODY),
    "representatives:withdraw": (("candidate",), POSTED),
    "representatives:statement": (("joint_statement",), SECRETARIAT),
}


def things(world, made):
    """Mashhad sat in another network; somebody is a candidate for a further seat; Brussels paid its fee there."""
    a_meeting_there(world, with_members=False)
    vacancy = a_call(world)
    office = in_local_office(world, world.mashhad, "candidate", starts_on=date(2021, 1, 1))
    third = Body.objects.create(slug="third", names=names(en="Third"), network="Third", kind="association")
    member(world, world.brussels, body=third, tie="joint")
    taken = take_statement(body=third, text=their_file(their_key(world), **{"for": "Third"}), by=world.sara)
    return {
        "outside_seat": world.first.key,
        "outside_meeting": world.meeting.key,
        "vacancy": vacancy.key,
        "candidate": a_nomination(world, vacancy, world.mashhad, office).key,
        "joint_statement": taken.key,
    }
