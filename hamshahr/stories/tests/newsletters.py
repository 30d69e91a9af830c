"""A subscriber, an issue and a mail server for tests of the newsletter."""

import re
from email import message_from_bytes, policy

from hamshahr.letters.services import send_waiting
from hamshahr.letters.tests.sink import sink
from hamshahr.stories.models import Subscriber
from hamshahr.stories.services import (
    approve_issue,
    ask_for_newsletter,
    confirm_subscription,
    draft_issue,
    release_issue,
)
from tests.news import MOMENT, tomas

ADDRESS = "reader@example.net"


def posted(settings, mood="takes"):
    """What reaches the mail server when the outbox is emptied now."""
    with sink(mood) as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.DEFAULT_FROM_EMAIL = "Secretariat <secretariat@metropolis.example>"
        send_waiting()
    return [message_from_bytes(mail, policy=policy.default) for mail in server.taken]


def plain(mail):
    return mail.get_body(["plain"]).get_content()


def link_in(mail, word):
    """The path of the link of that kind in a mail."""
    return re.search(rf"https?://[^/\s]+(/\w\w/news/newsletter/{word}/[^\s<>]+)", plain(mail))[1]


def ask(address=ADDRESS, language="en", **wishes):
    ask_for_newsletter(address=address, language=language, consent="Yes, for as long as I want.", **wishes)


def subscribed(settings, address=ADDRESS, language="en", **wishes):
    """A subscriber who has confirmed by the link of the letter."""
    ask(address, language, **wishes)
    mail = next(mail for mail in posted(settings) if mail["To"] == address)
    confirm_subscription(token=link_in(mail, "confirm").rstrip("/").rpartition("/")[2])
    return Subscriber.objects.get(address=address)


def an_issue(world, language="en", audience="everybody", **fields):
    """An approved issue of all stories so far."""
    fields = {"subject": "News of the month", "since": MOMENT, "by": world.sara, **fields}
    return approve_issue(issue=draft_issue(language=language, audience=audience, **fields), by=tomas())


def a_released_issue(world, **fields):
    return release_issue(issue=an_issue(world, **fields), by=world.sara)


def report(mail, status="5.1.1", action="failed", diagnostic="smtp; 550 no such user", number=1):
    """What a mail server writes back about a mail (RFC 3464)."""
    return f"""From: MAILER-DAEMON@mx.example.net
To: secretariat@metropolis.example
Message-ID: <report-{number}-{status}@mx.example.net>
Subject: Undelivered Mail
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=b"

--=b
Content-Type: text/plain

It could not be delivered.

--=b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; {ADDRESS}
Action: {action}
Status: {status}
Diagnostic-Code: {diagnostic}

--=b
Content-Type: text/rfc822-headers

Message-ID: {mail["Message-ID"]}
Subject: News

--=b--
""".encode()
