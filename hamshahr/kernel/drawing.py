"""Pictures and papers drawn anew: nothing of a file that somebody sends is kept but what can be seen of it."""

import hashlib
import io
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image as Drawing

from .errors import Refused

MOST_PAGES = 8
MOST_BYTES = 5 * 1024 * 1024
SECONDS, MOST_MEMORY = 8, 256 * 1024 * 1024
PAPER = b"%PDF-"
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")
CHILD = Path(__file__).with_name("draw_paper.py")


@dataclass(frozen=True)
class Paper:
    """What is kept of a file: the digest of it, and its pages as they were drawn here."""

    digest: str
    pages: tuple[bytes, ...]


def drawn(file: BinaryIO) -> Paper:
    """Draw the pages of a file; takes seconds and no transaction, so it goes before the act."""
    raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise Refused(_("The file is larger than 5 MB; send a smaller picture or fewer pages."))
    return Paper(hashlib.sha256(raw).hexdigest(), tuple(pages_drawn(raw)))


def drawn_anew(raw: bytes) -> tuple[bytes, tuple[int, int]]:
    """One picture as WebP with its size, without place, owner or any other mark of its camera."""
    if raw.startswith(PAPER):
        raise Refused(sentence_of("", is_paper=False))
    (page,) = pages_drawn(raw)
    with Drawing.open(io.BytesIO(page), formats=("WEBP",)) as drawing:
        return page, drawing.size


def pages_drawn(raw: bytes, seconds: int = SECONDS) -> list[bytes]:
    """The pages of a PDF, or the one picture that the file is, drawn anew; anything else is refused.

    They are drawn by a process of its own that may neither take long nor much memory: a file of half a megabyte can
    ask for minutes, or for gigabytes.
    """
    is_paper = raw.startswith(PAPER)
    if not is_paper and not raw.startswith(PICTURES):
        raise Refused(sentence_of("", is_paper=False))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sent = folder / ("sent.pdf" if is_paper else "sent")
        sent.write_bytes(raw)
        is_done = draw_apart(sent, seconds)
        pages = [page.read_bytes() for page in sorted(folder.glob("*.webp"))] if is_done else []
        if not pages:
            fault = folder / "fault"
            raise Refused(sentence_of(fault.read_text() if fault.exists() else "", is_paper=is_paper))
        return pages


def draw_apart(sent: Path, seconds: int) -> bool:
    """Draw in a process of its own; whether it came to its end."""
    command = [sys.executable, "-I", str(CHILD), str(sent), str(MOST_PAGES), str(MOST_MEMORY), str(seconds)]
    alone = os.environ | {"RAYON_NUM_THREADS": "1"}
    try:
        ended = subprocess.run(command, timeout=seconds + 1, check=False, capture_output=True, env=alone)  # noqa: S603  our own words
    except subprocess.TimeoutExpired:
        return False
    return ended.returncode == 0


def sentence_of(fault: str, *, is_paper: bool) -> str:
    """What to do about a file that was refused."""
    if fault == "points":
        return _("This picture has more than 50 million points; send a smaller one.")
    if fault == "memory":
        return _("This file takes too much memory to be drawn; send a smaller picture.")
    if is_paper:
        return _("This PDF has no page that can be read; send a picture of it instead.")
    return _("This file is no picture that can be read.")
