"""Claims for everybody: the list, one claim with its proof and its history, a city's word against it."""

import csv
import io
import json

import pytest

from hamshahr.gatherings.services import add_gathering, take_part
from hamshahr.kernel.dates import PartialDate
from hamshahr.record.models import Objection
from hamshahr.record.services import propose_claim, publish_claim
from tests.world import names

LIST = "/en/record/claims/"


@pytest.fixture
def claim(world):
    forum = add_gathering(slug="f", kind="forum", names=names(en="Forum"), starts_on=PartialDate("2011"), by=world.sara)
    take_part(gathering=forum, party=world.mashhad, role="speaker", by=world.sara, source="Minutes")
    return said(world, key="c24", sentence=names(en="Three speeches", fa="سه سخنرانی"), quantity=3)


def said(world, publish=publish_claim, **fields):
    query = {"builder": "record.measure", "parameters": {"measure": "gatherings.spoken"}}
    place = {"published_in": "News", "published_on": PartialDate("2022-01-09")}
    whole = {"party": world.mashhad, "comparison": "=", "quantity": 1, "sentence": names(en="One")}
    return publish(**(whole | query | place | fields), by=world.sara)


def text(client, address):
    return client.get(address).content.decode()


def test_the_page_says_state_query_proof_and_what_is_missing(claim, client):
    page = text(client, f"{LIST}c24/")

    for words in (
        "Three speeches",
        "Partly proven",
        "1 of 3",
        "Spoke: Forum",
        "Minutes",
        "count of entries by a measure",
    ):
        assert words in page
    assert "A source confirms 1 of the 3 that the sentence names." in page
    assert 'href="/en/record/' in page


def test_in_persian_it_speaks_persian_with_its_own_digits(claim, client):
    page = text(client, "/fa/record/claims/c24/")

    assert "سه سخنرانی" in page
    assert "Three speeches" not in page
    assert 'dir="rtl"' in page


@pytest.mark.parametrize("address", ["/fa/record/claims/c24/", "/en/record/claims/c24/", "/fa/record/claims/", LIST])
def test_the_pages_cost_few_queries(claim, client, address, django_assert_max_num_queries):
    client.get(address)

    with django_assert_max_num_queries(14):
        client.get(address)


def test_the_list_is_narrowed_by_state_city_system_and_words(world, claim, client):
    said(world, key="c1", party=world.seoul, sentence=names(en="Seoul spoke", fa="کلان‌شهر سخن گفت"))

    found = {
        query: [key for key in ("c1", "c24") if f"claims/{key}/" in text(client, LIST + query)]
        for query in (
            "",
            "?state=partly",
            "?party=seoul",
            "?system=meetings",
            "?system=awards",
            "?q=کلانشهر",
            "?state=x",
        )
    }

    assert found == {
        "": ["c1", "c24"],
        "?state=partly": ["c24"],
        "?party=seoul": ["c1"],
        "?system=meetings": ["c1", "c24"],
        "?system=awards": [],
        "?q=کلانشهر": ["c1"],
        "?state=x": ["c1", "c24"],
    }


def test_the_list_leaves_as_a_table_and_as_open_data(claim, client):
    table = b"".join(client.get("/en/record/claims.csv").streaming_content).decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(table))
    shown = json.loads(client.get("/api/v1/claims/c24").content)

    assert (row["key"], row["state"], row["found"]) == ("c24", "partly", "1")
    assert (shown["state"], shown["found"], shown["query"]) == ("partly", 1, "record.measure")
    assert client.get("/en/record/claims.pdf").status_code == 404


def test_what_is_only_proposed_is_seen_in_no_page_no_table_and_no_api(world, client):
    claim = said(world, publish=propose_claim, sentence=names(en="Secret boast"))

    assert client.get(f"{LIST}{claim.key}/").status_code == 404
    assert client.get(f"/api/v1/claims/{claim.key}").status_code == 404
    for address in (LIST, "/en/cities/mashhad/"):
        assert "Secret boast" not in text(client, address)
    client.force_login(world.sara)
    assert "Only the office sees this claim" in text(client, f"{LIST}{claim.key}/")


def test_the_contact_objects_and_the_secretariat_answers(world, claim, client):
    client.force_login(world.mina)
    wrong = client.post(f"{LIST}c24/objection/", {"aim": "support", "text": "See"})
    client.post(f"{LIST}c24/objection/", {"aim": "correct", "text": "There were four"})
    objection = Objection.objects.get()
    again = client.post(f"{LIST}c24/objection/", {"aim": "correct", "text": "Again"})
    client.force_login(world.sara)
    client.post(f"/en/record/objections/{objection.pk}/answer/", {"outcome": "accepted", "answer": "Corrected"})

    page = text(client, f"{LIST}c24/")
    assert (wrong.status_code, again.status_code) == (422, 422)
    assert "There were four" in page
    assert "Corrected" in page
