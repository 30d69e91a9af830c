"""Awards in the office: editions described as drafts, distinctions entered by an act."""

import pytest

from hamshahr.calls.models import Distinction, Edition
from hamshahr.calls.services import add_edition
from hamshahr.record.models import Entry


@pytest.fixture
def edition(world):
    return add_edition(by=world.sara, slug="award-2021", award=world.award, number=13, cycle_year=2021)


@pytest.mark.parametrize(
    ("who", "number"), [("sara", 1), ("mina", 0), ("jun", 0), ("leila", 0), ("omid", 0), ("stranger", 0)]
)
def test_only_the_secretariat_enters_a_distinction(world, client, edition, who, number):
    if world.cast()[who]:
        client.force_login(world.cast()[who])

    form = {"city_name": "Mashhad", "party": world.mashhad.pk, "level": "winner", "project_1": "Green belts"}
    answer = client.post(f"/office/editions/do/confer/{edition.pk}/", form | {"confidence": "confirmed"})

    assert answer.status_code == 302
    assert Distinction.objects.count() == number
    assert Entry.objects.filter(kind="award.conferred").count() == number


def test_an_edition_begins_as_a_draft_with_an_address_from_its_award(world, client):
    client.force_login(world.sara)

    client.post(
        "/office/editions/add/",
        {"award": world.award.pk, "number": "14", "cycle_year": "2023", "confidence": "confirmed"},
    )

    made = Edition.objects.get(cycle_year=2023)
    assert (made.slug, made.live) == ("metropolis-award-2023", False)


@pytest.mark.parametrize("register", ["editions", "distinctions"])
@pytest.mark.parametrize("query", ["", "metropolis", "جایزه"])
def test_the_registers_are_read_and_searched(world, client, edition, register, query):
    client.force_login(world.sara)

    assert client.get(f"/office/{register}/results/", {"q": query}).status_code == 200
