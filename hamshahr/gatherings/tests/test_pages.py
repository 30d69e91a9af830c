"""The list of gatherings with its filters and exports, and the page of one gathering."""

import csv
import io

import pytest

from hamshahr.gatherings.models import Gathering
from hamshahr.gatherings.services import add_gathering, take_part
from tests.world import names

LIST = "/en/gatherings/"


def held(world, slug="wc-09", year="2008-10-22", **fields):
    words = {"names": names(en=f"Congress {slug}", fa=f"کنگرهٔ {slug}"), "kind": "congress"}
    return add_gathering(slug=slug, starts_on=year, by=world.sara, **(words | fields))


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.parametrize("number", [3, 30])
@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_list_costs_the_same_for_few_and_many(world, client, number, language, django_assert_num_queries):
    for each in range(number):
        held(world, f"wc-{each}", f"{1990 + each}", place=world.seoul, body=world.metropolis, country=world.korea)

    with django_assert_num_queries(6):
        shown = page(client, f"/{language}/gatherings/")

    assert ('rel="next"' in shown) is (number > 25)


def test_the_list_is_narrowed_by_words_place_kind_series_year_and_body(world, client):
    held(world, "wc-09", place=world.seoul, series="World Congress", body=world.metropolis)
    held(world, "gathering-2", "2014", kind="forum", place=world.mashhad, body=world.board)
    held(world, "undated", None, names=names(en="The role of women", fa="نقش زنان در زندگی شهری"), kind="workshop")

    def found(filters):
        shown = page(client, f"{LIST}?{filters}")
        return [slug for slug in ("wc-09", "gathering-2", "undated") if f'href="/en/gatherings/{slug}/"' in shown]

    assert found("") == ["wc-09", "gathering-2", "undated"]
    assert found("kind=forum") == ["gathering-2"]
    assert found("series=World+Congress") == ["wc-09"]
    assert found("year=2008") == ["wc-09"]
    assert found("body=metropolis-board") == ["gathering-2"]
    assert found("city=مشهد") == ["gathering-2"]
    assert found("q=زندگي شهري") == ["undated"]
    assert found("kind=party&year=x&body=none") == ["wc-09", "gathering-2", "undated"]
    assert "No gathering answers to these filters." in page(client, f"{LIST}?q=nothing")


def test_an_empty_register_says_who_can_fill_it(world, client):
    assert "The secretariat can enter or import them." in page(client, LIST)


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("number", [1, 3])
def test_a_gathering_costs_the_same_with_few_and_many_parts(world, client, language, number, django_assert_num_queries):
    gathering = held(world, place=world.seoul, country=world.korea, series="World Congress", body=world.metropolis)
    for party in (world.seoul, world.mashhad, world.brussels)[:number]:
        take_part(gathering=gathering, party=party, role="attending city", source="A report", by=world.sara)

    with django_assert_num_queries(6):
        shown = page(client, f"/{language}/gatherings/wc-09/")

    assert shown.count("/cities/brussels/") == (number == 3)
    assert "A report" in shown


def test_parts_stand_by_role_with_their_confidence(world, client):
    gathering = held(world)
    take_part(gathering=gathering, party=world.seoul, role="host", by=world.sara)
    take_part(gathering=gathering, party=world.mashhad, role="speaker", confidence="claimed", by=world.sara)

    hosts, speakers = page(client, "/en/gatherings/wc-09/").split('id="h-speaker"')

    assert '<dt>Host</dt><dd><a href="/en/cities/seoul/">' in hosts
    assert "/en/cities/mashhad/" not in hosts
    assert 'aria-label="claimed"' in speakers


def test_neighbours_of_the_series_and_what_is_held_within_are_linked(world, client):
    held(world, "wc-08", "2005", series="World Congress")
    congress = held(world, "wc-09", series="World Congress")
    held(world, "wc-10", "2011", series="World Congress")
    held(world, "board-2008", "2008-10-23", kind="board meeting", parent=congress)

    shown = page(client, "/en/gatherings/wc-09/")

    assert 'href="/en/gatherings/wc-08/" rel="prev"' in shown
    assert 'href="/en/gatherings/wc-10/" rel="next"' in shown
    assert 'href="/en/gatherings/board-2008/"' in shown
    assert 'href="/en/gatherings/wc-09/">Congress wc-09</a> /' in page(client, "/en/gatherings/board-2008/")


def test_drafts_are_hidden_in_the_list_its_filters_its_export_and_beside_others(world, client):
    held(world, "canary", "2005", series="World Congress", names=names(en="Canary"), place=world.mashhad)
    held(world, "wc-09", series="World Congress", place=world.seoul)
    Gathering.objects.filter(slug="canary").update(live=False)
    world.seoul.__class__.objects.filter(slug="seoul").update(live=False)

    assert "No gathering answers to these filters." in page(client, f"{LIST}?q=canary")
    for address in (LIST, f"{LIST}?series=World+Congress", "/en/gatherings/wc-09/"):
        shown = page(client, address).lower()
        assert "canary" not in shown
        assert "/cities/seoul/" not in shown
    table = b"".join(client.get(f"{LIST}gatherings.csv").streaming_content).decode()
    assert "canary" not in table
    assert "seoul" not in table
    page(client, "/en/gatherings/canary/", 404)


def test_the_list_leaves_as_a_table_with_the_filters_of_the_page(world, client):
    held(world, "wc-09", place=world.seoul, source="=1+1")
    held(world, "forum", kind="forum")

    response = client.get(f"{LIST}gatherings.csv?kind=congress")

    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert [(row["key"], row["city"], row["starts_on"], row["source"]) for row in rows] == [
        ("wc-09", "seoul", "2008-10-22", "'=1+1")
    ]
