"""A local office lost puts every seat that hung from it in question the same day, and the statutes say who acts."""

from datetime import date

import pytest
from django.db import transaction

from hamshahr.accounts.models import Act
from hamshahr.bodies.models import Holding, Mandate, SeatFlag
from hamshahr.bodies.queries import flags_open, holders_on
from hamshahr.bodies.rules import state_of_seat
from hamshahr.bodies.services import (
    clear_flag,
    end_local_office,
    found_body,
    grant_mandate,
    lapse_local_offices,
    seat_holder,
    take_local_office,
)
from hamshahr.bodies.tests.builders import mayor, office, other_network, person, rule, statute
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from tests.world import names

START, LOSS, LATER = date(2020, 11, 30), date(2021, 8, 5), date(2021, 9, 1)


@pytest.fixture
def chain(world):
    """The mayor of Mashhad presides and holds a seat in another network; two co-presidents stand by."""
    world.executive = found_body(
        slug="metropolis-exec",
        names=names(en="Executive"),
        network="Metropolis",
        kind="committee",
        parent=world.board,
        by=None,
    )
    world.presidency = office(world, "president")
    world.co_presidency = office(world, "co-president", world.executive, seats=None)
    world.statute = statute(
        world,
        rule(
            "9",
            "acting",
            **{"for": "president", "office": "co-president", "body": "metropolis-exec", "until": "next board"},
        ),
        body=world.board,
    )
    statute(world, rule("14", "acting", by="party"))
    world.local = mayor(world, world.mashhad, world.mayor)
    world.heir, world.jung = person(world, "arjaei"), person(world, "oh")
    seat = {"person": world.mayor, "party": world.mashhad, "by": world.sara, "starts_on": START}
    world.president = grant_mandate(office=world.presidency, local_office=world.local, **seat)
    council = office(world, "councillor", other_network(world), seats=None)
    world.councillor = grant_mandate(office=council, **seat)
    world.staff = grant_mandate(office=office(world, "adviser", seats=None, needs_local_office=False), **seat)
    world.young = grant_mandate(office=world.co_presidency, party=world.brussels, starts_on=date(2021, 1, 1), by=None)
    world.elder = grant_mandate(
        office=world.co_presidency, party=world.seoul, person=world.jung, starts_on=date(2017, 6, 20), by=None
    )
    return world


def test_every_seat_that_hung_from_it_is_flagged_the_same_day(chain):
    flags = end_local_office(local_office=chain.local, ends_on=LOSS, by=chain.sara, reason="election lost")

    assert [(flag.mandate, flag.raised_on, flag.local_office) for flag in flags] == [
        (chain.president, LOSS, chain.local),
        (chain.councillor, LOSS, chain.local),
    ]
    ends = dict(Holding.objects.filter(person=chain.mayor).values_list("mandate", "ends_on"))
    day = PartialDate.of(LOSS)
    assert ends == {chain.president.pk: day, chain.councillor.pk: day, chain.staff.pk: None}
    assert not Mandate.objects.exclude(ends_on=None).exists()
    assert list(flags_open(chain.sara, LOSS)) == flags
    assert Act.objects.filter(verb="seat.flagged", reason="election lost").count() == 2


def test_the_statute_in_force_proposes_who_acts_and_its_article_is_cited(chain):
    president, councillor = end_local_office(local_office=chain.local, ends_on=LOSS, by=chain.sara)

    assert (president.proposed_party, president.proposed_person, president.article) == (chain.seoul, chain.jung, "9")
    # The council belongs to a network without statutes here: nobody is proposed, and no article invented.
    assert (councillor.proposed_party, councillor.proposed_person, councillor.article) == (None, None, "")


def test_an_older_version_of_the_statute_answers_for_its_own_time(chain):
    statute(chain, rule("3", "acting", by="party"), body=chain.board, in_force_on=date(2022, 1, 1))

    president, _councillor = end_local_office(local_office=chain.local, ends_on=LOSS, by=chain.sara)

    assert president.article == "9"


