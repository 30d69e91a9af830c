"""Rights in the office follow from dated duties and mandates, and end with them."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body, Mandate, Membership, Office
from hamshahr.bodies.queries import flags_open, kept
from hamshahr.bodies.rules import may_keep_bodies, may_keep_body
from hamshahr.bodies.services import end_local_office, end_mandate, grant_mandate
from hamshahr.bodies.tests.builders import mayor, office, person, rule, statute
from hamshahr.parties.models import Party

TODAY = date(2021, 6, 1)


def again(user):
    """The user as the next request loads it."""
    return User.objects.get(pk=user.pk) if user else AnonymousUser()


@pytest.fixture
def chaired(world):
    """Jun chairs the board; below it stands its executive."""
    world.executive = Body.objects.create(
        slug="exec", names="Executive", network="Metropolis", kind="committee", parent=world.board
    )
    world.chair = office(world, "chair", keeps_register=True)
    world.jun_himself = person(world, "jun", user=world.jun)
    days = {"starts_on": date(2021, 1, 1), "term_ends_on": date(2099, 1, 1)}
    world.seat = grant_mandate(office=world.chair, party=world.seoul, person=world.jun_himself, by=world.sara, **days)
    return world


@pytest.mark.parametrize("who", ["sara", "mina", "jun", "leila", "omid", "stranger"])
def test_who_keeps_which_register(chaired, who):
    user = again(chaired.cast()[who])
    bodies = [chaired.metropolis, chaired.board, chaired.executive, chaired.award]

    expected = {"sara": [True] * 4, "jun": [False, True, True, False]}.get(who, [False] * 4)
    assert [may_keep_body(user, body, TODAY) for body in bodies] == expected
    assert may_keep_bodies(user) is (who == "sara")


@pytest.mark.parametrize("who", ["sara", "mina", "jun", "leila", "omid", "stranger"])
def test_the_office_opens_to_those_who_keep_a_register_and_only_on_their_rows(chaired, who):
    user = again(chaired.cast()[who])
    asked = [
        ("wagtailadmin.access_admin", None),
        ("bodies.change_mandate", None),
        ("bodies.change_mandate", chaired.seat),
        ("bodies.change_body", chaired.executive),
        ("bodies.change_body", chaired.award),
        ("bodies.delete_mandate", None),
        ("bodies.add_body", None),
        ("parties.change_party", None),
        ("parties.change_party", chaired.seoul),
        ("accounts.change_user", None),
    ]

    granted = {"sara": [True] * 10, "jun": [True, True, True, True, False, False, False, False, False, False]}
    assert [user.has_perm(perm, thing) for perm, thing in asked] == granted.get(who, [False] * 10)
    assert list(kept(user)) == {"sara": list(Body.objects.all()), "jun": [chaired.executive, chaired.board]}.get(
        who, []
    )


def test_the_right_begins_and_ends_with_the_days_of_the_seat(chaired):
    end_mandate(mandate=chaired.seat, ends_on=TODAY, ending="resigned", by=chaired.sara)

    days = [date(2020, 12, 31), date(2021, 1, 1), date(2021, 5, 31), TODAY]
    assert [may_keep_body(again(chaired.jun), chaired.board, day) for day in days] == [False, True, True, False]
    assert not again(chaired.jun).has_perm("wagtailadmin.access_admin")
    assert not again(chaired.jun).keeps_office


def test_the_right_ends_with_the_local_office_the_seat_hung_from(chaired):
    home = mayor(chaired, chaired.seoul, chaired.jun_himself)

    end_local_office(local_office=home, ends_on=TODAY, by=chaired.sara)

    assert may_keep_body(again(chaired.jun), chaired.board, date(2021, 5, 31))
    assert not may_keep_body(again(chaired.jun), chaired.board, TODAY)


def test_the_right_ends_with_the_term_unless_the_statutes_prolong_it(chaired):
    Mandate.objects.update(term_ends_on=None)
    last, after = date(2023, 12, 31), date(2024, 1, 1)  # three years of the board, from 1 January 2021

    assert [may_keep_body(again(chaired.jun), chaired.board, day) for day in (last, after)] == [True, False]

    statute(chaired, rule("8", "term", past_term="prolonged"))
    assert may_keep_body(again(chaired.jun), chaired.board, after)


def test_the_right_ends_with_the_body_and_with_the_account(chaired):
    Body.objects.filter(pk=chaired.board.pk).update(ended_on=TODAY)
    assert not may_keep_body(again(chaired.jun), chaired.board, TODAY)

    Body.objects.update(ended_on=None)
    User.objects.filter(pk=chaired.jun.pk).update(is_active=False)
    assert not may_keep_body(again(chaired.jun), chaired.board, TODAY)


def test_an_office_that_keeps_no_register_gives_no_right(chaired):
    Office.objects.update(keeps_register=False)

    assert not may_keep_body(again(chaired.jun), chaired.board, TODAY)


def test_a_keeper_sees_the_drafts_of_the_bodies_kept_and_no_others(chaired):
    Body.objects.update(live=False)
    Party.objects.filter(pk=chaired.brussels.pk).update(live=False)
    enrolled = Membership.objects.create(party=chaired.seoul, body=chaired.board)
    Membership.objects.create(party=chaired.seoul, body=chaired.award)

    jun = again(chaired.jun)

    assert set(Body.objects.visible_to(jun)) == {chaired.board, chaired.executive}
    assert list(Membership.objects.visible_to(jun)) == [enrolled]
    assert list(Mandate.objects.visible_to(jun)) == [chaired.seat]
    assert not Party.objects.visible_to(jun).filter(pk=chaired.brussels.pk).exists()
    for user in (again(chaired.mina), again(None), None):
        assert not Body.objects.visible_to(user).exists()
        assert not Mandate.objects.visible_to(user).exists()


def test_flags_are_seen_by_who_keeps_the_body_and_who_acts_for_the_party(chaired):
    home = mayor(chaired, chaired.mashhad, chaired.mayor)
    grant_mandate(
        office=chaired.vice_presidency,
        party=chaired.mashhad,
        person=chaired.mayor,
        starts_on=date(2021, 1, 1),
        by=chaired.sara,
    )
    (flag,) = end_local_office(local_office=home, ends_on=date(2021, 5, 1), by=chaired.sara)

    seen = {who: list(flags_open(again(user), TODAY)) for who, user in chaired.cast().items()}

    assert seen == {"sara": [flag], "mina": [flag], "jun": [flag], "leila": [], "omid": [], "stranger": []}


def test_the_rights_of_a_request_are_read_once(chaired, django_assert_num_queries):
    jun = again(chaired.jun)
    with django_assert_num_queries(4):  # duties, seats, lineage, rules
        may_keep_body(jun, chaired.board, TODAY)
    with django_assert_num_queries(0):
        may_keep_body(jun, chaired.award, TODAY)
    with django_assert_num_queries(1):
        may_keep_body(jun, chaired.board, date(2020, 1, 1))
