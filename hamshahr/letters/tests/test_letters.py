"""Letters are written once and sent at most once, whatever the mail server does."""

import email
from datetime import timedelta
from email import policy

import pytest
from django.db import transaction
from django.utils import timezone

from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from hamshahr.letters.queries import letters_in_trouble, letters_to
from hamshahr.letters.services import Sent, send_again, send_waiting, write_letter
from hamshahr.letters.tests.sink import sink


@pytest.fixture
def post(settings):
    """Point the installation's mail to a server of the test."""

    def to(server):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_TIMEOUT = 5
        settings.DEFAULT_FROM_EMAIL = "Secretariat <secretariat@metropolis.example>"

    return to


def letter(world, key="a", **fields):
    fields = {"subject": "یادآوری", "text": "متن نامه", **fields}
    return write_letter(kind="reminder", key=key, to=world.mina, **fields)


def test_the_same_key_gives_the_same_letter_and_the_first_words_stay(world):
    first = letter(world, text="first")

    second = letter(world, text="second")

    assert second == first
    assert list(Letter.objects.values_list("key", "text", "address", "language")) == [
        ("a", "first", "mina@example.org", "fa")
    ]


def test_a_letter_goes_with_the_act_that_failed(world):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        letter(world)
        raise ZeroDivisionError

    assert not Letter.objects.exists()


def test_a_waiting_letter_reaches_the_mail_server_once(world, post):
    letter(world, html="<p dir='rtl'>متن نامه</p>")
    with sink() as server:
        post(server)
        results = [send_waiting(), send_waiting()]

    assert results == [Sent(sent=1), Sent()]
    (text,) = server.taken
    message = email.message_from_bytes(text, policy=policy.default)
    assert (message["Subject"], message["To"], message["Content-Language"]) == ("یادآوری", "mina@example.org", "fa")
    assert message["Message-ID"].endswith("@metropolis.example>")
    assert message.get_body(["plain"]).get_content().strip() == "متن نامه"
    assert message.get_body(["html"]).get_content().strip() == "<p dir='rtl'>متن نامه</p>"
    kept = Letter.objects.get()
    assert (kept.attempts, kept.last_fault, kept.taken_at) == (1, "", None)
    assert kept.sent_at is not None


@pytest.mark.parametrize(
    "subject",
    [
        "Dues\r\nBcc: everybody@example.org",
        "Dues\nBcc: everybody@example.org",
        "Dues\x0bBcc: everybody@example.org",
        "Dues\u2028Bcc: everybody@example.org",
        "Dues\x85Bcc: everybody@example.org",
        "Dues\0 Bcc: everybody@example.org",
    ],
)
def test_a_subject_cannot_begin_a_further_header(world, post, subject):
    letter(world, subject=subject)
    with sink() as server:
        post(server)
        assert send_waiting() == Sent(sent=1)

    message = email.message_from_bytes(server.taken[0], policy=policy.default)
    assert message["Subject"] == "Dues Bcc: everybody@example.org"
    assert message["Bcc"] is None


def test_a_server_that_declines_leaves_the_letter_waiting_with_its_fault(world, post):
    letter(world)
    with sink("declines") as server:
        post(server)
        results = [send_waiting(), send_waiting()]

    assert results == [Sent(failed=1), Sent()]
    kept = Letter.objects.get()
    assert (kept.attempts, kept.sent_at, kept.taken_at) == (1, None, None)
    assert "550" in kept.last_fault

    with sink() as server:
        post(server)
        assert send_waiting(now=timezone.now() + timedelta(minutes=6)) == Sent(sent=1)
    assert len(server.taken) == 1


def test_a_server_that_is_not_there_stops_the_batch_at_its_first_letter(world, post):
    letter(world, "a")
    letter(world, "b")
    with sink() as server:
        post(server)

    assert send_waiting() == Sent(failed=1)
    assert list(Letter.objects.order_by("key").values_list("attempts", flat=True)) == [1, 0]


def test_a_letter_is_given_up_after_the_last_attempt(world, post):
    letter(world)
    now = timezone.now()
    with sink("declines") as server:
        post(server)
        for day in range(Letter.MOST_ATTEMPTS + 2):
            send_waiting(now=now + timedelta(days=day))

    kept = Letter.objects.get()
    assert kept.attempts == Letter.MOST_ATTEMPTS
    assert list(letters_in_trouble()) == [kept]
    assert list(Letter.objects.given_up()) == [kept]


def test_a_letter_without_an_answer_is_never_sent_again_by_itself(world, post):
    letter(world)
    with sink("hangs up") as server:
        post(server)
        first = send_waiting()
        server.mood = "takes"
        later = send_waiting(now=timezone.now() + timedelta(days=9))

    assert (first, later) == (Sent(in_doubt=1), Sent())
    assert len(server.taken) == 1
    assert list(letters_in_trouble()) == list(Letter.objects.in_doubt()) == [Letter.objects.get()]


def test_a_crash_between_two_letters_never_doubles_one(world, post):
    kept = letter(world)
    Letter.objects.filter(pk=kept.pk).update(taken_at=timezone.now(), attempts=1)  # the sender died here
    with sink() as server:
        post(server)
        assert send_waiting() == Sent()

    assert server.taken == []


def test_the_secretariat_may_send_a_doubtful_letter_again_but_no_sent_one(world, post):
    kept = letter(world)
    Letter.objects.filter(pk=kept.pk).update(taken_at=timezone.now(), attempts=1)
    send_again(letter=kept, by=world.sara, reason="not received")
    with sink() as server:
        post(server)
        assert send_waiting() == Sent(sent=1)

    with pytest.raises(Refused, match="has been sent"):
        send_again(letter=kept, by=world.sara, reason="again")
    assert list(letters_to(world.mina)) == [kept]
    assert not letters_to(world.jun).exists()


def test_no_more_than_the_limit_goes_out_at_once(world, post):
    for key in "abc":
        letter(world, key)
    with sink() as server:
        post(server)
        assert send_waiting(limit=2) == Sent(sent=2)

    assert Letter.objects.waiting().get().key == "c"
