"""The list of editions with its filters and exports, and the page of one edition."""

import json

import pytest

from hamshahr.calls.services import add_edition, confer
from tests.world import names


def edition(world, number=1, **fields):
    words = {"slug": f"ma-{number}", "number": number, "cycle_year": 2000 + number}
    return add_edition(award=world.award, by=world.sara, **(words | fields))


def honour(world, of, party, level="winner", project="Trees", **grounds):
    name = party if isinstance(party, str) else str(party.names)
    party = None if isinstance(party, str) else party
    return confer(
        edition=of, city_name=name, party=party, level=level, project=names(en=project), by=world.sara, **grounds
    )


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.parametrize("number", [3, 30])
@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_list_costs_the_same_for_few_and_many(world, client, number, language, django_assert_num_queries):
    for each in range(number):
        honour(world, edition(world, each, ceremony_at=world.seoul), world.mashhad)

    with django_assert_num_queries(5):
        shown = page(client, f"/{language}/awards/")

    assert ('rel="next"' in shown) is (number > 25)


def test_the_list_is_narrowed_by_award_year_and_city(world, client):
    honour(world, edition(world, 1), world.mashhad)
    edition(world, 2)

    def found(filters):
        shown = page(client, f"/en/awards/?{filters}")
        return [slug for slug in ("ma-1", "ma-2") if f'href="/en/awards/{slug}/"' in shown]

    assert found("") == ["ma-1", "ma-2"]
    assert found("award=metropolis-award&year=2002") == ["ma-2"]
    assert found("city=مشهد") == ["ma-1"]
    assert "No edition answers to these filters." in page(client, "/en/awards/?city=nobody")


@pytest.mark.parametrize("number", [3, 30])
@pytest.mark.parametrize("language", ["fa", "en"])
def test_an_edition_costs_the_same_with_few_and_many_distinctions(
    world, client, number, language, django_assert_num_queries
):
    one = edition(world, ceremony_on="2002", ceremony_at=world.seoul)
    for each in range(number):
        honour(world, one, world.mashhad, level="shortlisted", project=f"Trees {each}")

    with django_assert_num_queries(4):
        shown = page(client, f"/{language}/awards/ma-1/")

    assert shown.count("/cities/mashhad/") == number


def test_numbers_of_the_source_stand_beside_those_of_the_register_and_contradictions_are_told(world, client):
    one = edition(world, submissions=273, winners=5, shortlisted=3, note="another page gives 313 submissions")
    honour(world, one, world.mashhad)
    honour(world, one, "Milan", level="shortlisted", project="Food")

    shown = page(client, "/en/awards/ma-1/")

    rows = [" ".join(row.split()) for row in shown.split("<tr>")[2:]]
    assert ["no list is public" in row for row in rows] == [True, False, False]
    assert "2 of 3" in rows[1]
    assert "1 of 5" in rows[2]
    assert "another page gives 313 submissions" in shown
    assert "<bdi>Milan</bdi>" in shown


def test_drafts_are_hidden_in_the_list_the_export_and_by_their_address(world, client):
    honour(world, edition(world, 1), world.mashhad, project="Canary")
    honour(world, edition(world, 2), world.seoul, project="Canary too")
    type(edition(world, 3)).objects.filter(slug="ma-1").update(live=False)
    type(world.seoul).objects.filter(slug="seoul").update(live=False)

    page(client, "/en/awards/ma-1/", 404)
    shown = page(client, "/en/awards/") + page(client, "/en/awards/ma-2/")
    content = json.loads(b"".join(client.get("/en/awards/distinctions.json").streaming_content))

    assert "ma-1" not in shown
    assert "Canary" not in shown
    assert content["distinctions"] == []
    assert [row["key"] for row in content["editions"]] == ["ma-3", "ma-2"]


def test_without_the_award_none_of_its_editions_is_seen(world, client):
    edition(world, 1)
    type(world.award).objects.filter(pk=world.award.pk).update(live=False)

    page(client, "/en/awards/ma-1/", 404)
    assert "ma-1" not in page(client, "/en/awards/")
