"""The list of practices with its filters and exports, and the page of one practice."""

import csv
import io
import re

import pytest

from hamshahr.parties.models import Party
from hamshahr.practices.models import Practice
from tests.world import names

from .builders import practice, vocabulary

LIST = "/en/practices/"


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def listed(client, query=""):
    """The practices in the list, in its order."""
    return re.findall(r'<h3><a href="/en/practices/([-\w]+)/">', page(client, LIST + query))


def three(world):
    """Seoul recycles and shows it in 2016, Mashhad and Brussels do other things."""
    vocabulary()
    practice("eco", world.seoul, ["recycling"], [12, 13], as_of="2016", summary=names(en="Points", fa="امتیاز سبز"))
    practice("women-sport", world.mashhad, ["women"], [5], as_of="2022")
    practice("market", world.brussels, ["women", "waste"], [12], as_of="2011")


@pytest.mark.parametrize("number", [3, 30])
@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_list_costs_the_same_for_few_and_many(world, client, number, language, django_assert_num_queries):
    vocabulary()
    for each in range(number):
        practice(f"p-{each}", (world.seoul, world.mashhad)[each % 2], ["waste", "women"], [11])

    with django_assert_num_queries(7):
        shown = page(client, f"/{language}/practices/")

    assert f'<html lang="{language}"' in shown
    assert ('rel="next"' in shown) is (number > 20)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["women-sport", "eco", "market"]),
        ("?topic=waste", ["eco", "market"]),
        ("?topic=recycling", ["eco"]),
        ("?topic=women&goal=12", ["market"]),
        ("?goal=5", ["women-sport"]),
        ("?region=asia-pacific", ["women-sport", "eco"]),
        ("?country=BE", ["market"]),
        ("?country=BE&region=asia-pacific", []),
        ("?q=امتياز", ["eco"]),
        ("?q=mashhad", ["women-sport"]),
        ("?q=POINTS&goal=12", ["eco"]),
        ("?q=…", []),
        ("?topic=<b>&goal=99&region=atlantis&country=XX", ["women-sport", "eco", "market"]),
        ("?page=99", ["women-sport", "eco", "market"]),
    ],
)
def test_the_address_says_what_is_listed(world, client, query, found):
    three(world)

    assert listed(client, query) == found


def test_choices_tell_how_many_they_would_leave(world, client):
    three(world)

    shown = page(client, f"{LIST}?goal=12")

    assert re.findall(r'<option value="(?:waste|recycling|women|5|12|13|IR|KR|BE)"[^>]*>[^<]*', shown) == [
        '<option value="waste">Waste (2)',
        '<option value="recycling">– Recycling (1)',
        '<option value="women">Women (1)',
        '<option value="5">5. Goal 5 (1)',
        '<option value="12" selected>12. Goal 12 (2)',
        '<option value="13">13. Goal 13 (1)',
        '<option value="BE">Belgium (1)',
        '<option value="KR">South Korea (1)',
    ]


def test_an_empty_list_says_why(world, client):
    assert "The secretariat can enter or import them." in page(client, LIST)
    assert "No practice answers to these filters." in page(client, f"{LIST}?q=nothing")


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("number", [1, 12])
def test_a_practice_costs_the_same_with_few_and_many_beside_it(
    world, client, language, number, django_assert_num_queries
):
    three(world)
    for each in range(number):
        practice(f"seoul-{each}", world.seoul, ["women"])
        practice(f"brussels-{each}", world.brussels, ["recycling"])

    with django_assert_num_queries(8):
        shown = page(client, f"/{language}/practices/eco/")

    assert f'<html lang="{language}"' in shown
    assert shown.count(f'<h3><a href="/{language}/practices/seoul-') == number
    assert shown.count(f'<h3><a href="/{language}/practices/brussels-') == min(number, 5)


def test_a_practice_says_whose_it_is_on_what_for_which_goals_and_what_it_rests_on(world, client):
    vocabulary()
    grounds = {"confidence": "probable", "source": "A <b>page</b>"}
    practice("eco", world.seoul, ["recycling", "women"], [12], starts_on="2009", origin=names(en="A forum"), **grounds)

    text, margin = page(client, "/en/practices/eco/").split('<div class="note">\n    <p><span')

    assert "<h1>Practice eco</h1>" in text
    assert '<a href="/en/cities/seoul/">Seoul</a>' in text
    assert re.findall(r'\?topic=(\w+)">([^<]+)', text) == [("recycling", "Recycling"), ("women", "Women")]
    assert '<a href="/en/practices/?goal=12">Goal 12</a>' in text
    assert ("2009" in text, "A forum" in text) == (True, True)
    assert ("probable" in margin, "A &lt;b&gt;page&lt;/b&gt;" in margin) == (True, True)


def test_others_on_the_same_topics_stand_by_what_they_share(world, client):
    three(world)
    practice("both", world.mashhad, ["women", "recycling"])
    practice("mine", world.seoul, ["women", "recycling"])

    shown = page(client, "/en/practices/mine/").split('id="h-alike"')[1]

    assert re.findall(r'<h3><a href="/en/practices/([-\w]+)/">', shown) == ["both", "women-sport", "market"]


def test_what_stands_alone_says_so(world, client):
    practice("alone", world.seoul)

    shown = page(client, "/en/practices/alone/")

    assert "No other city has a practice on these topics" in shown
    assert 'id="h-others"' not in shown


@pytest.mark.parametrize("who", ["sara", "mina", "jun", "leila", "omid", "stranger"])
@pytest.mark.parametrize("hidden", ["practice", "city"])
def test_drafts_are_seen_by_the_office_only(world, client, who, hidden):
    three(world)
    practice("canary", world.brussels, ["recycling"], [17], names=names(en="Canary"), summary=names(en="Canary"))
    if hidden == "practice":
        Practice.objects.filter(slug="canary").update(live=False)
    else:
        Party.objects.filter(pk=world.brussels.pk).update(live=False)
    if user := world.cast()[who]:
        client.force_login(user)
    sees = who == "sara"

    addresses = (LIST, f"{LIST}?topic=waste", "/en/practices/eco/", f"{LIST}practices.json")
    for address in addresses:
        response = client.get(address)
        shown = (response.getvalue() if response.streaming else response.content).decode()
        assert (response.status_code, "canary" in shown.lower()) == (200, sees)
    assert ('value="17"' in page(client, LIST)) is sees
    page(client, "/en/practices/canary/", 200 if sees else 404)


def test_a_practice_of_a_merged_city_is_not_shown(world, client):
    three(world)
    Party.objects.filter(pk=world.seoul.pk).update(merged_into=world.mashhad)

    assert listed(client) == ["women-sport", "market"]


def test_the_list_leaves_as_a_table_with_the_filters_of_the_page(world, client):
    three(world)
    practice("plus", world.brussels, ["recycling"], source="=1+1", as_of="2001", starts_on="1999")

    response = client.get(f"{LIST}practices.csv?topic=waste&country=BE")

    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert [(row["key"], row["city"], row["topics"], row["goals"], row["began"], row["source"]) for row in rows] == [
        ("market", "brussels", "waste;women", "12", "", ""),
        ("plus", "brussels", "recycling", "", "1999", "'=1+1"),
    ]


@pytest.mark.parametrize("ending", ["xlsx", "json"])
def test_the_list_leaves_in_other_formats_too(world, client, ending):
    three(world)

    assert client.get(f"{LIST}practices.{ending}").getvalue()
    assert client.get(f"{LIST}practices.exe").status_code == 404
