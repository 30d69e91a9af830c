"""What an import is brought as - one file, a folder, a ZIP - as members with a name and a stream each."""

import io
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from django.utils.translation import gettext as _

from hamshahr.kernel.errors import Refused

from .limits import LIMITS
from .ziplist import refuse_large_directory


class Member(NamedTuple):
    """A file of the import: its name, and why it is not opened, where it is not."""

    name: str
    refusal: str = ""


class Members(Protocol):
    """The files of an import, in an order that is the same each time."""

    def listed(self) -> Iterator[Member]:
        """Every file."""
        ...

    def open(self, name: str) -> BinaryIO:
        """The bytes of a file; ``Refused`` where it cannot be opened."""
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...


class OneFile:
    """A single file."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.file, self.name = file, name

    def listed(self) -> Iterator[Member]:
        """The one file."""
        yield Member(self.name)

    def open(self, name: str) -> BinaryIO:
        """The file from its beginning."""
        self.file.seek(0)
        return io.BytesIO() if name != self.name else _Kept(self.file)

    def close(self) -> None:
        """Close the file."""
        self.file.close()


class _Kept(io.RawIOBase):
    """A file that stays open when one of its readers is closed."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, target) -> int:
        """Fill the target with what comes next."""
        chunk = self.file.read(len(target))
        target[: len(chunk)] = chunk
        return len(chunk)


class Folder:
    """A folder and the folders in it; links are not followed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.paths: dict[str, Path] = {}

    def listed(self) -> Iterator[Member]:
        """Every file below the folder, by name."""
        for count, path in enumerate(self._files()):
            if count >= LIMITS.entries:
                raise Refused(_too_many())
            name = _printable(str(path.relative_to(self.root)))
            self.paths[name] = path
            yield Member(name, "" if _is_plain_file(path) else _("This is no plain file, so it is not opened."))

    def _files(self) -> Iterator[Path]:
        for place, folders, files in os.walk(self.root, followlinks=False):
            folders.sort()
            if len(Path(place).relative_to(self.root).parts) >= LIMITS.depth:
                folders.clear()
            yield from (Path(place) / name for name in sorted(files))

    def open(self, name: str) -> BinaryIO:
        """The bytes of a file that was listed."""
        try:
            return self.paths[name].open("rb")
        except (OSError, KeyError) as error:
            raise Refused(_("This file cannot be opened.")) from error

    def close(self) -> None:
        """There is nothing to let go of."""


class Archive:
    """A ZIP, read in place: nothing of it is written anywhere."""

    def __init__(self, file: BinaryIO) -> None:
        refuse_large_directory(file)
        try:
            self.zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, RuntimeError) as error:
            raise Refused(_("The archive is cut or damaged; pack it anew.")) from error
        self.file = file
        self.known: dict[str, zipfile.ZipInfo] = {}

    def listed(self) -> Iterator[Member]:
        """Every file of the archive, in its order."""
        for entry in self.zip.infolist():
            if entry.is_dir():
                continue
            name = _printable(entry.filename)
            refusal = _("The archive holds two files of this name.") if name in self.known else _obstacle(entry)
            self.known.setdefault(name, entry)
            yield Member(name, refusal)

    def open(self, name: str) -> BinaryIO:
        """The bytes of a file that was listed, unpacked as they are read."""
        if name not in self.known:
            raise Refused(_("This file cannot be opened."))
        if obstacle := _obstacle(self.known[name]):
            raise Refused(obstacle)
        try:
            return _Unpacked(self.zip.open(self.known[name]))
        except UNPACKING as error:
            raise Refused(_damaged()) from error

    def close(self) -> None:
        """Close the archive."""
        self.zip.close()
        self.file.close()


UNPACKING = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, KeyError)


class _Unpacked(io.RawIOBase):
    """A member that says in a sentence when its bytes are broken."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream

    def close(self) -> None:
        """Close what lies below too."""
        self.stream.close()
        super().close()

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, target) -> int:
        """Fill the target with what comes next."""
        try:
            chunk = self.stream.read(len(target))
        except UNPACKING as error:
            raise Refused(_damaged()) from error
        target[: len(chunk)] = chunk
        return len(chunk)


def _obstacle(entry: zipfile.ZipInfo) -> str:
    """Why a member of an archive is not opened; empty where nothing speaks against it."""
    parts = entry.filename.replace("\\", "/").split("/")
    if ".." in parts or entry.filename.startswith(("/", "\\")) or ":" in parts[0] or len(parts) > LIMITS.depth:
        return _("Its name leads out of the archive, so it is not opened.")
    if entry.flag_bits & 0x1:
        return _("It is closed by a password; pack it without one.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _("It is a link, so it is not opened.")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return _("It is packed in an unusual way; pack the archive anew.")
    if entry.file_size > 1_000_000 and entry.file_size > LIMITS.ratio * max(1, entry.compress_size):
        return _("It unpacks to far more than it takes in the archive, so it is not opened.")
    return ""


def _is_plain_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _printable(name: str) -> str:
    """A name that can be shown and stored, whatever bytes it was made of."""
    shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() or letter == "\u200c" else "\ufffd" for letter in shown)[:500]


def _too_many() -> str:
    return _("There are more files in it than an import takes; divide it into several.")


def _damaged() -> str:
    return _("This file is damaged in the archive.")
