"""Letters to an address without an account: with headers of their own, looked at once more before they go out."""

from email import message_from_bytes, policy

import pytest
from django.db import IntegrityError, transaction

from hamshahr.letters import services
from hamshahr.letters.models import Letter
from hamshahr.letters.queries import letters_in_trouble
from hamshahr.letters.services import Reader, Sent, Words, send_letter, send_waiting, write_letter
from hamshahr.letters.tests.sink import sink

READER = Reader("reader@example.net", "fa")


@pytest.fixture
def server(settings):
    with sink() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield server


def letter(key="a", **fields):
    return write_letter(kind="news", key=key, to=READER, subject="News", text="Text", **fields)


def test_a_letter_goes_to_an_address_with_its_headers(db, server):
    kept = letter(headers={"List-Unsubscribe": "<http://x/>\r\nBcc: all@example.org", "Message-ID": "<a@x>"})

    assert send_waiting() == Sent(sent=1)
    message = message_from_bytes(server.taken[0], policy=policy.default)
    assert (message["To"], message["Content-Language"], message["Message-ID"]) == ("reader@example.net", "fa", "<a@x>")
    assert message["Bcc"] is None
    assert (kept.to_user, str(kept)) == (None, "News")


def test_a_letter_has_an_address(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        write_letter(kind="news", key="a", to=Reader("", "fa"), subject="News", text="Text")


def test_the_room_of_a_letter_gives_the_last_words_or_withholds_it_for_good(db, server, monkeypatch):
    wanted = {"a": Words("Last words", ""), "b": None}
    monkeypatch.setitem(services.LAST_LOOKS, "news", lambda letter: wanted[letter.key])
    letter("a")
    withheld = letter("b")

    assert [send_waiting(), send_waiting()] == [Sent(sent=1, withheld=1), Sent()]
    assert b"Last words" in server.taken[0]
    assert Letter.objects.get(key="a").text == "Text"
    withheld.refresh_from_db()
    assert (withheld.sent_at, withheld.taken_at, withheld.withheld_at is None) == (None, None, False)
    assert not letters_in_trouble().exists()


def test_a_letter_that_somebody_waits_for_goes_before_its_turn(db, server):
    letter("a")

    assert send_letter(letter("b")) == Sent(sent=1)
    assert Letter.objects.waiting().get().key == "a"
