"""Writing letters with the act they report, and sending them afterwards, each at most once."""

import smtplib
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from unicodedata import category

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused

from .models import Letter

IDENTITY = uuid.UUID("0d9b7c1e-8f0b-5a57-9a39-2f8f5b1f6c11")
# Answers of the mail server that say for sure that it did not take the letter.
DECLINED = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError, ValueError)


@dataclass(frozen=True)
class Sent:
    """What became of the letters that waited."""

    sent: int = 0
    failed: int = 0
    in_doubt: int = 0


def write_letter(
    *, kind: str, key: str, to: User, subject: str, text: str, html: str = "", at: datetime | None = None
) -> Letter:
    """Put one letter into the outbox, in the transaction of the act it reports; the same key gives the same letter."""
    fields = {
        "kind": kind,
        "to_user": to,
        "address": to.email,
        "language": to.language,
        "subject": one_line(subject),
        "text": text,
        "html": html,
        "written_at": at or timezone.now(),
    }
    letter, _created = Letter.objects.get_or_create(key=key, defaults=fields)
    return letter


def one_line(subject: str, longest: int = 300) -> str:
    """A subject without line breaks or other control signs: nothing in it can begin a further header."""
    plain = "".join(" " if category(sign) in {"Cc", "Zl", "Zp"} else sign for sign in subject)
    return " ".join(plain.split())[:longest]


def send_waiting(*, limit: int = 100, now: datetime | None = None) -> Sent:
    """Send the oldest waiting letters; when the mail server cannot be reached the rest waits for the next time."""
    counted = {"sent": 0, "failed": 0, "in_doubt": 0}
    waiting = Letter.objects.waiting(now).order_by("written_at", "pk").values_list("pk", flat=True)
    connection = get_connection()
    for pk in list(waiting[:limit]):
        letter = take(pk, now or timezone.now())
        if letter is None:
            continue
        outcome = hand_over(letter, connection)
        if outcome == "unreachable":
            counted["failed"] += 1
            break
        counted[outcome] += 1
    close(connection)
    return Sent(**counted)


@transaction.atomic
def take(pk: int, now: datetime) -> Letter | None:
    """Mark a letter as being handed over, before it is; no other sender takes it, and a crash leaves it in doubt."""
    letter = Letter.objects.select_for_update().waiting(now).filter(pk=pk).first()
    if letter is None:
        return None
    letter.taken_at = letter.tried_at = now
    letter.attempts += 1
    letter.save(update_fields=["taken_at", "tried_at", "attempts"])
    return letter


def hand_over(letter: Letter, connection: BaseEmailBackend) -> str:
    """Give one letter to the mail server and write down the outcome."""
    try:
        connection.open()
    except Exception as fault:  # whatever keeps the server from being reached, the letter did not go out
        close(connection)
        return settle(letter, "unreachable", fault)
    try:
        connection.send_messages([message_of(letter, connection)])
    except DECLINED as fault:
        close(connection)
        return settle(letter, "failed", fault)
    except Exception as fault:  # the line broke after the server may have taken the letter
        close(connection)
        return settle(letter, "in_doubt", fault)
    return settle(letter, "sent", None)


@transaction.atomic
def settle(letter: Letter, outcome: str, fault: Exception | None) -> str:
    """Keep what is known: sent, to be tried again, or in doubt, which leaves it marked as handed over."""
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    letter.last_fault = "" if fault is None else f"{type(fault).__name__}: {fault}"[:2000]
    if outcome == "sent":
        letter.sent_at = timezone.now()
    if outcome != "in_doubt":
        letter.taken_at = None
    letter.save(update_fields=["last_fault", "sent_at", "taken_at"])
    return outcome


def message_of(letter: Letter, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    """The letter as mail; its identity is that of its key, so that a reader's mailbox knows a second copy."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    headers = {
        "Message-ID": f"<{uuid.uuid5(IDENTITY, letter.key)}@{domain}>",
        "Content-Language": letter.language,
        "Auto-Submitted": "auto-generated",
    }
    message = EmailMultiAlternatives(
        letter.subject, letter.text, to=[letter.address], headers=headers, connection=connection
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    return message


def close(connection: BaseEmailBackend) -> None:
    """Hang up; a line that is dead already is no fault."""
    with suppress(Exception):
        connection.close()


@transaction.atomic
def send_again(*, letter: Letter, by: User, reason: str) -> Letter:
    """Let a letter wait once more that was in doubt or given up; whoever asks takes the risk of a second copy."""
    letter = Letter.objects.select_for_update(of=["self"]).get(pk=letter.pk)
    if letter.sent_at is not None:
        raise Refused(_("This letter has been sent."))
    letter.taken_at, letter.tried_at, letter.attempts = None, None, 0
    log.save(letter, "letter.released", by=by, reason=reason)
    return letter