def test_where_the_party_names_the_successor_the_next_mayor_is_proposed_when_known(chain):
    vice = grant_mandate(
        office=chain.vice_presidency, party=chain.mashhad, person=chain.mayor, starts_on=START, by=chain.sara
    )
    end_local_office(local_office=chain.local, ends_on=LOSS, by=chain.sara)
    flag = vice.flags.get()
    assert (flag.proposed_party, flag.proposed_person, flag.article) == (chain.mashhad, None, "14")

    mayor(chain, chain.mashhad, chain.heir, starts_on=LATER)

    flag.refresh_from_db()
    assert flag.proposed_person == chain.heir


def test_any_past_day_is_answered_as_it_was(chain):
    flags = end_local_office(local_office=chain.local, ends_on=LOSS, by=chain.sara)
    clear_flag(flag=flags[0], outcome="acting", on=LATER, by=chain.sara)

    def presiding(day):
        return [(seat.party, seat.person, seat.is_acting, seat.sureness) for seat in holders_on(chain.presidency, day)]

    def states(day):
        return [state_of_seat(mandate, day) for mandate in chain.presidency.mandates.perhaps_on(day)]

    assert (presiding(date(2020, 11, 29)), states(date(2020, 11, 29))) == ([], [])
    assert presiding(date(2021, 8, 4)) == [(chain.mashhad, chain.mayor, False, "yes")]
    assert (presiding(LOSS), states(LOSS)) == ([(chain.mashhad, None, False, "yes")], ["flagged"])
    assert (presiding(LATER), states(LATER)) == ([(chain.seoul, chain.jung, True, "yes")], ["acting"])
    assert presiding(date(2021, 8, 4)) == [(chain.mashhad, chain.mayor, False, "yes")]


def test_letters_go_to_the_secretariat_and_the_contacts_in_their_languages_once(chain):
    end_local_office(local_office=chain.local, ends_on=LOSS, by=chain.sara)
    assert lapse_local_offices(on=LATER) == []

    letters = Letter.objects.order_by("to_user__email")
    assert list(letters.values_list("address", "language", "kind")) == [
        ("mina@example.org", "fa", "seats.flagged"),
        ("sara@example.org", "en", "seats.flagged"),
    ]
    to_mina, to_sara = letters
    assert "مشهد" in to_mina.subject
    assert "/fa/bodies/metropolis-board/" in to_mina.text
    assert to_sara.subject == "Mashhad: seats to be filled after the end of a local office"
    assert "President, Board of Directors. Article 9: Oh of Seoul acts." in to_sara.text
    assert "Councillor, World Council. The statutes in force name nobody who acts." in to_sara.text
    assert "The local office of Mohammad Reza Kalaei (Mayor, Mashhad) has ended: 5 August 2021." in to_sara.text


def test_a_loss_that_fails_leaves_nothing_behind(chain):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        end_local_office(local_office=chain.local, ends_on=LOSS, by=chain.sara)
        raise ZeroDivisionError

    assert not SeatFlag.objects.exists()
    assert not Letter.objects.exists()
    assert not Holding.objects.exclude(ends_on=None).exists()


def test_a_successor_of_the_same_party_keeps_the_mandate(chain):
    flag = end_local_office(local_office=chain.local, ends_on=LOSS, by=chain.sara)[0]
    home = mayor(chain, chain.mashhad, chain.heir, starts_on=LATER)

    cleared = clear_flag(flag=flag, outcome="succeeded", on=LATER, by=chain.sara, person=chain.heir, local_office=home)

    assert (cleared.outcome, cleared.cleared_on) == ("succeeded", LATER)
    chain.president.refresh_from_db()
    assert chain.president.ends_on is None
    assert [(seat.party, seat.person, seat.is_acting) for seat in holders_on(chain.presidency, LATER)] == [
        (chain.mashhad, chain.heir, False)
    ]


def test_a_person_of_the_same_party_may_act_within_the_mandate(chain):
    flag = end_local_office(local_office=chain.local, ends_on=LOSS, by=chain.sara)[1]

    clear_flag(flag=flag, outcome="acting", on=LATER, by=chain.sara, person=chain.heir)

    assert [seat.is_acting for seat in holders_on(chain.councillor.office, LATER)] == [True]
    assert state_of_seat(chain.councillor, LATER) == "acting"


