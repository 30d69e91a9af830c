"""The tree of bodies, one body on a chosen day, its members, decisions and statutes."""

import csv
import io
from datetime import date

import pytest

from hamshahr.bodies.models import Body, Office
from hamshahr.bodies.services import adopt_statute, enrol, grant_mandate, host_body, record_decision
from tests.world import city, names

BOARD = "/en/bodies/metropolis-board/"


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def seat(world, party, starts_on, ends_on=None, **fields):
    return grant_mandate(
        office=world.vice_presidency, party=party, starts_on=starts_on, ends_on=ends_on, by=world.sara, **fields
    )


def full(world):
    """The board with seats past and present, a decision, statutes, a gathering and a seat."""
    seat(world, world.seoul, "2017-06-01", "2020-11-30")
    seat(world, world.mashhad, "2020-11-30", person=world.mayor)
    host_body(body=world.board, host=world.brussels, starts_on="1990", by=world.sara)
    record_decision(body=world.board, title=names(en="Budget"), decided_on="2019-05-01", number="3", by=world.sara)
    statutes(world, "2020-11-30", "Three years.")
    world.board.gatherings.create(slug="b-1", kind="board meeting", names=names(en="Board"))


def statutes(world, day, words, **values):
    rule = {"article": "9", "topic": "term", "text": names(en=words), "values": values}
    return adopt_statute(
        body=world.board, title=names(en="Statutes"), in_force_on=date.fromisoformat(day), rules=[rule], by=world.sara
    )


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_tree_nests_bodies_with_their_counts(world, client, language, django_assert_num_queries):
    host_body(body=world.metropolis, host=world.brussels, by=world.sara)
    enrol(party=world.mashhad, body=world.metropolis, state="active", by=world.sara)
    with django_assert_num_queries(5):
        shown = page(client, f"/{language}/bodies/")

    for number in range(30):
        Body.objects.create(slug=f"b-{number}", names=names(en="B"), network="X", kind="board", parent=world.metropolis)
    with django_assert_num_queries(5):
        page(client, f"/{language}/bodies/")

    _head, _list, parts = shown.partition('<ul class="tree"><li>')
    assert f"/{language}/bodies/metropolis/members/" in parts.split("metropolis-board")[0]
    assert f"/{language}/cities/brussels/" in parts.split("metropolis-board")[0]


def test_the_tree_is_narrowed_to_a_plain_list(world, client):
    def found(filters):
        shown = page(client, f"/en/bodies/?{filters}")
        slugs = ("metropolis", "metropolis-board", "metropolis-award")
        return [slug for slug in slugs if f'href="/en/bodies/{slug}/"' in shown]

    assert found("kind=board") == ["metropolis-board"]
    assert found("q=جايزه") == ["metropolis-award"]
    assert found("network=Metropolis") == ["metropolis", "metropolis-board", "metropolis-award"]
    assert "No body answers to these filters." in page(client, "/en/bodies/?kind=jury")


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_body_costs_the_same_with_few_and_many_seats(world, client, language, django_assert_num_queries):
    full(world)
    with django_assert_num_queries(10):
        page(client, f"/{language}/bodies/metropolis-board/")

    office = Office.objects.create(body=world.board, slug="member", names=names(en="Member"))
    for number in range(30):
        grant_mandate(
            office=office, party=world.seoul, starts_on=f"{1980 + number}", ends_on=f"{1981 + number}", by=None
        )
    with django_assert_num_queries(10):
        page(client, f"/{language}/bodies/metropolis-board/")


@pytest.mark.parametrize(
    ("day", "holder"),
    [("2018-01-01", "seoul"), ("2022-01-09", "mashhad"), ("۱۹ دی ۱۴۰۰", "mashhad"), ("1999-01-01", None)],
)
def test_any_past_day_can_be_asked_who_held_what(world, client, day, holder):
    full(world)

    table = page(client, f"{BOARD}?on={day}").split("<tbody>")[1].split("</tbody>")[0]

    assert [slug for slug in ("seoul", "mashhad") if f"/en/cities/{slug}/" in table] == ([holder] if holder else [])
    assert ("nobody on record" in table) is (holder is None)


def test_a_seat_past_its_term_says_so_and_is_never_simply_held(world, client):
    seat(world, world.mashhad, "2017-06-01", term_ends_on="2020-06-01")

    assert '<span class="tag">vacant</span>' in page(client, f"{BOARD}?on=2021-01-01")
    assert '<span class="tag">' not in page(client, f"{BOARD}?on=2019-01-01").split("<tbody>")[1].split("</tbody>")[0]


