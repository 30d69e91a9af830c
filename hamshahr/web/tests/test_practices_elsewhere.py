"""What practices bring to the other pages: the topics of the directory, the dossier, the search."""

import json
import re

import pytest

from hamshahr.bodies.services import enrol
from hamshahr.parties.services import add_party
from hamshahr.practices.models import Practice
from hamshahr.practices.tests.builders import practice, vocabulary
from tests.world import names

CITIES = "/en/cities/"


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def listed(client, query):
    return re.findall(r'<h3><a href="/en/cities/([-\w]+)/">', text(client, CITIES + query).split('id="h-list"')[1])


def three(world):
    """Seoul recycles, Brussels keeps a market of waste for women, Mashhad works for women; Seoul and Mashhad belong."""
    vocabulary()
    practice("eco", world.seoul, ["recycling"])
    practice("sorting", world.seoul, ["waste", "recycling"])
    practice("market", world.brussels, ["women", "waste"])
    practice("women-sport", world.mashhad, ["women"], source="A page", confidence="claimed")
    for party in (world.mashhad, world.seoul):
        enrol(party=party, body=world.metropolis, state="active", by=world.sara)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?topic=waste", ["brussels", "seoul"]),
        ("?topic=recycling", ["seoul"]),
        ("?topic=women&status=member", ["mashhad"]),
        ("?topic=women&region=europe", ["brussels"]),
        ("?topic=recycling&region=europe", []),
        ("?topic=waste&q=seo", ["seoul"]),
        ("?topic=magic", ["brussels", "mashhad", "seoul"]),
    ],
)
def test_the_directory_is_narrowed_by_the_topics_of_practices(world, client, query, found):
    three(world)

    assert listed(client, query) == found


def test_topics_tell_how_many_cities_they_would_leave_and_count_a_city_once(world, client):
    three(world)

    def options(query):
        return re.findall(r'<option value="(?:waste|recycling|women)"[^>]*>([^<]*)', text(client, CITIES + query))

    assert options("") == ["Waste (2)", "– Recycling (1)", "Women (2)"]
    assert options("?status=member") == ["Waste (1)", "– Recycling (1)", "Women (1)"]
    assert options("?topic=recycling&region=europe") == ["Waste (1)", "– Recycling (0)", "Women (1)"]
    assert '<option value="KR">South Korea (1)' in text(client, f"{CITIES}?topic=recycling")
    assert 'value="IR"' not in text(client, f"{CITIES}?topic=recycling")


def test_the_number_of_queries_does_not_grow_with_practices(world, client, django_assert_num_queries):
    three(world)
    for number in range(40):
        party = add_party(names=names(en=f"City {number}"), country=world.iran, kind="city", by=None)
        practice(f"p-{number}", party, ["waste", "women"])

    with django_assert_num_queries(10):
        text(client, f"{CITIES}?topic=women")


def test_topics_leave_with_the_directory(world, client):
    three(world)

    rows = json.loads(client.get(f"{CITIES}cities.json?topic=waste").getvalue())["cities"]

    assert [(row["key"], row["topics"]) for row in rows] == [("brussels", "waste;women"), ("seoul", "recycling;waste")]


@pytest.mark.parametrize("who", ["sara", "mina", "jun", "leila", "omid", "stranger"])
def test_a_draft_lends_its_city_no_topic(world, client, who):
    three(world)
    Practice.objects.filter(slug="market").update(live=False)
    if user := world.cast()[who]:
        client.force_login(user)

    assert listed(client, "?topic=waste") == (["brussels", "seoul"] if who == "sara" else ["seoul"])
    rows = json.loads(client.get(f"{CITIES}cities.json?country=BE").getvalue())["cities"]
    assert rows[0]["topics"] == ("waste;women" if who == "sara" else None)
    assert ("Practice market" in text(client, f"{CITIES}brussels/")) is (who == "sara")


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("number", [1, 9])
def test_a_dossier_tells_practices_and_topics_at_the_same_cost(
    world, client, language, number, django_assert_num_queries
):
    three(world)
    for each in range(number):
        practice(f"mashhad-{each}", world.mashhad, ["waste", "recycling"], source="A page")

    text(client, f"{CITIES}seoul/")
    with django_assert_num_queries(9):
        shown = text(client, f"/{language}/cities/mashhad/").split('id="h-practices"')[1]

    assert shown.count(f'<h3><a href="/{language}/practices/') == number + 1
    assert re.findall(r'practices/\?topic=([-\w]+)"', shown) == ["recycling", "waste", "women"]


def test_a_dossier_without_practices_has_no_such_part(world, client):
    assert 'id="h-practices"' not in text(client, f"{CITIES}mashhad/")


@pytest.mark.parametrize("words", ["women-sport", "زنان‌ورزش", "زنان ورزش", "mashhad"])
def test_a_practice_is_found_by_its_title_and_its_city(world, client, words):
    practice("women-sport", world.mashhad, names=names(en="Women-sport", fa="زنان‌ورزش"))

    assert 'href="/en/practices/women-sport/"' in text(client, f"/en/search/?q={words}")


def test_a_renamed_city_renames_what_finds_its_practices(world, client):
    practice("eco", world.seoul)
    world.seoul.names = names(en="Hanyang")
    world.seoul.save()

    assert 'href="/en/practices/eco/"' in text(client, "/en/search/?q=hanyang")
    assert 'href="/en/practices/eco/"' not in text(client, "/en/search/?q=seoul")


@pytest.mark.parametrize("who", ["sara", "mina", "jun", "leila", "omid", "stranger"])
def test_a_drafted_practice_is_found_by_the_office_only(world, client, who):
    practice("canary", world.seoul, names=names(en="Canary"), live=False)
    if user := world.cast()[who]:
        client.force_login(user)

    assert ("/practices/canary/" in text(client, "/en/search/?q=canary")) is (who == "sara")
