"""Files that somebody brings as papers: PDF by what they hold, or plain text; everything else is refused."""

import hashlib
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from unicodedata import category

from django.utils.translation import gettext as _

from hamshahr.kernel.errors import Refused

from .models import PaperVersion

MOST_BYTES = 10 * 1024 * 1024
MOST_PAGES, MOST_LETTERS = 200, 200_000
SECONDS, MOST_MEMORY = 20, 1024 * 1024 * 1024
PDF = b"%PDF-"
PLAIN_SIGNS = {"\n", "\t", "\r", "\u200c", "\u200d", "\u200e", "\u200f", "\ufeff"}


@dataclass(frozen=True)
class Read:
    """What is kept of a file: its form, its pages written anew or its text, and the digest of what was sent."""

    form: str
    content: bytes
    pages: int | None
    digest: str


def read_file(file: BinaryIO) -> Read:
    """Read a file; takes seconds and no transaction, so it goes before the act."""
    raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise Refused(_("The file is larger than 10 MB; send a smaller one, or parts of it."))
    digest = hashlib.sha256(raw).hexdigest()
    if raw.startswith(PDF):
        content, pages = pdf_anew(raw)
        return Read(PaperVersion.Form.PDF, content, pages, digest)
    return Read(PaperVersion.Form.TEXT, plain_text(raw).encode(), None, digest)


def plain_text(raw: bytes) -> str:
    """The text of a file that holds nothing else."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(_("A paper is a PDF, or plain text in UTF-8; this file is neither.")) from error
    if any(category(sign) in {"Cc", "Cs", "Co", "Cn"} and sign not in PLAIN_SIGNS for sign in text[:MOST_LETTERS]):
        raise Refused(_("A paper is a PDF, or plain text in UTF-8; this file is neither."))
    if not text.strip():
        raise Refused(_("This file is empty."))
    if len(text) > MOST_LETTERS:
        raise Refused(_("This text is longer than 200,000 signs; send it as a PDF, or in parts."))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def pdf_anew(raw: bytes) -> tuple[bytes, int]:
    """The pages of a PDF written anew, by a process that may neither take long nor much memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sent.pdf").write_bytes(raw)
        command = [sys.executable, "-I", str(Path(__file__).with_name("read_paper.py")), name]
        command += [str(MOST_PAGES), str(MOST_MEMORY), str(SECONDS)]
        try:
            subprocess.run(command, timeout=SECONDS + 2, check=False, capture_output=True)  # noqa: S603  our own words
            said = json.loads((folder / "said.json").read_text())
            if "fault" in said:
                raise Refused(sentence_of(said["fault"]))
            return (folder / "kept.pdf").read_bytes(), said["pages"]
        except (subprocess.TimeoutExpired, OSError, ValueError) as error:
            raise Refused(sentence_of("unread")) from error


def sentence_of(fault: str) -> str:
    """What to do about a file that was refused."""
    return {
        "locked": _("This PDF is locked with a password; send it without one."),
        "active": _("This PDF holds a script, a form or another thing that acts; print it to a new PDF and send that."),
        "files": _("This PDF holds other files; send each file by itself."),
        "pages": _("A paper has from one to 200 pages; send this one in parts."),
        "too much": _("This PDF holds too much to be read; print it to a new PDF and send that."),
    }.get(fault, _("This PDF cannot be read; print it to a new PDF and send that."))
