"""What the tests of this room need beside the shared cast: a meeting, many cities, and ballots in it."""

from decimal import Decimal

from hamshahr.ballots.services import ElectorSpec, open_ballot
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.dates import PartialDate
from hamshahr.parties.models import Party
from tests.world import names

ONCE = "a1B2c3D4e5F6g7H8i9J0k1"


def once(number):
    """A key of a form, as the server makes them."""
    return f"{number:022d}"


def a_meeting(world):
    return Gathering.objects.create(
        slug="assembly",
        kind="general assembly",
        names=names(en="Assembly", fa="مجمع"),
        body=world.metropolis,
        starts_on=PartialDate("2021-06-01"),
    )


def cities(number):
    """That many cities, in the order of their numbers."""
    rows = [Party(slug=f"city-{place}", kind="city", names=names(en=f"City {place}")) for place in range(number)]
    return Party.objects.bulk_create(rows)


def electors(parties, *, weights=None, cast_by=None):
    """The parties with a voice each; ``cast_by`` names the holder of a proxy by its giver."""
    held = cast_by or {}
    return [
        ElectorSpec(party, Decimal(weights[place]) if weights else Decimal(1), held.get(party))
        for place, party in enumerate(parties)
    ]


def a_ballot(world, parties, **said):
    """A motion put to the vote by name, or as the test says."""
    weights, cast_by = said.pop("weights", None), said.pop("cast_by", None)
    words = {"way": "named", "form": "motion", "question": names(en="Adopt the statutes?", fa="تصویب اساسنامه؟")}
    words |= {"electors": electors(parties, weights=weights, cast_by=cast_by), "by": world.sara}
    gathering = said.pop("gathering", None) or Gathering.objects.filter(slug="assembly").first() or a_meeting(world)
    return open_ballot(gathering=gathering, **words | said)


def elector(ballot, party):
    return ballot.electors.get(party=party)


def published(ballot):
    """The box as anybody reads it."""
    from hamshahr.ballots.boxes import box_of

    return box_of(ballot)


def keeper(world, person):
    """A second person of the secretariat."""
    from datetime import date

    from allauth.mfa.models import Authenticator

    from hamshahr.accounts.models import StaffDuty

    StaffDuty.objects.create(user=person, starts_on=date(2019, 1, 1))
    return Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
