"""The record is what the acts say, and can be made again from them."""

from hamshahr.gatherings.models import Gathering
from hamshahr.gatherings.services import take_part
from hamshahr.kernel.dates import PartialDate
from hamshahr.record.models import Entry
from hamshahr.record.services import rebuild
from tests.world import names


def rows():
    return list(Entry.objects.order_by("id").values())


def congress(world):
    gathering = Gathering.objects.create(
        slug="wc-13", kind="congress", names=names(en="Congress"), starts_on=PartialDate("2021-11-08")
    )
    take_part(gathering=gathering, party=world.mashhad, role="attending city", by=world.sara)
    take_part(gathering=gathering, party=world.seoul, role="host", by=world.sara, confidence="claimed")


def test_a_lost_record_is_rebuilt_to_the_identical_state(world):
    congress(world)
    before = rows()
    Entry.objects.all().delete()

    result = rebuild()

    assert rows() == before
    assert (result.restored, result.kept, result.mended, result.removed) == (2, 0, 0, 0)


def test_a_forged_entry_is_mended_and_a_stray_one_taken_out(world):
    congress(world)
    before = rows()
    Entry.objects.filter(party=world.seoul).update(confidence="confirmed", happened_on="1999")
    Entry.objects.create(
        act=Entry.objects.first().act,
        party=world.brussels,
        kind="gathering.hosted",
        confidence="confirmed",
        origin="record",
        source=world.brussels.parts.model.objects.first(),
    )

    result = rebuild()

    assert rows() == before
    assert (result.kept, result.mended, result.removed) == (1, 1, 1)
