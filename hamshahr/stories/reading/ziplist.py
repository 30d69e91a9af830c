"""The list at the end of a ZIP, counted before it is loaded."""

import struct
from typing import BinaryIO

from django.utils.translation import gettext as _

from hamshahr.kernel.errors import Refused

from .limits import LIMITS

_END, _END_64, _PLACE_64, _ENTRY = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07", b"PK\x01\x02"
_TAIL = 65_535 + 22 + 20 + 56
_CHUNK = 1024 * 1024


def refuse_large_directory(file: BinaryIO) -> None:
    """``Refused`` where the list of an archive is longer than may be loaded, whatever count it names itself."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    end = tail.rfind(_END)
    if end < 0 or len(tail) < end + 22:
        raise Refused(_("The archive is cut or damaged; pack it anew."))
    count, length = struct.unpack_from("<HI", tail, end + 10)
    if (wide := tail.rfind(_END_64, 0, end)) >= 0 and len(tail) >= wide + 56 and _PLACE_64 in tail[wide:end]:
        count, length = struct.unpack_from("<QQ", tail, wide + 32)
        end = wide
    start = max(0, size - len(tail) + end - length)
    if count > LIMITS.entries or length > LIMITS.directory_bytes or _entries(file, start, length) > LIMITS.entries:
        raise Refused(_("There are more files in it than an import takes; divide it into several."))
    file.seek(0)


def _entries(file: BinaryIO, start: int, length: int) -> int:
    """How many entries the list holds, by their signatures."""
    file.seek(start)
    count, kept = 0, b""
    while length > 0 and (chunk := file.read(min(_CHUNK, length))):
        length -= len(chunk)
        window = kept + chunk
        count += window.count(_ENTRY)
        kept = window[-3:]
    return count
