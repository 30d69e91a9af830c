"""Two rows for one city become one, with everything that hung from the duplicate."""

import pytest

from hamshahr.bodies.models import Membership
from hamshahr.gatherings.models import Gathering
from hamshahr.gatherings.services import take_part
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Party
from hamshahr.parties.services import merge_parties
from hamshahr.record.models import Entry
from hamshahr.record.services import rebuild
from tests.world import city


@pytest.fixture
def double(world):
    return city("meshed", world.iran, (36.3, 59.6), "Asia/Tehran", en="Meshed", fa="مشهد")


def test_what_the_duplicate_did_is_in_the_record_of_the_other(world, double):
    forum = Gathering.objects.create(slug="f", kind="forum", names="Forum", starts_on=PartialDate("2011"))
    take_part(gathering=forum, party=double, role="speaker", by=world.sara)

    merge_parties(party=double, into=world.mashhad, by=world.sara, reason="two spellings")

    assert list(Entry.objects.values_list("party__slug", "kind")) == [("mashhad", "gathering.spoke")]
    assert set(Party.objects.visible_to(None).values_list("slug", flat=True)) == {"mashhad", "seoul", "brussels"}


def test_the_record_rebuilt_after_a_merger_is_the_same(world, double):
    forum = Gathering.objects.create(slug="f", kind="forum", names="Forum", starts_on=PartialDate("2011"))
    take_part(gathering=forum, party=double, role="speaker", by=world.sara)
    merge_parties(party=double, into=world.mashhad, by=world.sara, reason="two spellings")
    before = list(Entry.objects.values())

    result = rebuild()

    assert list(Entry.objects.values()) == before
    assert (result.kept, result.mended, result.restored, result.removed) == (1, 0, 0, 0)


def test_two_memberships_in_one_body_stand_in_the_way(world, double):
    for party in (double, world.mashhad):
        Membership.objects.create(party=party, body=world.metropolis)

    with pytest.raises(Refused, match="same memberships"):
        merge_parties(party=double, into=world.mashhad, by=world.sara, reason="two spellings")

    double.refresh_from_db()
    assert (double.live, double.merged_into) == (True, None)
    assert Membership.objects.filter(party=double).count() == 1
