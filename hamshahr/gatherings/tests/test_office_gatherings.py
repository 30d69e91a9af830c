"""Gatherings in the office: described as drafts, parts entered by an act."""

import pytest

from hamshahr.gatherings.models import Gathering, Part
from hamshahr.gatherings.services import add_gathering
from hamshahr.record.models import Entry
from tests.world import names


@pytest.fixture
def congress(world):
    fields = {
        "slug": "congress",
        "kind": "congress",
        "names": names(en="Congress", fa="کنگره"),
        "body": world.metropolis,
    }
    return add_gathering(by=world.sara, starts_on="2021", **fields)


@pytest.mark.parametrize(
    ("who", "parts"), [("sara", 1), ("mina", 0), ("jun", 0), ("leila", 0), ("omid", 0), ("stranger", 0)]
)
def test_only_the_secretariat_enters_who_took_part(world, client, congress, who, parts):
    if world.cast()[who]:
        client.force_login(world.cast()[who])

    form = {"party": world.mashhad.pk, "role": "host", "confidence": "confirmed"}
    answer = client.post(f"/office/gatherings/do/part/{congress.pk}/", form)

    assert answer.status_code == 302
    assert Part.objects.count() == parts
    assert Entry.objects.filter(kind="gathering.hosted", party=world.mashhad).count() == parts


def test_a_part_entered_twice_is_refused_in_words(world, client, congress):
    client.force_login(world.sara)
    form = {"party": world.mashhad.pk, "role": "host", "confidence": "confirmed"}
    client.post(f"/office/gatherings/do/part/{congress.pk}/", form)

    again = client.post(f"/office/gatherings/do/part/{congress.pk}/", form)

    assert again.status_code == 422
    assert "This part is already in the register." in again.content.decode()


def test_a_gathering_begins_as_a_draft_and_is_found_in_every_spelling(world, client, congress):
    client.force_login(world.sara)
    form = {f"names_{place}": "" for place in range(4)}
    form |= {"names_0": "نشست هیئت‌مدیره", "kind": "board meeting", "mode": "in person", "confidence": "confirmed"}

    client.post("/office/gatherings/add/", form | {"names_1": "Board meeting"})

    made = Gathering.objects.get(slug="board-meeting")
    page = client.get("/office/gatherings/results/", {"q": "هيئت مديره"}).content.decode()
    assert made.live is False
    assert "Board meeting" in page
    assert "Congress" not in page
