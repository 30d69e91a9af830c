"""What this room writes into the record: sentences, addresses, counts, and the same again when it is rebuilt."""

from datetime import date

import pytest
from django.utils.translation import override

from hamshahr.bodies.services import (
    correct_mandate,
    end_hosting,
    end_mandate,
    enrol,
    grant_mandate,
    host_body,
    take_step,
)
from hamshahr.bodies.tests.builders import decision, office, other_network
from hamshahr.record.kinds import KINDS, MEASURES
from hamshahr.record.models import Entry
from hamshahr.record.queries import counts, entries_of, tally, with_sources
from hamshahr.record.services import rebuild


@pytest.fixture
def lived(world):
    """A city that joined, sat, hosted and was suspended."""
    by = {"by": world.sara}
    membership = enrol(party=world.mashhad, body=world.metropolis, state="active", joined_on="1999", **by)
    world.vice = grant_mandate(
        office=world.vice_presidency, party=world.mashhad, starts_on="2017", ends_on="2020", **by
    )
    correct_mandate(mandate=world.vice, reason="minutes", ends_on="2020-11-30", **by)
    again = grant_mandate(office=world.vice_presidency, party=world.mashhad, starts_on="2020-11-30", **by)
    end_mandate(mandate=again, ends_on="2023-12", ending="term", **by)
    council = office(world, "councillor", other_network(world), seats=None)
    grant_mandate(
        office=council,
        party=world.mashhad,
        on_behalf_of=world.metropolis,
        beginning="nominated",
        confidence="claimed",
        **by,
    )
    hosting = host_body(body=world.award, host=world.mashhad, starts_on="2014", **by)
    end_hosting(hosting=hosting, ends_on="2022", **by)
    world.decision = decision(world, date(2024, 1, 1))
    step = {"membership": membership, "reason": "arrears", **by}
    take_step(state="suspended", happened_on=date(2024, 1, 1), decision=world.decision, **step)
    take_step(state="active", happened_on=date(2024, 3, 1), **step)
    take_step(state="excluded", happened_on=date(2024, 5, 1), decision=world.decision, **step)
    return world


def test_every_entry_says_a_whole_sentence_and_leads_to_its_page(lived):
    entries = with_sources(entries_of(lived.mashhad, lived.sara)).order_by("act__number")

    said = [(KINDS[entry.kind].sentence(entry), KINDS[entry.kind].address(entry)) for entry in entries]

    metropolis, board = "/en/bodies/metropolis/", "/en/bodies/metropolis-board/"
    taken = f"/en/bodies/decisions/{lived.decision.pk}/"
    name = "Metropolis, World Association of the Major Metropolises"
    assert said == [
        (f"Joined {name}", metropolis),
        ("Seat as Regional vice-president, Board of Directors", board),
        ("Seat as Regional vice-president, Board of Directors, came to its end", board),
        ("Seat as Regional vice-president, Board of Directors", board),
        ("Seat as Regional vice-president, Board of Directors, ended with its term", board),
        (f"Seat as Councillor, World Council, on behalf of {name}", "/en/bodies/uclg-council/"),
        ("Became the seat of Metropolis Award", "/en/bodies/metropolis-award/"),
        ("Ceased to be the seat of Metropolis Award", "/en/bodies/metropolis-award/"),
        (f"Membership of {name} suspended by Board of Directors: Admission of new members", taken),
        (f"Suspension from {name} lifted", metropolis),
        (f"Excluded from {name} by Board of Directors: Admission of new members", taken),
        ("Seat as Councillor, World Council, ended with the membership", "/en/bodies/uclg-council/"),
    ]


def test_the_page_of_entries_loads_its_sources_in_a_constant_number_of_queries(lived, django_assert_num_queries):
    list(with_sources(entries_of(lived.mashhad, None)))  # content types are remembered from here on
    with django_assert_num_queries(5), override("fa"):  # entries, memberships, steps, mandates, hostings
        for entry in with_sources(entries_of(lived.mashhad, None)):
            KINDS[entry.kind].sentence(entry)
            KINDS[entry.kind].address(entry)


def test_counts_stand_with_their_definition(lived):
    found = {each.measure.name: (each.number, each.confirmed) for each in counts(tally(lived.mashhad, lived.sara))}

    wanted = ("memberships.bodies", "seats.held", "offices.hosted")
    assert {name: found[name] for name in wanted} == {
        "memberships.bodies": (1, 1),
        "seats.held": (3, 2),
        "offices.hosted": (1, 1),
    }
    assert all(str(MEASURES[name].definition).endswith(".") for name in wanted)


def test_the_record_is_rebuilt_from_the_acts_to_the_identical_rows(lived):
    before = list(Entry.objects.order_by("id").values())
    Entry.objects.filter(supersedes__isnull=False).delete()
    Entry.objects.all().delete()

    rebuild()

    assert list(Entry.objects.order_by("id").values()) == before
    assert len(before) == 14
