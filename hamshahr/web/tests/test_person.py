"""The page of a person: public offices only, other fields by consent, nothing of drafts."""

from datetime import date

import pytest

from hamshahr.bodies.services import grant_mandate, take_local_office
from hamshahr.parties.services import give_consent, withdraw_consent
from tests.world import names

MAYOR = "/en/people/mayor-of-mashhad/"
SECRETS = {"email": "secret@example.org", "phone": "+98 51 0000", "languages": "fa, tlh", "gender": "other"}


@pytest.fixture
def seated(world):
    """The mayor in the regional vice-presidency, with everything private filled in."""
    for field, value in SECRETS.items():
        setattr(world.mayor, field, value)
    world.mayor.biography = names(en="Zebrafinch")
    world.mayor.save()
    mayoralty = take_local_office(
        party=world.mashhad, person=world.mayor, title=names(en="Mayor"), starts_on="2019", by=world.sara
    )
    grant_mandate(
        office=world.vice_presidency,
        party=world.mashhad,
        starts_on="2020-11-30",
        ends_on="2023-12",
        person=world.mayor,
        local_office=mayoralty,
        confidence="probable",
        source="IRNA",
        by=world.sara,
    )
    return world


def text(client, address=MAYOR, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_page_shows_the_offices_of_a_person(seated, client, language, django_assert_num_queries):
    with django_assert_num_queries(5):
        page = text(client, f"/{language}/people/mayor-of-mashhad/")

    assert f'<html lang="{language}"' in page
    for part in ("cities/mashhad/", "bodies/metropolis-board/", '<time datetime="2020-11-30">', "IRNA", "state-partly"):
        assert part in page


def test_nothing_private_is_shown_without_consent(seated, client):
    page = text(client)

    assert [
        secret
        for secret in (*SECRETS.values(), "Zebrafinch")
        if f">{secret}<" in page or secret in page.split("<main")[1].split("</main>")[0]
    ] == []


def test_a_field_is_shown_while_a_consent_is_in_force(seated, client):
    consent = give_consent(person=seated.mayor, field="email", given_on=date(2020, 1, 1), by=seated.sara)
    page = text(client)
    assert ("secret@example.org" in page, "+98 51 0000" in page) == (True, False)

    withdraw_consent(consent=consent, withdrawn_on=date(2021, 1, 1), by=seated.sara)
    assert "secret@example.org" not in text(client)


def test_a_consent_counts_from_its_day(seated, client):
    give_consent(person=seated.mayor, field="email", given_on=date(2999, 1, 1), by=seated.sara)

    assert "secret@example.org" not in text(client)


def test_a_person_without_a_public_office_has_no_page(world, client):
    text(client, status=404)


@pytest.mark.parametrize("who", ["mina", "jun", "leila", "omid", None])
def test_a_draft_has_no_page(seated, client, who):
    seated.mayor.live = False
    seated.mayor.save()
    if who:
        client.force_login(getattr(seated, who))

    text(client, status=404)


def test_the_office_sees_a_draft(seated, client):
    seated.mayor.live = False
    seated.mayor.save()
    client.force_login(seated.sara)

    assert "secret@example.org" in text(client)


def test_seats_in_a_draft_body_and_of_a_draft_city_are_not_told(seated, client):
    seated.board.live = False
    seated.board.save()
    assert "metropolis-board" not in text(client)

    seated.mashhad.live = False
    seated.mashhad.save()
    text(client, status=404)
