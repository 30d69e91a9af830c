"""What is told to somebody as kept lies on the disc and not in the machine's memory, where a power cut takes it."""

import os
import secrets
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage


def flush(path: Path) -> None:
    """Have a file, or the names in a folder, on the disc before anything rests on them."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only the installation reads: whole under its name, or not there.

    Raises FileExistsError where another has written it; that one stays.
    """
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(unfinished)
    finally:
        unfinished.unlink()
    flush(path.parent)


class Storage(FileSystemStorage):
    """Files from people, on the disc before the row that names them."""

    def _save(self, name: str, content: File) -> str:
        saved = super()._save(name, content)
        path = Path(self.path(saved))
        flush(path)
        flush(path.parent)
        return saved
