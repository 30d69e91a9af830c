"""A seat past its term is prolonged or vacant, never simply held; warnings come at 180, 90 and 30 days, once each."""

from datetime import date

import pytest

from hamshahr.bodies.models import Body
from hamshahr.bodies.queries import awaiting
from hamshahr.bodies.rules import SEAT_WORDS, state_of_seat
from hamshahr.bodies.services import end_local_office, end_mandate, grant_mandate, warn_of_terms
from hamshahr.bodies.terms import term_end_of
from hamshahr.bodies.tests.builders import mayor, rule, statute
from hamshahr.kernel.awaiting import Awaited
from hamshahr.kernel.dates import PartialDate
from hamshahr.letters.models import Letter

START, END = date(2021, 1, 1), date(2024, 1, 1)  # the board's term is three years


def seat(world, **fields):
    fields = {"office": world.vice_presidency, "party": world.mashhad, "starts_on": START, "by": world.sara, **fields}
    return grant_mandate(**fields)


@pytest.mark.parametrize(
    ("starts_on", "fields", "end"),
    [
        ("2021-01-01", {}, "2024-01-01"),
        ("2020-02-29", {}, "2023-02-28"),
        ("2021-03", {}, "2024-03"),
        ("2021", {}, "2024"),
        ("2020-03-20/2021-03-20", {}, "2023-03-20/2024-03-20"),
        ("2021", {"term_ends_on": "2022-06"}, "2022-06"),
        (None, {}, None),
        (None, {"ends_on": "2022"}, "2022"),
    ],
)
def test_the_term_ends_as_precisely_as_its_start_is_known(world, starts_on, fields, end):
    mandate = seat(world, starts_on=starts_on, **fields)

    assert term_end_of(mandate) == (PartialDate(end) if end else None)


def test_past_its_term_a_seat_is_vacant_or_by_the_statutes_prolonged(world):
    mandate = seat(world)

    assert [state_of_seat(mandate, day) for day in (date(2023, 12, 31), END)] == ["held", "vacant"]
    statute(world, rule("8", "term", past_term="prolonged"), in_force_on=date(2022, 1, 1))
    assert [state_of_seat(mandate, day) for day in (date(2023, 12, 31), END)] == ["held", "prolonged"]


def test_a_term_known_to_the_month_is_over_when_the_month_is(world):
    mandate = seat(world, term_ends_on="2023-12")

    assert [state_of_seat(mandate, day) for day in (date(2023, 12, 31), END)] == ["held", "vacant"]


def test_a_seat_is_held_acting_vacant_or_in_question(world):
    acting = seat(world, beginning="interim", ends_on=date(2021, 6, 1))
    mandate = seat(world, starts_on=date(2021, 6, 1), person=world.mayor)
    day = date(2021, 7, 1)

    assert (state_of_seat(acting, START), state_of_seat(acting, day)) == ("acting", "vacant")
    assert state_of_seat(mandate, day) == "held"
    mandate.holdings.update(is_acting=True)
    assert state_of_seat(mandate, day) == "acting"
    mandate.holdings.update(ends_on=day)
    assert state_of_seat(mandate, day) == "vacant"
    mandate.flags.create(raised_on=day, cause="membership")
    assert state_of_seat(mandate, day) == "flagged"
    assert set(SEAT_WORDS) == {"held", "vacant", "prolonged", "acting", "flagged"}


def test_each_warning_is_written_once_to_each_reader_in_their_language(world):
    mandate = seat(world)
    days = [
        date(2023, 7, 4),
        date(2023, 7, 5),
        date(2023, 7, 6),
        date(2023, 10, 3),
        date(2023, 12, 2),
        date(2024, 1, 2),
    ]

    warned = [bool(warn_of_terms(on=day)) for day in days]

    assert warned == [False, True, False, True, True, False]
    keys = list(Letter.objects.order_by("pk").values_list("key", "address"))
    assert keys == [
        (f"term:{mandate.pk}:2024-01-01:{stage}:{user.pk}", user.email)
        for stage in (180, 90, 30)
        for user in (world.sara, world.mina)
    ]
    first = Letter.objects.get(address="sara@example.org", key__contains=":180:")
    assert first.subject == "The term as Regional vice-president ends in 180 days"
    assert "End of the term of Mashhad as Regional vice-president, Board of Directors: 1 January 2024." in first.text
    to_mina = Letter.objects.filter(to_user=world.mina).first()
    assert (to_mina.language, "قائم‌مقام منطقه‌ای رئیس" in to_mina.text) == ("fa", True)


def test_after_a_pause_only_the_nearest_warning_is_written(world):
    seat(world)

    warn_of_terms(on=date(2023, 12, 20))

    assert [letter.key.split(":")[3] for letter in Letter.objects.all()] == ["30", "30"]


def test_an_ended_seat_and_an_unknown_term_warn_nobody(world):
    end_mandate(mandate=seat(world), ends_on=date(2023, 12, 1), ending="resigned", by=world.sara)
    seat(world, starts_on=None)

    assert warn_of_terms(on=date(2023, 12, 20)) == []


def test_the_desk_lists_what_a_party_must_see_to(world):
    Body.objects.filter(pk=world.board.pk).update(term_years=3)
    address = "/en/bodies/metropolis-board/"
    seat(world)

    assert awaiting(world.mashhad, date(2023, 7, 4)) == []
    assert awaiting(world.seoul, date(2023, 7, 5)) == []
    assert awaiting(world.mashhad, date(2023, 7, 5)) == [
        Awaited(
            "seat.expiring",
            "Your seat as Regional vice-president, Board of Directors, comes to the end of its term",
            END,
            "contact",
            "Without a new mandate the seat is vacant from then on, unless the statutes prolong it.",
            address,
        )
    ]
    assert [(each.kind, each.due_on) for each in awaiting(world.mashhad, END)] == [("seat.vacant", END)]
    statute(world, rule("8", "term", past_term="prolonged"))
    assert [(each.kind, each.due_on) for each in awaiting(world.mashhad, END)] == [("seat.prolonged", END)]


def test_a_seat_in_question_comes_first_on_the_desk(world):
    home = mayor(world, world.mashhad, world.mayor)
    seat(world, person=world.mayor)
    end_local_office(local_office=home, ends_on=date(2021, 8, 5), by=world.sara)

    found = awaiting(world.mashhad, date(2023, 12, 1))

    assert [(each.kind, each.due_on) for each in found] == [("seat.flagged", date(2021, 8, 5))]
