"""What comes back ends a subscription: at once when it is for good, after three in a row when it may pass."""

import pytest

from hamshahr.stories.models import Bounce, Subscriber
from hamshahr.stories.reports import failure_in
from hamshahr.stories.services import read_bounces, write_letters
from hamshahr.stories.services.bounces import Read
from tests.news import a_story

from .newsletters import ADDRESS, a_released_issue, ask, posted, report, subscribed

MAIL = {"Message-ID": "<a@example.org>"}


def mails_of(world, settings, number):
    """As many issues, each sent to the one subscriber."""
    found = []
    for count in range(number):
        a_story(world, f"Story {count}")
        write_letters(a_released_issue(world))
        found += posted(settings)
    return found


def state():
    return Subscriber.objects.get(address=ADDRESS).state


def test_a_failure_for_good_ends_it_and_is_read_once(world, settings):
    subscribed(settings)
    (mail,) = mails_of(world, settings, 1)

    results = [read_bounces(report(mail)), read_bounces(report(mail))]

    assert results == [Read(bounces=1, ended=1), Read(known=1)]
    assert state() == "bounced"
    kept = Bounce.objects.get()
    assert (kept.is_permanent, kept.status, kept.diagnostic) == (True, "5.1.1", "smtp; 550 no such user")
    a_story(world, "Later")
    assert write_letters(a_released_issue(world)) == 0


def test_three_failures_that_may_pass_in_a_row_end_it(world, settings):
    subscribed(settings)
    mails = mails_of(world, settings, 3)
    found = [(read_bounces(report(mail, "4.2.2", number=n)).ended, state()) for n, mail in enumerate(mails)]

    assert found == [(0, "confirmed"), (0, "confirmed"), (1, "bounced")]


def test_three_failures_with_a_letter_that_arrived_between_do_not_end_it(world, settings):
    subscribed(settings)
    mails = mails_of(world, settings, 4)
    for number in (0, 1, 3):
        read_bounces(report(mails[number], "4.2.2", number=number))

    assert state() == "confirmed"


def test_a_question_that_comes_back_ends_it_before_it_begins(world, settings):
    ask()
    (mail,) = posted(settings)

    assert read_bounces(report(mail)) == Read(bounces=1, ended=1)
    assert state() == "bounced"


def test_a_late_report_does_not_end_what_was_confirmed_since(world, settings):
    subscribed(settings)
    (mail,) = mails_of(world, settings, 1)
    subscribed(settings)

    assert read_bounces(report(mail)) == Read(bounces=1)
    assert state() == "confirmed"


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xff\xfe\x00",
        b"Subject: hello\n\nNo report at all.",
        report(MAIL, action="delayed"),
        report(MAIL, action="delivered"),
        report(MAIL).replace(b"Message-ID: <a@example.org>", b""),
        report(MAIL)[:300],
        report(MAIL).replace(b"message/delivery-status", b"text/plain"),
    ],
)
def test_what_reports_no_failure_is_none(text):
    assert failure_in(text) is None


@pytest.mark.parametrize(
    ("status", "diagnostic", "found"),
    [("5.1.1", "x", (True, "5.1.1")), ("4.4.7", "x", (False, "4.4.7")), ("", "smtp; 550 none", (True, "5.0.0"))],
)
def test_a_failure_is_for_good_by_its_status_or_by_the_words_of_the_server(status, diagnostic, found):
    failure = failure_in(report(MAIL, status, diagnostic=diagnostic))

    assert (failure.is_permanent, failure.status) == found
    assert failure.mail == "<a@example.org>"


def test_a_returned_copy_names_the_mail_too():
    copy = report(MAIL).replace(b"text/rfc822-headers", b"message/rfc822")

    assert failure_in(copy).mail == "<a@example.org>"
