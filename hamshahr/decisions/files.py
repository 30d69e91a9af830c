"""Files that anybody may hand in: read with a bound, refused with row and reason, written whole or not at all."""

import os
import tempfile
from pathlib import Path

from hamshahr.kernel.errors import Refused
from hamshahr.kernel.speech import gettext as _
from hamshahr.kernel.speech import told

LARGEST = 128 * 1024 * 1024


class BadInput(Refused):
    """An input that cannot be read as its format says; the sentence names the row and the reason."""

    def __init__(self, reason: str, *, row: str = "") -> None:
        super().__init__(f"{row}: {reason}" if row else reason)


def read(path: Path, largest: int = LARGEST) -> str:
    """The text of a file, without a byte order mark; refused where it is empty, too large or not UTF-8."""
    try:
        with path.open("rb") as source:
            content = source.read(largest + 1)
    except OSError as fault:
        raise BadInput(told(_("The file cannot be read (%(fault)s)."), fault=fault.strerror)) from fault
    if len(content) > largest:
        raise BadInput(told(_("The file is larger than %(most)s MiB."), most=largest // (1024 * 1024)))
    if not content or content.isspace():
        raise BadInput(_("The file is empty."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        row = content.count(b"\n", 0, fault.start) + 1
        raise BadInput(_("The text is not UTF-8."), row=told(_("row %(number)s"), number=row)) from fault


def lines(text: str) -> list[str]:
    """The rows of a text, counted as every editor counts them: exotic separators do not begin a new one."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def write(path: Path, text: str) -> None:
    """Put ``text`` in place of the file in one move, so that nobody ever reads half of it."""
    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8")  # a device or a pipe cannot be replaced
        return
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as fault:
        raise BadInput(told(_("%(file)s cannot be written (%(fault)s)."), file=path, fault=fault.strerror)) from fault
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as target:
            target.write(text)
        Path(name).chmod(0o666 & ~umask())
        Path(name).replace(path)
    except OSError as fault:
        Path(name).unlink(missing_ok=True)
        raise BadInput(told(_("%(file)s cannot be written (%(fault)s)."), file=path, fault=fault.strerror)) from fault


def umask() -> int:
    """The mode bits this process withholds; reading them means setting them for a moment."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