def test_the_chamber_counts_seats_and_known_holders(world, client):
    Body.objects.filter(pk=world.board.pk).update(size="32 (2021); 28 (2019)")
    seat(world, world.mashhad, "2020-11-30", term_ends_on="2099")

    shown = page(client, BOARD)

    assert 'aria-label="32 seats on an arch: 1 with a known holder, 31 whose holder is not on record"' in shown
    assert shown.count('class="away" href="#m-claimed"') == 31
    assert "0 of 1" in page(client, f"{BOARD}?on=1990-01-01")


def test_a_day_that_does_not_exist_is_named_and_what_was_typed_stays(world, client):
    full(world)

    assert 'value="31 اسفند 1400"' in page(client, f"{BOARD}?on=31 اسفند 1400", 422)


@pytest.mark.parametrize("number", [3, 60])
def test_the_members_come_in_pages_and_cost_the_same(world, client, number, django_assert_num_queries):
    for each in range(number):
        party = city(f"city-{each}", world.iran, (0, 0), "UTC", en=f"City {each}")
        enrol(party=party, body=world.metropolis, state="active", joined_on="1993", by=world.sara)

    with django_assert_num_queries(4):
        shown = page(client, "/en/bodies/metropolis/members/")

    assert ('rel="next"' in shown) is (number > 50)
    assert "City 2" in page(client, "/fa/bodies/metropolis/members/?q=city 2&state=active")
    assert "No member answers to these filters." in page(client, "/en/bodies/metropolis/members/?state=left")


def test_a_decision_shows_what_rests_on_it(world, client):
    decision = record_decision(
        body=world.board, title=names(en="Admissions"), decided_on="1993-05-01", number="7", by=world.sara
    )
    enrol(
        party=world.mashhad,
        body=world.metropolis,
        state="active",
        joined_on="1993-05-01",
        decision=decision,
        by=world.sara,
    )

    shown = page(client, f"/en/bodies/decisions/{decision.pk}/")

    assert '<a href="/en/cities/mashhad/">Mashhad</a>' in shown
    assert "1 May 1993" in shown
    page(client, f"/fa/bodies/decisions/{decision.pk}/")


def test_a_version_of_the_statutes_says_its_values_in_words_and_what_changed(world, client):
    statutes(world, "2017-06-01", "Two years.", past_term="vacant")
    statutes(world, "2020-11-30", "Three years.", past_term="prolonged", own_value=5)

    shown = page(client, f"{BOARD}statutes/2020-11-30/")

    assert "A seat past its term is prolonged until a successor is chosen." in shown
    assert "own value: 5" in shown
    assert "Two years." in shown.split("What it said before")[1]
    assert '<span class="tag">changed</span>' in shown
    page(client, "/fa/bodies/metropolis-board/statutes/2017-06-01/")
    for address in ("statutes/2018-01-01/", "statutes/yesterday/"):
        page(client, BOARD + address, 404)


def test_a_draft_body_is_hidden_with_all_that_is_its_own(world, client):
    full(world)
    decision = world.board.decisions.get()
    Body.objects.filter(pk=world.board.pk).update(live=False)

    for address in (BOARD, f"{BOARD}members/", f"{BOARD}members.csv", f"{BOARD}statutes/2020-11-30/"):
        page(client, address, 404)
    page(client, f"/en/bodies/decisions/{decision.pk}/", 404)
    assert "metropolis-board" not in page(client, "/en/bodies/") + page(client, "/en/bodies/metropolis/")
    assert "metropolis-board" not in b"".join(client.get("/en/bodies/bodies.csv").streaming_content).decode()


def test_a_hidden_city_or_person_is_not_named_by_a_body(world, client):
    full(world)
    type(world.brussels).objects.filter(slug="brussels").update(live=False)
    type(world.mayor).objects.update(live=False)

    shown = page(client, BOARD)

    assert "brussels" not in shown
    assert "Kalaei" not in shown


def test_the_tree_and_the_members_leave_as_tables(world, client):
    enrol(party=world.mashhad, body=world.metropolis, state="active", joined_on="1993", by=world.sara)

    tree, members = (
        list(csv.DictReader(io.StringIO(b"".join(client.get(address).streaming_content).decode("utf-8-sig"))))
        for address in ("/en/bodies/bodies.csv", "/en/bodies/metropolis/members.csv")
    )

    assert [(row["key"], row["part_of"], row["members"]) for row in tree] == [
        ("metropolis", "", "1"),
        ("metropolis-award", "metropolis", "0"),
        ("metropolis-board", "metropolis", "0"),
    ]
    assert [(row["city"], row["state"], row["joined_on"]) for row in members] == [("mashhad", "active", "1993")]
