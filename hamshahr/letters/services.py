"""Writing letters with the act they report, and sending them afterwards, each at most once."""

import smtplib
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from unicodedata import category

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused

from .models import Letter

IDENTITY = uuid.UUID("0d9b7c1e-8f0b-5a57-9a39-2f8f5b1f6c11")
# Answers of the mail server that say for sure that it did not take the letter.
DECLINED = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError, ValueError)
# Kind of letter -> what its room does with it at the moment of sending: the words that go out, or None to withhold it.
LAST_LOOKS: dict[str, Callable[[Letter], "Words | None"]] = {}


@dataclass(frozen=True)
class Reader:
    """Whom a letter goes to that has no account: an address, and the language to write in."""

    email: str
    language: str


@dataclass(frozen=True)
class Words:
    """What a letter says, as it goes out."""

    text: str
    html: str


@dataclass(frozen=True)
class Sent:
    """What became of the letters that waited."""

    sent: int = 0
    failed: int = 0
    in_doubt: int = 0
    withheld: int = 0


def look_before_sending(kind: str, look: Callable[[Letter], Words | None]) -> None:
    """Have a room look at each letter of a kind when it is about to go out; called once, when the house is set up."""
    LAST_LOOKS[kind] = look


def write_letter(
    *,
    kind: str,
    key: str,
    to: User | Reader,
    subject: str,
    text: str,
    html: str = "",
    headers: Mapping[str, str] | None = None,
    to_many: bool = False,
    at: datetime | None = None,
) -> Letter:
    """Put one letter into the outbox, in the transaction of the act it reports; the same key gives the same letter."""
    fields = {
        "kind": kind,
        "to_user": to if isinstance(to, User) else None,
        "address": to.email,
        "language": to.language,
        "subject": one_line(subject),
        "text": text,
        "html": html,
        "headers": {name: one_line(value, longest=1000) for name, value in (headers or {}).items()},
        "is_to_many": to_many,
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
    waiting = Letter.objects.waiting(now).order_by("is_to_many", "written_at", "pk").values_list("pk", flat=True)
    return send_these(list(waiting[:limit]), now)


def send_letter(letter: Letter) -> Sent:
    """Send one letter that somebody waits for, before its turn; where it does not go out it keeps its turn."""
    return send_these([letter.pk], None)


def send_these(keys: list[int], now: datetime | None) -> Sent:
    counted = {"sent": 0, "failed": 0, "in_doubt": 0, "withheld": 0}
    connection = get_connection()
    for pk in keys:
        letter = take(pk, now or timezone.now())
        if letter is None:
            continue
        outcome = look_and_hand_over(letter, connection)
        if outcome == "unreachable":
            counted["failed"] += 1
            break
        counted[outcome] += 1
    close(connection)
    return Sent(**counted)


def look_and_hand_over(letter: Letter, connection: BaseEmailBackend) -> str:
    """Ask the room of the letter for its last words, and send it with them, or withhold it."""
    look = LAST_LOOKS.get(letter.kind)
    if look is None:
        return hand_over(letter, connection)
    words = look(letter)
    if words is None:
        return settle(letter, "withheld", None)
    letter.text, letter.html = words.text, words.html
    return hand_over(letter, connection)


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
    letter = Letter.objects.select_for_update().filter(pk=letter.pk).first()
    if letter is None:  # its reader was erased while it went out
        return outcome
    letter.last_fault = "" if fault is None else f"{type(fault).__name__}: {fault}"[:2000]
    if outcome == "sent":
        letter.sent_at = timezone.now()
    if outcome == "withheld":
        letter.withheld_at = timezone.now()
    if outcome != "in_doubt":
        letter.taken_at = None
    letter.save(update_fields=["last_fault", "sent_at", "withheld_at", "taken_at"])
    return outcome


def message_of(letter: Letter, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    """The letter as mail; its identity is that of its key, so that a reader's mailbox knows a second copy."""
    headers = {
        "Message-ID": f"<{uuid.uuid5(IDENTITY, letter.key)}@{sender_domain()}>",
        "Content-Language": letter.language,
        "Auto-Submitted": "auto-generated",
        **letter.headers,
    }
    message = EmailMultiAlternatives(
        letter.subject, letter.text, to=[letter.address], headers=headers, connection=connection
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    return message


def sender_domain() -> str:
    """The part after the sign of the address that letters come from."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def close(connection: BaseEmailBackend) -> None:
    """Hang up; a line that is dead already is no fault."""
    with suppress(Exception):
        connection.close()


def withhold_waiting(letters: QuerySet[Letter]) -> int:
    """Keep back, for good, those of these letters that have not gone out."""
    return letters.filter(sent_at=None, taken_at=None, withheld_at=None).update(withheld_at=timezone.now())


def forget_letters(letters: QuerySet[Letter]) -> None:
    """Take letters out of the delivery log with the reader they went to, who has no account and is to be forgotten."""
    letters.filter(to_user=None).delete()


def obstacle_to_send_again(letter: Letter) -> str | None:
    """Why this letter cannot be sent once more, or None."""
    if letter.sent_at is not None:
        return _("This letter has been sent.")
    if letter.withheld_at is not None:
        return _("This letter was withheld: its reader does not want it any more.")
    return None


@transaction.atomic
def send_again(*, letter: Letter, by: User, reason: str) -> Letter:
    """Let a letter wait once more that was in doubt or given up; whoever asks takes the risk of a second copy."""
    letter = Letter.objects.select_for_update(of=["self"]).get(pk=letter.pk)
    if obstacle := obstacle_to_send_again(letter):
        raise Refused(obstacle)
    letter.taken_at, letter.tried_at, letter.attempts = None, None, 0
    log.save(letter, "letter.released", by=by, reason=reason)
    return letter
