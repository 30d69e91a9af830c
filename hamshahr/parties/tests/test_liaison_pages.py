from datetime import date

import pytest

from hamshahr.accounts.models import Act
from hamshahr.parties.models import Consent, Person
from hamshahr.parties.services import appoint_liaison
from tests.world import names, user

KEEPERS = [("sara", 302), ("mina", 302), ("dina", 403), ("jun", 404), ("leila", 404), ("omid", 404), (None, 302)]


@pytest.fixture
def desk(world):
    world.dina = user("dina", "Dina Nouri")
    world.reading = appoint_liaison(
        user=world.dina, party=world.mashhad, duty="reader", starts_on=date(2020, 1, 1), by=None
    )
    return world


@pytest.mark.parametrize(("who", "status"), KEEPERS)
def test_the_secretariat_and_the_contact_appoint_end_and_replace(desk, client, who, status):
    if who:
        client.force_login(getattr(desk, who))
    before = list(desk.mashhad.liaisons.values_list("user", "duty", "ends_on").order_by("pk"))
    base = "/en/desk/mashhad/liaisons/"

    appointed = client.post(f"{base}new/", {"user": desk.dina.pk, "duty": "dues", "starts_on": "2024-01-01"})
    form = {"user": desk.mina.pk, "on": "2024-02-01", "reason": "moves on"}
    replaced = client.post(f"{base}{desk.reading.pk}/replacement/", form)
    votes = appoint_liaison(user=desk.dina, party=desk.mashhad, duty="votes", starts_on=date(2020, 1, 1), by=None)
    ended = client.post(f"{base}{votes.pk}/end/", {"ends_on": "2024-03-01", "reason": "no longer"})

    after = list(desk.mashhad.liaisons.values_list("user", "duty", "ends_on").order_by("pk"))
    assert [answer.status_code for answer in (appointed, replaced, ended)] == [status] * 3
    if who in {"sara", "mina"}:
        assert after == [
            before[0],
            (desk.dina.pk, "reader", date(2024, 2, 1)),
            (desk.dina.pk, "dues", None),
            (desk.mina.pk, "reader", None),
            (desk.dina.pk, "votes", date(2024, 3, 1)),
        ]
    else:
        assert after == [*before, (desk.dina.pk, "votes", None)]


def test_the_page_keeps_who_acted_before_with_days_and_reason(desk, client):
    client.force_login(desk.mina)
    form = {"ends_on": "2023-05-06", "reason": "retired"}
    client.post(f"/en/desk/mashhad/liaisons/{desk.reading.pk}/end/", form)

    page = client.get("/en/desk/mashhad/liaisons/").content.decode()

    past = page.split("Who acted before")[1]
    assert "Dina Nouri" in past
    assert "retired" in past
    assert '<time datetime="2023-05-06">' in past


def test_a_reader_of_the_desk_sees_who_acts_and_no_buttons(desk, client):
    client.force_login(desk.dina)

    page = client.get("/en/desk/mashhad/liaisons/").content.decode()

    assert "مینا رضوی" in page
    assert "/liaisons/new/" not in page


def test_a_contact_chooses_among_people_of_the_city_and_the_secretariat_among_all(desk, client):
    client.force_login(desk.mina)
    for_contact = client.get("/en/desk/mashhad/liaisons/new/").content.decode()
    client.force_login(desk.sara)
    for_secretariat = client.get("/en/desk/mashhad/liaisons/new/").content.decode()

    assert "jun@example.org" not in for_contact
    assert "dina@example.org" in for_contact
    assert "jun@example.org" in for_secretariat


def test_a_liaison_of_another_city_is_not_ended_through_this_desk(desk, client):
    client.force_login(desk.mina)
    theirs = desk.seoul.liaisons.get()

    response = client.post(f"/en/desk/mashhad/liaisons/{theirs.pk}/end/", {"ends_on": "2024-01-01"})

    theirs.refresh_from_db()
    assert response.status_code == 404
    assert theirs.ends_on is None


def test_a_duty_given_twice_is_refused_with_a_sentence(desk, client):
    client.force_login(desk.sara)

    form = {"user": desk.dina.pk, "duty": "reader", "starts_on": "۱۴۰۲/۱/۱"}
    response = client.post("/fa/desk/mashhad/liaisons/new/", form)

    assert response.status_code == 422
    assert "۱۴۰۲/۱/۱" in response.content.decode()
    assert desk.mashhad.liaisons.count() == 2


def test_a_person_gives_and_withdraws_consent_field_by_field(desk, client):
    person = Person.objects.create(slug="dina", names=names(en="Dina Nouri"), user=desk.dina, phone="+98 51 0000")
    client.force_login(desk.dina)

    client.post("/en/consents/phone/giving/")
    client.post("/en/consents/phone/giving/")
    page = client.get("/en/consents/").content.decode()
    given = list(Consent.objects.values_list("person", "field", "withdrawn_on"))
    client.post("/en/consents/phone/withdrawal/")

    assert given == [(person.pk, "phone", None)]
    assert "+98 51 0000" in page
    assert Consent.objects.get().withdrawn_on is not None
    assert list(Act.objects.filter(verb__startswith="consent").order_by("number").values_list("verb", "by")) == [
        ("consent.given", desk.dina.pk),
        ("consent.withdrawn", desk.dina.pk),
    ]


@pytest.mark.parametrize(("field", "status"), [("phone", 404), ("names", 404), ("email", 404)])
def test_who_is_no_person_of_the_register_gives_no_consent(desk, client, field, status):
    client.force_login(desk.omid)

    assert client.post(f"/en/consents/{field}/giving/").status_code == status
    assert not Consent.objects.exists()
