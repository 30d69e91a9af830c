"""Who acts for a party, from when to when, and how a desk passes from one person to another."""

from datetime import date

import pytest

from hamshahr.accounts.models import Act
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Handover, Liaison
from hamshahr.parties.services import appoint_liaison, end_liaison, hand_over, replace_liaison

START, TURN = date(2021, 1, 1), date(2022, 1, 1)


def duties(party):
    rows = party.liaisons.order_by("starts_on", "pk")
    return [(row.user.email.split("@")[0], row.duty, row.starts_on, row.ends_on) for row in rows]


def test_one_city_has_officers_for_dues_and_votes_and_two_readers(world):
    for user, duty in [(world.jun, "dues"), (world.leila, "votes"), (world.omid, "reader"), (world.sara, "reader")]:
        appoint_liaison(user=user, party=world.mashhad, duty=duty, starts_on=START, by=world.sara)

    on = world.mashhad.liaisons.on(TURN)
    assert sorted(on.values_list("duty", flat=True)) == ["contact", "dues", "reader", "reader", "votes"]


def test_replacing_a_liaison_keeps_the_history(world):
    first = appoint_liaison(user=world.omid, party=world.mashhad, duty="dues", starts_on=START, by=world.sara)

    replace_liaison(liaison=first, user=world.leila, on=TURN, by=world.sara, reason="moved to another office")

    assert duties(world.mashhad)[1:] == [("omid", "dues", START, TURN), ("leila", "dues", TURN, None)]
    assert Liaison.objects.get(pk=first.pk).ended_because == "moved to another office"


def test_nobody_takes_the_same_duty_twice(world):
    with pytest.raises(Refused, match="already has this duty"):
        appoint_liaison(user=world.mina, party=world.mashhad, duty="contact", starts_on=START, by=world.sara)

    assert len(duties(world.mashhad)) == 1


def test_a_duty_that_ended_cannot_end_again(world):
    liaison = world.mashhad.liaisons.get()
    end_liaison(liaison=liaison, ends_on=TURN, by=world.sara)

    with pytest.raises(Refused, match="already ended"):
        end_liaison(liaison=liaison, ends_on=date(2023, 1, 1), by=world.sara)

    assert world.mashhad.liaisons.get().ends_on == TURN


def test_a_handover_passes_every_duty_and_ends_the_sessions_of_who_leaves(world, client):
    appoint_liaison(user=world.mina, party=world.mashhad, duty="dues", starts_on=START, by=world.sara)
    client.force_login(world.mina)

    handover = hand_over(
        party=world.mashhad, leaving=world.mina, arriving=world.omid, on=TURN, packet={"awaits": []}, by=world.sara
    )

    assert not world.mashhad.liaisons.filter(user=world.mina).on(TURN).exists()
    assert sorted(world.mashhad.liaisons.filter(user=world.omid).on(TURN).values_list("duty", flat=True)) == [
        "contact",
        "dues",
    ]
    assert handover.packet["duties"] == ["contact", "dues"]
    assert client.session.get("_auth_user_id") and not client.get("/health").wsgi_request.user.is_authenticated


def test_a_handover_that_is_refused_changes_nothing(world):
    before = duties(world.mashhad)

    with pytest.raises(Refused, match="no duty at this desk"):
        hand_over(party=world.mashhad, leaving=world.jun, arriving=world.omid, on=TURN, packet={}, by=world.sara)

    assert duties(world.mashhad) == before
    assert not Handover.objects.exists()


def test_every_change_of_a_liaison_is_in_the_log(world):
    liaison = appoint_liaison(user=world.omid, party=world.mashhad, duty="dues", starts_on=START, by=world.sara)
    end_liaison(liaison=liaison, ends_on=TURN, by=world.sara, reason="retired")

    acts = Act.objects.order_by("-number")[:2]
    assert [(act.verb, act.by, act.reason) for act in acts] == [
        ("liaison.ended", world.sara, "retired"),
        ("liaison.appointed", world.sara, ""),
    ]
