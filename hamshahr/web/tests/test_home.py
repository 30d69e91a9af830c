"""The front page: the network in its own facts, its map, its offices, its news, and nothing of drafts."""

import gzip
import re
from datetime import date
from pathlib import Path

import pytest

from hamshahr.bodies.models import Body, Office
from hamshahr.bodies.services import enrol, grant_mandate, host_body
from hamshahr.gatherings.services import add_gathering, take_part
from hamshahr.kernel.dates import PartialDate
from hamshahr.parties.services import add_party
from hamshahr.web.members_map import MOST_DISCS, MOST_LABELS, ON_A_PHONE, discs, draw
from hamshahr.web.queries import home as queries
from hamshahr.web.queries.home import Cell
from tests.news import a_draft, a_story
from tests.world import city, names

ASIA = (1, "asia", names(en="Asia"))
TODAY = date(2022, 1, 9)


def text(client, address="/en/", status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def founded(world):
    world.metropolis.founded_on = PartialDate("1985-04")
    world.metropolis.source = "Archive of the congress"
    world.metropolis.save()
    add_gathering(
        slug="founding",
        kind="founding meeting",
        names=names(en="Founding"),
        starts_on=PartialDate("1985-04"),
        delegations="14",
        place=world.seoul,
        by=None,
    )
    host_body(body=world.metropolis, host=world.brussels, by=world.sara)


def busy(world):
    """Members, an office in force, one of an earlier term, a gathering with all cities."""
    founded(world)
    for party in (world.mashhad, world.seoul):
        enrol(party=party, body=world.metropolis, state="active", by=world.sara)
    enrol(party=world.brussels, body=world.metropolis, state="active", by=world.sara, confidence="probable")
    presidency = Body.objects.create(
        slug="presidency", names=names(en="Presidency"), network="Metropolis", kind="office", parent=world.board
    )
    president = Office.objects.create(body=presidency, slug="president", names=names(en="President"), seats=1)
    grant_mandate(office=president, party=world.seoul, starts_on="2024-01", by=None)
    grant_mandate(
        office=world.vice_presidency,
        party=world.mashhad,
        starts_on="2020-11-30",
        ends_on="2023-12",
        person=world.mayor,
        by=None,
    )
    congress = add_gathering(
        slug="wc-1", kind="congress", names=names(en="Congress 1"), starts_on=PartialDate("2021-11-08"), by=None
    )
    for party in (world.mashhad, world.seoul, world.brussels):
        take_part(gathering=congress, party=party, role="attending city", by=None)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_home_page_says_what_the_network_is(world, client, language, django_assert_max_num_queries):
    busy(world)

    with django_assert_max_num_queries(10):
        page = text(client, f"/{language}/")

    assert f'<html lang="{language}"' in page
    for address in (
        "gatherings/founding/",
        "cities/brussels/",
        "cities/?region=asia-pacific",
        "people/mayor-of-mashhad/",
    ):
        assert f'href="/{language}/{address}' in page
    assert page.count('<circle class="member" cx=') == 2 + 1  # one of them in the legend
    assert page.count('<circle class="likely" cx=') == 1 + 1


def test_the_facts_of_the_network_stand_with_their_source(world, client):
    busy(world)

    page = text(client)

    assert "14 metropolises founded the association in Seoul." in page
    assert '<time datetime="1985-04">April 1985</time>' in page
    assert "Archive of the congress" in page
    assert "World map of 3 members: 2 confirmed ones" in page


def test_every_figure_leads_to_its_list(world, client):
    busy(world)

    cards = re.findall(r'<p class="card"><a href="([^"]+)"><b class="figure-number">(\d+)</b>', text(client))

    assert cards == [
        ("/en/cities/?status=member", "3"),
        ("/en/gatherings/", "2"),
        ("/en/bodies/", "2"),
        ("/en/awards/", "0"),
    ]


def test_an_office_shows_who_holds_it_or_held_it_last(world, rf):
    busy(world)

    posts = queries.posts(world.metropolis, None, date(2026, 11, 23))

    assert [
        (str(post.office.names), post.is_in_force, [str(seat.party) for seat in post.mandates]) for post in posts
    ] == [
        ("President", True, ["Seoul"]),
        ("Regional vice-president", False, ["Mashhad"]),
    ]


def test_what_is_said_of_several_cities_is_said_once(world):
    busy(world)

    item = next(item for item in queries.news(None, date(2026, 1, 1)) if item.address == "/en/gatherings/wc-1/")

    assert sorted(str(party) for party in item.parties) == ["Brussels", "Mashhad", "Seoul"]


def test_what_is_yet_to_come_is_no_news(world):
    busy(world)

    assert all(item.entry.happened_on.first_day <= TODAY for item in queries.news(None, TODAY))


def test_an_empty_installation_has_a_home_page(db, client):
    assert "not in the register yet" in text(client)


def test_nothing_of_drafts_is_on_the_home_page(world, client):
    busy(world)
    before = text(client)
    place = {"country": world.iran, "place": world.mashhad.place}
    party = add_party(slug="canary", names=names(en="Canaryville"), kind="city", by=None, live=False, **place)
    enrol(party=party, body=world.metropolis, state="active", by=world.sara)
    secret = add_gathering(
        slug="canary", kind="congress", names=names(en="Canary congress"), starts_on="2021-12", by=None, live=False
    )
    take_part(gathering=secret, party=world.seoul, role="host", by=None)
    take_part(gathering=secret, party=party, role="host", by=None)
    hidden = Body.objects.create(
        slug="canary",
        names=names(en="Canary board"),
        network="Metropolis",
        kind="board",
        parent=world.board,
        live=False,
    )
    seat = Office.objects.create(body=hidden, slug="seat", names=names(en="Canary seat"))
    grant_mandate(office=seat, party=world.seoul, starts_on="2021", by=None)

    assert plain(text(client)) == plain(before)
    client.force_login(world.sara)
    assert "Canary" in text(client)


def plain(page):
    return re.sub(r'<p class="note">Generated.*?</p>', "", page)


def test_the_first_view_weighs_less_than_sixty_kilobytes(world, client):
    busy(world)
    for number in range(150):
        party = city(f"c{number}", world.iran, (number % 60, number), "UTC", en=f"City {number}", fa=f"شهر {number}")
        enrol(party=party, body=world.metropolis, state="active", by=None)
    static = Path(queries.__file__).parents[1] / "static" / "web" / "hamshahr.css"

    weight = len(gzip.compress(client.get("/fa/").content, 9)) + len(gzip.compress(static.read_bytes(), 9))

    assert weight + 16_000 < 60_000  # htmx weighs sixteen kilobytes


def row(latitude, longitude, confidence="confirmed", number=1):
    return Cell(latitude // 1, longitude // 1, confidence, ASIA[0], number, latitude, longitude)


def test_the_map_stays_light_however_many_members_there_are():
    rows = [row(latitude / 2, longitude / 2) for latitude in range(-100, 120) for longitude in range(-340, 340, 3)]

    drawn = draw(rows, [], [ASIA])

    assert 100 < len(drawn.discs) <= MOST_DISCS
    assert drawn.total == len(rows)


def test_a_confirmed_and_a_probable_member_of_one_place_are_both_drawn():
    assert [disc.is_sure for disc in discs([row(36.3, 59.6), row(36.4, 59.7, "probable")])] == [False, True]


def test_a_member_without_a_place_is_counted_but_not_drawn():
    nowhere = Cell(None, None, "confirmed", None, 1, None, None)

    drawn = draw([nowhere, row(36.3, 59.6)], [], [ASIA])

    assert (len(drawn.discs), drawn.total) == (1, 2)


def test_names_on_the_map_touch_neither_each_other_nor_the_edge(world):
    office = Office.objects.create(body=world.board, slug="member", names=names(en="Member"))
    seats = []
    for number in range(12):
        party = city(f"c{number}", world.iran, (30 + number % 4 * 3, 40 + number * 2), "UTC", en=f"Long City {number}")
        seats.append(grant_mandate(office=office, party=party, starts_on="2020", by=None))
    seats.append(grant_mandate(office=office, party=world.seoul, starts_on="2020", by=None))

    named = [holder for holder in draw([], seats, []).holders if holder.name]

    assert 2 <= len(named) <= MOST_LABELS
    boxes = [(float(each.label_x), float(each.label_y), len(each.name) * 9.5) for each in named]
    for one in range(len(boxes)):
        for other in range(one):
            (x, y, width), (u, v, wide) = boxes[one], boxes[other]
            assert abs(x - u) >= (width + wide) / 2 - 1 or abs(y - v) >= 15
    assert [holder.is_minor for holder in named].count(False) == ON_A_PHONE


def test_many_members_are_counted_in_wider_squares_and_none_is_lost(world):
    for number in range(30):
        party = city(f"c{number}", world.iran, (30 + number / 3, 50 + number / 3), "UTC", en=f"City {number}")
        enrol(party=party, body=world.metropolis, state="active", by=world.sara)

    def counted(number):
        body = queries.network(None)
        body.memberships_number = number
        return queries.members_by_place(body, None)

    few, some, many = counted(30), counted(900), counted(5000)
    assert queries.network(None).memberships_number == 30
    assert [sum(cell.number for cell in cells) for cells in (few, some, many)] == [30, 30, 30]
    assert (len(few), len(some), len(many)) == (10, 3, 1)
    assert [(cell.south, cell.west) for cell in many] == [(30, 50)]


def test_the_newest_stories_of_the_readers_language_stand_on_the_front_page(world, client):
    a_story(world, title="Mashhad leads")
    a_draft(world, title="Canary draft")

    page = client.get("/en/").content.decode()

    assert 'href="/en/news/mashhad-leads/"' in page
    assert "Canary" not in page
    assert "Mashhad leads" not in client.get("/fa/").content.decode()
