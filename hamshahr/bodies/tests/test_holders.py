"""Who held which seat on a day, and how the seats of a party hang together."""

from datetime import date

import pytest

from hamshahr.bodies.models import Body, Mandate
from hamshahr.bodies.queries import chain_of, chamber, holders_on, members_of, seats_of, states_of, tree
from hamshahr.bodies.services import enrol, grant_mandate
from hamshahr.bodies.tests.builders import office, other_network, person
from hamshahr.parties.models import Party, Person

DAY = date(2021, 6, 1)


def rows(found):
    return [(str(seat.office.slug), seat.party, seat.person, seat.sureness) for seat in found]


def seat(world, party, where=None, **fields):
    fields = {"starts_on": date(2020, 11, 30), "by": world.sara, **fields}
    return grant_mandate(office=where or world.vice_presidency, party=party, **fields)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "answer"),
    [
        ("2020-11-30", "2023-12", "yes"),
        ("2020-11-30", None, "yes"),
        ("2021", None, "perhaps"),
        (None, None, "perhaps"),
        ("2020-11-30", "2021", "perhaps"),
        ("2021-06-02", None, None),
        ("2020-11-30", "2021-06-01", None),
        ("2019", "2020", None),
    ],
)
def test_a_day_is_answered_yes_perhaps_or_not_at_all(world, starts_on, ends_on, answer):
    seat(world, world.mashhad, starts_on=starts_on, ends_on=ends_on)

    expected = [] if answer is None else [("regional-vice-president", world.mashhad, None, answer)]
    assert rows(holders_on(world.vice_presidency, DAY)) == expected


def test_the_person_is_only_as_sure_as_the_days_inside_the_mandate(world):
    mandate = seat(world, world.mashhad)
    mandate.holdings.create(person=world.mayor, starts_on="2021")
    mandate.holdings.create(person=person(world, "old"), starts_on="2019", ends_on="2020")

    assert rows(holders_on(world.board, DAY)) == [("regional-vice-president", world.mashhad, world.mayor, "perhaps")]


def test_what_is_hidden_is_not_told_to_the_public(world):
    seat(world, world.mashhad, person=world.mayor)
    Person.objects.filter(pk=world.mayor.pk).update(live=False)
    assert rows(holders_on(world.board, DAY)) == [("regional-vice-president", world.mashhad, None, "yes")]
    assert rows(holders_on(world.board, DAY, world.sara))[0][2] == world.mayor

    Party.objects.filter(pk=world.mashhad.pk).update(live=False)
    assert holders_on(world.board, DAY) == []
    Party.objects.update(live=True)
    Body.objects.filter(pk=world.board.pk).update(live=False)
    assert holders_on(world.board, DAY, world.mina) == []
    assert list(seats_of(world.mashhad, world.mina)) == []
    assert len(holders_on(world.board, DAY, world.sara)) == 1


def fill(world, number, where):
    for place in range(number):
        party = Party.objects.create(slug=f"city-{where.pk}-{place}", names=f"City {place}")
        seat(world, party, where, person=person(world, f"mayor-{where.pk}-{place}"))
        enrol(party=party, body=world.metropolis, state="active", by=None)


@pytest.mark.parametrize("number", [2, 12])
def test_no_seat_and_no_member_costs_a_query_of_its_own(world, django_assert_num_queries, number):
    fill(world, number, office(world, "member", seats=None))

    with django_assert_num_queries(4):  # duties of the user, mandates, holdings, flags
        found = holders_on(world.board, DAY, world.sara)
        assert [str(each.person.names) for each in found] != []
    with django_assert_num_queries(6):  # and rules, lineage, offices
        assert len(chamber(world.board, DAY).offices) == 2
    with django_assert_num_queries(5):  # duties, registers kept, mandates, holdings, flags
        mandates = list(seats_of(found[0].party, world.jun))
    with django_assert_num_queries(2):
        states_of(mandates, DAY)
    with django_assert_num_queries(1):
        assert len([str(member.party.names) for member in members_of(world.metropolis, None, DAY)]) == number


def test_a_chamber_shows_its_offices_in_order_with_what_stands_empty(world):
    member = office(world, "member", seats=3, position=1)
    held = seat(world, world.seoul, member)
    seat(world, world.mashhad, member, starts_on=date(2015, 1, 1), ends_on=date(2018, 1, 1))

    offices = chamber(world.board, DAY).offices

    assert [(row.office.slug, [(each.mandate, state) for each, state in row.seats], row.empty) for row in offices] == [
        ("regional-vice-president", [], 1),
        ("member", [(held, "held")], 2),
    ]


def test_the_tree_takes_one_query_and_shows_what_the_reader_may_see(world, django_assert_num_queries):
    Body.objects.filter(pk=world.metropolis.pk).update(live=False)
    nested = Body.objects.create(
        slug="exec", names="Executive", network="Metropolis", kind="committee", parent=world.board
    )

    def drawn(branches):
        return [(branch.body, drawn(branch.children)) for branch in branches]

    with django_assert_num_queries(1):
        public = tree(None)
    assert drawn(public) == [(world.award, []), (world.board, [(nested, [])])]
    assert drawn(tree(world.sara)) == [(world.metropolis, [(world.award, []), (world.board, [(nested, [])])])]


def test_a_seat_leads_to_the_one_held_in_another_network(world):
    council = office(world, "councillor", other_network(world), seats=None)
    board_seat = seat(world, world.mashhad, person=world.mayor)
    behalf = seat(world, world.mashhad, council, on_behalf_of=world.metropolis, person=world.mayor)
    own = seat(world, world.mashhad, council, starts_on=date(2021, 1, 1), person=person(world, "councillor"))

    links = chain_of(world.mashhad, DAY)

    assert [(link.seat.mandate, [each.seat.mandate for each in link.onward]) for link in links] == [
        (board_seat, [behalf]),
        (own, []),
    ]
    assert chain_of(world.mashhad, date(2019, 1, 1)) == []


def test_the_same_person_carries_a_party_from_one_network_into_another(world):
    council = office(world, "councillor", other_network(world), seats=None)
    board_seat = seat(world, world.mashhad, person=world.mayor)
    later = seat(world, world.mashhad, council, starts_on=date(2021, 1, 1), person=world.mayor)

    (link,) = chain_of(world.mashhad, DAY)

    assert (link.seat.mandate, [each.seat.mandate for each in link.onward]) == (board_seat, [later])
    assert Mandate.objects.count() == 2
