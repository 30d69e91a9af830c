"""Reports of mail servers on letters that were not delivered (RFC 3464), read without trusting them."""

import email
import hashlib
import mailbox
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

LARGEST = 5_000_000


@dataclass(frozen=True)
class Failure:
    """What a report says of one letter: which, whether for good, in which words; ``report`` is the report's digest."""

    mail: str
    is_permanent: bool
    status: str
    diagnostic: str
    report: str


def mails_in(text: bytes) -> Iterator[bytes]:
    """The mails of an mbox, or the one mail that the text is."""
    if not text.startswith(b"From "):
        yield text
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mbox"
        path.write_bytes(text)
        box = mailbox.mbox(path, create=False)
        try:
            for key in box.keys():  # noqa: SIM118  a mailbox gives its mails, not its keys
                yield box.get_bytes(key)
        finally:
            box.close()


def failure_in(text: bytes) -> Failure | None:
    """The failure that a mail reports; None where it is no report, or reports a delay or a delivery."""
    if len(text) > LARGEST:
        return None
    message = email.message_from_bytes(text)
    if message.get_content_type() != "multipart/report":
        return None
    verdict, mail = verdict_of(message), mail_of(message)
    if verdict is None or not mail:
        return None
    status, diagnostic = verdict
    return Failure(mail, status.startswith("5"), status, diagnostic, hashlib.sha256(text.strip()).hexdigest())


def verdict_of(message: Message) -> tuple[str, str] | None:
    """Status and words of the first recipient whose letter failed."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status" or not isinstance(part.get_payload(), list):
            continue
        for block in part.get_payload():
            if str(block.get("Action", "")).strip().lower() != "failed":
                continue
            status = str(block.get("Status", "")).strip().split(" ")[0][:20]
            diagnostic = " ".join(str(block.get("Diagnostic-Code", "")).split())[:300]
            return status or status_in(diagnostic), diagnostic
    return None


def status_in(diagnostic: str) -> str:
    """A status out of the words of a server that gave none: ``smtp; 550 no such user`` is 5.0.0."""
    for word in diagnostic.replace(";", " ").split():
        if len(word) == 3 and word.isascii() and word.isdigit() and word[0] in "45":
            return f"{word[0]}.0.0"
    return "4.0.0"


def mail_of(message: Message) -> str:
    """The identity of the letter, from the copy or from the headers that the report returns."""
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            returned: Message = email.message_from_bytes(part.get_payload(decode=True) or b"")
        elif kind == "message/rfc822" and isinstance(part.get_payload(), list) and part.get_payload():
            returned = part.get_payload(0)
        else:
            continue
        if identity := str(returned.get("Message-ID", "")).strip():
            return identity[:200]
    return ""
