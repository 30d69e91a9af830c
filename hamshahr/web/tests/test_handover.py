from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from hamshahr.accounts.models import Act
from hamshahr.parties.models import Handover, Liaison
from hamshahr.parties.services import appoint_liaison
from tests.world import user


@pytest.fixture
def desk(world):
    """Mashhad's desk: Mina is contact and votes, Dina does the dues and knows the city."""
    world.dina = user("dina", "Dina Nouri", language="fa")
    appoint_liaison(user=world.mina, party=world.mashhad, duty="votes", starts_on=date(2020, 1, 1), by=None)
    appoint_liaison(user=world.dina, party=world.mashhad, duty="reader", starts_on=date(2020, 1, 1), by=None)
    return world


def form_of(world, **fields):
    return {
        "leaving": world.mina.pk,
        "arriving": world.dina.pk,
        "on": timezone.localdate().isoformat(),
        "promises": "کتاب را بفرستیم\n\n  Seoul: a call in May ",
        **fields,
    }


def test_one_act_passes_every_duty_with_a_packet_and_leaves_nothing_to_the_one_who_goes(desk, client):
    minas_browser = Client()
    minas_browser.force_login(desk.mina)
    client.force_login(desk.sara)

    response = client.post("/en/desk/mashhad/handover/", form_of(desk))

    handover = Handover.objects.get()
    assert response["Location"] == f"/en/desk/mashhad/handovers/{handover.pk}/"
    on = timezone.localdate()
    assert sorted(desk.mashhad.liaisons.on(on).values_list("user__full_name", "duty")) == [
        ("Dina Nouri", "contact"),
        ("Dina Nouri", "reader"),
        ("Dina Nouri", "votes"),
    ]
    assert handover.packet["promises"] == ["کتاب را بفرستیم", "Seoul: a call in May"]
    assert sorted(handover.packet["duties"]) == ["contact", "votes"]
    assert [line["duty"] for line in handover.packet["awaiting"]] == ["contact"]
    assert "Dina Nouri" in {row["name"] for row in handover.packet["contacts"]}
    assert handover.packet["reading"][0]["address"] == "/fa/cities/mashhad/"
    assert Act.objects.filter(verb="desk.handed_over", by=desk.sara).count() == 1
    assert minas_browser.get("/en/desk/mashhad/").status_code == 302
    minas_browser.force_login(type(desk.mina).objects.get(pk=desk.mina.pk))
    assert minas_browser.get("/en/desk/mashhad/").status_code == 404
    assert minas_browser.get(response["Location"]).status_code == 404


def test_duties_that_were_to_end_or_to_begin_later_pass_too(desk, client):
    today = timezone.localdate()
    Liaison.objects.filter(user=desk.mina, duty="votes").update(ends_on=today + timedelta(days=9))
    Liaison.objects.create(user=desk.mina, party=desk.mashhad, duty="dues", starts_on=today + timedelta(days=5))
    client.force_login(desk.sara)

    response = client.post("/en/desk/mashhad/handover/", form_of(desk))

    later = today + timedelta(days=6)
    assert response.status_code == 302
    assert sorted(desk.mashhad.liaisons.on(later).values_list("user", "duty")) == sorted(
        (desk.dina.pk, duty) for duty in ("contact", "dues", "reader", "votes")
    )


@pytest.mark.parametrize(
    ("who", "status"),
    [("sara", 200), ("dina", 200), ("mina", 404), ("jun", 404), ("leila", 404), ("omid", 404), (None, 302)],
)
def test_the_packet_is_read_by_who_arrived_and_by_the_secretariat(desk, client, who, status):
    client.force_login(desk.sara)
    address = client.post("/en/desk/mashhad/handover/", form_of(desk))["Location"]
    client.logout()
    if who:
        client.force_login(type(desk.mina).objects.get(pk=getattr(desk, who).pk))

    response = client.get(address)

    assert response.status_code == status
    assert ("Seoul: a call in May" in response.content.decode()) is (status == 200)


def test_the_contact_hands_over_to_somebody_the_city_knows_and_is_signed_out(desk, client):
    client.force_login(desk.mina)

    stranger = client.post("/en/desk/mashhad/handover/", form_of(desk, arriving=desk.omid.pk))
    response = client.post("/en/desk/mashhad/handover/", form_of(desk))

    assert stranger.status_code == 422
    assert response["Location"] == "/en/"
    assert client.get("/en/desk/").status_code == 302
    assert not desk.mashhad.liaisons.on(timezone.localdate()).filter(user=desk.mina).exists()


def test_a_desk_is_not_handed_over_before_the_day_nor_to_oneself(desk, client):
    client.force_login(desk.sara)
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()

    early = client.post("/en/desk/mashhad/handover/", form_of(desk, on=tomorrow))
    to_oneself = client.post("/en/desk/mashhad/handover/", form_of(desk, arriving=desk.mina.pk))

    assert (early.status_code, to_oneself.status_code) == (422, 422)
    assert "Seoul: a call in May" in early.content.decode()
    assert not Handover.objects.exists()
    assert Liaison.objects.filter(user=desk.mina, ends_on=None).count() == 2


@pytest.mark.parametrize(
    ("who", "status"), [("sara", 302), ("mina", 302), ("dina", 403), ("jun", 404), ("omid", 404), (None, 302)]
)
def test_only_the_secretariat_and_the_contact_hand_over(desk, client, who, status):
    if who:
        client.force_login(getattr(desk, who))

    response = client.post("/en/desk/mashhad/handover/", form_of(desk))

    assert response.status_code == status
    assert Handover.objects.exists() is (who in {"sara", "mina"})


def test_the_form_shows_what_the_packet_will_hold(desk, client):
    client.force_login(desk.sara)

    page = client.get("/en/desk/mashhad/handover/").content.decode()

    assert "Name somebody for the dues." in page
    assert "The dossier of Mashhad" in page
