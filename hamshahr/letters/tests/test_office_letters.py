"""The outbox in the office: read, and released again by an act with its reason."""

import pytest
from django.utils import timezone

from hamshahr.accounts.models import Act
from hamshahr.letters.models import Letter
from hamshahr.letters.services import write_letter


@pytest.fixture
def letter(world):
    letter = write_letter(kind="test", key="one", to=world.mina, subject="Hello", text="Text")
    Letter.objects.filter(pk=letter.pk).update(taken_at=timezone.now(), attempts=1)
    return letter


def test_a_letter_in_doubt_is_released_with_a_reason(world, client, letter):
    client.force_login(world.sara)
    page = f"/office/letters/do/again/{letter.pk}/"

    shown = client.get("/office/letters/").content.decode()
    refused = client.post(page, {"reason": ""})
    client.post(page, {"reason": "The server was down"})

    letter.refresh_from_db()
    assert "in doubt" in shown
    assert refused.status_code == 422
    assert (letter.taken_at, letter.attempts) == (None, 0)
    assert Act.objects.get(verb="letter.released").reason == "The server was down"


def test_a_sent_letter_shows_the_obstacle(world, client, letter):
    Letter.objects.update(sent_at=timezone.now())
    client.force_login(world.sara)

    assert "This letter has been sent." in client.get(f"/office/letters/do/again/{letter.pk}/").content.decode()


@pytest.mark.parametrize("who", ["mina", "jun", "leila", "omid", "stranger"])
def test_nobody_else_reads_or_releases_letters(world, client, letter, who):
    if world.cast()[who]:
        client.force_login(world.cast()[who])

    pages = [client.get("/office/letters/"), client.post(f"/office/letters/do/again/{letter.pk}/", {"reason": "x"})]

    letter.refresh_from_db()
    assert {page.status_code for page in pages} == {302}
    assert letter.attempts == 1
