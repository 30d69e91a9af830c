"""Pictures and papers drawn anew: nothing of a file that somebody sends is kept but what can be seen of it."""

import hashlib
import io
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image as Drawing

from .errors import Refused

LONGEST_SIDE, MOST_PIXELS = 2400, 50_000_000
MOST_PAGES = 8
MOST_BYTES = 5 * 1024 * 1024
SECONDS, MOST_MEMORY = 10, 1536 * 1024 * 1024
PAPER = b"%PDF-"
DRAWN = (OSError, ValueError, SyntaxError, Drawing.DecompressionBombError)

# One page of the paper as a picture, the paper named by a file so that nothing of it is read as a drawing's language.
SHEET = """#set page(width: 595pt, height: auto, margin: 0pt, fill: white)
#image("paper.pdf", page: int(sys.inputs.page), width: 595pt)
"""


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
    """The picture as WebP with its size, without place, owner or any other mark of its camera."""
    try:
        with Drawing.open(io.BytesIO(raw)) as drawing:
            if drawing.width * drawing.height > MOST_PIXELS:
                raise Refused(_("This picture has more than 50 million points; send a smaller one."))
            drawing.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            written = io.BytesIO()
            drawing.convert("RGBA" if "A" in drawing.getbands() else "RGB").save(written, "WEBP", quality=85)
            return written.getvalue(), drawing.size
    except DRAWN as error:
        raise Refused(_("This file is no picture that can be read.")) from error


def pages_drawn(raw: bytes) -> list[bytes]:
    """The pages of a PDF, or the one picture that the file is, drawn anew; anything else is refused."""
    if not raw.startswith(PAPER):
        return [drawn_anew(raw)[0]]
    pages = [drawn_anew(page)[0] for page in paper_drawn(raw)]
    if not pages:
        raise Refused(_("This PDF has no page that can be read; send a picture of it instead."))
    return pages


def paper_drawn(raw: bytes) -> list[bytes]:
    """The first pages of a PDF as PNG, drawn by a process that may neither take long nor much memory."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "paper.pdf").write_bytes(raw)
        (Path(folder) / "sheet.typ").write_text(SHEET)
        command = [sys.executable, "-I", str(Path(__file__).with_name("draw_paper.py")), folder]
        command += [str(MOST_PAGES), str(MOST_MEMORY), str(SECONDS)]
        try:
            subprocess.run(command, timeout=SECONDS + 2, check=False, capture_output=True)  # noqa: S603  our own words
        except subprocess.TimeoutExpired:
            return []
        return [page.read_bytes() for page in sorted(Path(folder).glob("*.png"))]