def test_an_acting_party_begins_where_the_mandate_ends(chain):
    flag = end_local_office(local_office=chain.local, ends_on=LOSS, by=chain.sara)[0]

    cleared = clear_flag(flag=flag, outcome="acting", on=LATER, by=chain.sara)

    assert (cleared.outcome, cleared.cleared_on) == ("acting", LATER)
    rows = chain.presidency.mandates.order_by("starts_on")
    assert list(rows.values_list("party", "starts_on", "ends_on", "beginning", "ending", "term_ends_on")) == [
        (chain.mashhad.pk, PartialDate.of(START), PartialDate.of(LATER), "elected", "local office", None),
        (chain.seoul.pk, PartialDate.of(LATER), None, "acting", "", PartialDate("2023-11-30")),
    ]


def test_the_mandate_may_end_with_the_local_office(chain):
    flag = end_local_office(local_office=chain.local, ends_on=LOSS, by=chain.sara)[0]

    clear_flag(flag=flag, outcome="ended", on=LATER, by=chain.sara)

    chain.president.refresh_from_db()
    assert (chain.president.ends_on, chain.president.ending) == (PartialDate.of(LATER), "local office")


def test_a_flag_is_cleared_once_later_than_raised_and_by_somebody(chain):
    president, councillor = end_local_office(local_office=chain.local, ends_on=LOSS, by=chain.sara)

    with pytest.raises(Refused, match="Name the person"):
        clear_flag(flag=president, outcome="succeeded", on=LATER, by=chain.sara)
    with pytest.raises(Refused, match="propose nobody"):
        clear_flag(flag=councillor, outcome="acting", on=LATER, by=chain.sara)
    with pytest.raises(Refused, match="raised later"):
        clear_flag(flag=president, outcome="ended", on=date(2021, 8, 4), by=chain.sara)
    clear_flag(flag=president, outcome="ended", on=LATER, by=chain.sara)
    with pytest.raises(Refused, match="cleared before"):
        clear_flag(flag=president, outcome="ended", on=LATER, by=chain.sara)


def test_seating_a_successor_directly_clears_the_flag_too(chain):
    flag = end_local_office(local_office=chain.local, ends_on=LOSS, by=chain.sara)[0]

    seat_holder(mandate=chain.president, person=chain.heir, starts_on=LATER, by=chain.sara)

    flag.refresh_from_db()
    assert (flag.outcome, flag.cleared_on) == ("succeeded", LATER)


def test_a_loss_entered_late_is_flagged_for_the_days_the_seat_was_empty(chain):
    seat_holder(mandate=chain.president, person=chain.heir, starts_on=LATER, by=chain.sara)

    flag = end_local_office(local_office=chain.local, ends_on=LOSS, by=chain.sara)[0]

    assert (flag.raised_on, flag.cleared_on, flag.outcome) == (LOSS, LATER, "succeeded")
    assert holders_on(chain.presidency, date(2021, 8, 20))[0].person is None
    assert holders_on(chain.presidency, LATER)[0].person == chain.heir


def test_a_seat_that_had_ended_by_then_is_left_alone(chain):
    Mandate.objects.filter(pk=chain.president.pk).update(ends_on="2021-08")

    flags = end_local_office(local_office=chain.local, ends_on=LOSS, by=chain.sara)

    assert [flag.mandate for flag in flags] == [chain.councillor]


def test_an_end_known_beforehand_moves_the_seats_when_its_day_has_come(chain):
    end_local_office(local_office=chain.local, ends_on=LOSS, by=chain.sara)
    SeatFlag.objects.all().delete()
    Holding.objects.update(ends_on=None)

    assert lapse_local_offices(on=date(2021, 8, 4)) == []
    assert [flag.raised_on for flag in lapse_local_offices(on=LATER)] == [LOSS, LOSS]
    assert lapse_local_offices(on=LATER) == []


def test_a_local_office_ends_once_and_is_not_taken_twice(chain):
    with pytest.raises(Refused, match="has this local office"):
        mayor(chain, chain.mashhad, chain.mayor, starts_on=date(2020, 1, 1))
    end_local_office(local_office=chain.local, ends_on=LOSS, by=chain.sara)
    with pytest.raises(Refused, match="already ended"):
        end_local_office(local_office=chain.local, ends_on=LATER, by=chain.sara)
    with pytest.raises(Refused, match="before the start"):
        take_local_office(
            party=chain.seoul, person=chain.jung, title=names(en="Mayor"), starts_on="2020", ends_on="2019", by=None
        )
