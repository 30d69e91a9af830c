"""A seat is the party's; a mandate needs a free seat and a body that lives, and what is unknown refuses nobody."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from hamshahr.accounts.models import Act
from hamshahr.bodies.models import Body, Holding, Mandate
from hamshahr.bodies.services import (
    correct_mandate,
    dissolve_body,
    end_mandate,
    enrol,
    grant_mandate,
    host_body,
    seat_holder,
    take_step,
)
from hamshahr.bodies.tests.builders import decision, mayor, office, person, rule, statute
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.record.models import Entry
from tests.world import AUTUMN, SPRING


def grant(world, party=None, **fields):
    fields = {"office": world.vice_presidency, "party": party or world.mashhad, "by": world.sara, **fields}
    return grant_mandate(**fields)


def test_a_full_office_refuses_another_holder_and_records_nothing(world):
    first = grant(world, world.seoul, starts_on=SPRING)

    with pytest.raises(Refused, match="Every seat"):
        grant(world, starts_on=AUTUMN)

    assert list(Mandate.objects.all()) == [first]
    assert not Entry.objects.filter(party=world.mashhad).exists()


def test_a_seat_is_free_from_the_day_on_which_it_ends(world):
    grant(world, world.seoul, starts_on=SPRING, ends_on=AUTUMN)

    assert grant(world, starts_on=AUTUMN).starts_on == PartialDate.of(AUTUMN)


def test_two_short_mandates_one_after_the_other_leave_the_second_seat_free(world):
    pair = office(world, "deputy", seats=2)
    grant(world, world.seoul, office=pair, starts_on=date(2020, 1, 1), ends_on=date(2020, 6, 1))
    grant(world, world.brussels, office=pair, starts_on=date(2020, 6, 1), ends_on=date(2021, 1, 1))

    grant(world, world.mashhad, office=pair, starts_on=date(2020, 1, 1))
    with pytest.raises(Refused, match="Every seat"):
        grant(world, world.seoul, office=pair, starts_on=date(2020, 3, 1), ends_on=date(2020, 7, 1))


@pytest.mark.parametrize(
    ("starts_on", "ends_on"), [(None, None), (None, "2023-12"), ("2020", "2020"), ("2020-11", "2020")]
)
def test_history_with_unknown_or_coarse_days_is_taken_as_it_is(world, starts_on, ends_on):
    grant(world, world.seoul, starts_on=date(2020, 1, 1))

    mandate = grant(world, starts_on=starts_on, ends_on=ends_on, confidence="claimed")

    mandate.refresh_from_db()
    assert (mandate.starts_on, mandate.ends_on) == tuple(
        PartialDate(day) if day else None for day in (starts_on, ends_on)
    )
    assert {entry.confidence for entry in Entry.objects.filter(party=world.mashhad)} == {"claimed"}


def test_an_end_that_surely_lies_before_the_start_is_refused(world):
    with pytest.raises(Refused, match="before the start"):
        grant(world, starts_on="2020-11", ends_on="2020-10")


def test_the_same_mandate_is_entered_once(world):
    office_without_limit = office(world, "member", seats=None)
    grant(world, office=office_without_limit, starts_on="2020-11-30")

    with pytest.raises(ValidationError, match="already in the register"):
        grant(world, office=office_without_limit, starts_on="2020-11-30")


def test_no_mandate_begins_in_a_body_that_has_ended_nor_before_its_decision(world):
    Body.objects.filter(pk=world.board.pk).update(ended_on="2021-06-30")
    world.vice_presidency.refresh_from_db()

    with pytest.raises(Refused, match="ended on"):
        grant(world, starts_on=AUTUMN)
    with pytest.raises(Refused, match="taken later"):
        grant(world, starts_on=date(2020, 1, 1), decision=decision(world))
    grant(world, starts_on=SPRING, decision=decision(world))


def test_a_seat_asks_for_membership_only_where_the_statutes_do(world):
    grant(world, world.brussels, starts_on=date(2015, 1, 1), ends_on=date(2016, 1, 1))
    statute(world, rule("7", "seats", members_only=True), in_force_on=date(2020, 1, 1))

    with pytest.raises(Refused, match="Article 7 keeps this seat for members of Metropolis, World"):
        grant(world, starts_on=SPRING)
    enrol(party=world.mashhad, body=world.metropolis, state="active", joined_on="2021-01-01", by=None)
    grant(world, starts_on=SPRING)


def test_a_grant_fills_the_seat_and_enters_the_record(world):
    home = mayor(world, world.mashhad, world.mayor)

    mandate = grant(
        world,
        starts_on="2020-11-30",
        term_ends_on="2023-11",
        person=world.mayor,
        local_office=home,
        source="Assembly page",
    )

    holding = Holding.objects.get()
    assert (holding.person, holding.local_office, holding.starts_on, holding.is_acting) == (
        world.mayor,
        home,
        PartialDate("2020-11-30"),
        False,
    )
    entry = Entry.objects.get()
    assert (entry.kind, entry.party, entry.source, entry.happened_on, entry.citation, entry.origin) == (
        "mandate.granted",
        world.mashhad,
        mandate,
        PartialDate("2020-11-30"),
        "Assembly page",
        "page",
    )


def test_a_seat_of_the_staff_has_no_party_and_no_entry(world):
    staff = office(world, "secretary-general", seats=None)
    mandate = grant_mandate(office=staff, party=None, starts_on="2017-06", by=world.sara)
    end_mandate(mandate=mandate, ends_on="2020", ending="resigned", by=world.sara)

    assert not Entry.objects.exists()
    assert list(Act.objects.filter(verb__startswith="mandate.").order_by("number").values_list("verb", flat=True)) == [
        "mandate.granted",
        "mandate.ended",
    ]


def test_an_end_reaches_the_holder_and_comes_once(world):
    mandate = grant(world, starts_on=SPRING, ends_on=date(2023, 12, 1), person=world.mayor)

    end_mandate(mandate=mandate, ends_on=AUTUMN, ending="resigned", by=world.sara, reason="letter of 2 September")

    mandate.refresh_from_db()
    assert (mandate.ends_on, mandate.ending) == (PartialDate.of(AUTUMN), "resigned")
    assert Holding.objects.get().ends_on == PartialDate.of(AUTUMN)
    current = Entry.objects.current().order_by("act__number")
    assert list(current.values_list("kind", "happened_on")) == [
        ("mandate.granted", PartialDate.of(SPRING)),
        ("mandate.ended", PartialDate.of(AUTUMN)),
    ]
    with pytest.raises(Refused, match="already ended"):
        end_mandate(mandate=mandate, ends_on=date(2022, 1, 1), ending="term", by=world.sara)


def test_a_correction_is_a_further_entry_and_the_log_keeps_both(world):
    mandate = grant(world, starts_on="2020", ends_on="2021")
    first = Entry.objects.get(kind="mandate.granted")

    correct_mandate(mandate=mandate, by=world.sara, reason="minutes found", starts_on="2020-11-30", ends_on=None)

    current = Entry.objects.current().order_by("act__number")
    assert list(current.values_list("kind", "happened_on")) == [
        ("mandate.granted", PartialDate("2020-11-30")),
        ("mandate.reopened", None),
    ]
    assert current[0].supersedes == first
    assert [Act.objects.get(pk=entry.act_id).changes for entry in current] == [
        {"starts_on": ["2020", "2020-11-30"]},
        {"ends_on": ["2021", None]},
    ]

    end_mandate(mandate=mandate, ends_on="2023-12", ending="term", by=world.sara)
    assert list(Entry.objects.current().order_by("act__number").values_list("kind", flat=True)) == [
        "mandate.granted",
        "mandate.ended",
    ]


def test_a_correction_to_another_party_moves_the_entry_with_it(world):
    mandate = grant(world, starts_on=SPRING)

    correct_mandate(mandate=mandate, by=world.sara, reason="mistaken city", party=world.seoul)

    assert list(Entry.objects.current().values_list("party", flat=True)) == [world.seoul.pk]
    with pytest.raises(Refused, match="Name the party"):
        correct_mandate(mandate=mandate, by=world.sara, reason="none", party=None)
    with pytest.raises(Refused, match="reason"):
        correct_mandate(mandate=mandate, by=world.sara, reason="", note="x")
    with pytest.raises(TypeError):
        correct_mandate(mandate=mandate, by=world.sara, reason="x", holdings=[])


def test_the_next_holder_takes_over_on_the_day(world):
    mandate = grant(world, starts_on=SPRING, person=world.mayor)
    heir = person(world, "arjaei")

    seat_holder(mandate=mandate, person=heir, starts_on=AUTUMN, by=world.sara)

    assert list(Holding.objects.order_by("pk").values_list("person", "starts_on", "ends_on")) == [
        (world.mayor.pk, PartialDate.of(SPRING), PartialDate.of(AUTUMN)),
        (heir.pk, PartialDate.of(AUTUMN), None),
    ]


def test_a_holder_stays_within_the_mandate_and_the_local_office(world):
    mandate = grant(world, starts_on=SPRING, ends_on=AUTUMN)
    heir = person(world, "arjaei")
    home = mayor(world, world.seoul, heir)
    seat = {"mandate": mandate, "person": heir, "by": world.sara}

    for match, fields in [
        ("had ended", {"starts_on": AUTUMN}),
        ("began later", {"starts_on": date(2021, 3, 31)}),
        ("not one of that person", {"starts_on": SPRING, "local_office": home}),
        ("before the start", {"starts_on": "2021-06", "ends_on": "2021-05"}),
    ]:
        with pytest.raises(Refused, match=match):
            seat_holder(**seat, **fields)
    seat_holder(**seat, starts_on=date(2021, 6, 1))
    with pytest.raises(Refused, match="say until when"):
        seat_holder(mandate=mandate, person=world.mayor, starts_on=SPRING, by=world.sara)
    seat_holder(mandate=mandate, person=world.mayor, starts_on=SPRING, ends_on=date(2021, 6, 1), by=world.sara)


def test_a_dissolved_body_ends_its_mandates_and_its_hosting(world):
    mandate, hosting = grant(world, starts_on=SPRING), host_body(body=world.board, host=world.seoul, by=world.sara)

    dissolve_body(body=world.board, ended_on=AUTUMN, by=world.sara, reason="merged")

    mandate.refresh_from_db()
    hosting.refresh_from_db()
    assert (mandate.ending, mandate.ends_on, hosting.ends_on) == (
        "abolished",
        PartialDate.of(AUTUMN),
        PartialDate.of(AUTUMN),
    )
    with pytest.raises(Refused, match="part of this one"):
        dissolve_body(body=world.metropolis, ended_on=AUTUMN, by=world.sara, reason="x")
    with pytest.raises(Refused, match="ended on"):
        dissolve_body(body=world.board, ended_on=AUTUMN, by=world.sara, reason="x")


def test_a_body_is_never_part_of_itself(world):
    world.metropolis.parent = world.board

    with pytest.raises(ValidationError, match="part of itself"):
        world.metropolis.full_clean()


def test_leaving_members_only_seats_is_decided_by_the_state_of_that_day(world):
    statute(world, rule("7", "seats", members_only=True, members_of="metropolis"))
    membership = enrol(party=world.mashhad, body=world.metropolis, state="active", joined_on="2000", by=None)
    take_step(membership=membership, state="left", happened_on=SPRING, reason="letter", by=world.sara)

    grant(world, starts_on=date(2020, 1, 1), ends_on=date(2020, 2, 1))
    with pytest.raises(Refused, match="Article 7"):
        grant(world, starts_on=AUTUMN)
