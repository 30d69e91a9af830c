"""The sealed box of a secret ballot: answers are locked with a public key, and opened together when the ballot closes.

The private half is a file of the data folder, never a row: whoever has the store alone reads no answer, and once the
file is destroyed nobody does. Who has the whole machine while the ballot is open could; decision note 0060 says so.
"""

import json
import os
import time
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _

from hamshahr.kernel.discs import flush, write_private
from hamshahr.kernel.errors import Refused

SIZE = 2048  # every envelope is as large as any other, whatever lies in it
POINT = 32
OPENING_TAKES = 3600
ONCE = bytes(12)  # each envelope has a key of its own, so the number used once may be the same


def folder() -> Path:
    return settings.DATA / "boxes"


def file_of(key: str) -> Path:
    return folder() / f"{key}.key"


def new_seal(key: str) -> str:
    """Make the two halves for a ballot; the private one is on the disc before anything rests on it."""
    private = X25519PrivateKey.generate()
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    write_private(file_of(key), private.private_bytes_raw())
    return private.public_key().public_bytes_raw().hex()


def shut(seal: str, content: list) -> bytes:
    """An envelope with this content, which only the private half of the seal opens."""
    raw = json.dumps(content, separators=(",", ":")).encode()
    if len(raw) > SIZE:
        raise Refused(_("This answer is too long for a ballot."))
    single = X25519PrivateKey.generate()
    point = single.public_key().public_bytes_raw()
    shared = single.exchange(X25519PublicKey.from_public_bytes(bytes.fromhex(seal)))
    return point + ChaCha20Poly1305(lock(shared, point)).encrypt(ONCE, raw.ljust(SIZE), bytes.fromhex(seal))


class Opener:
    """The private half of one ballot, read once for all of its envelopes."""

    def __init__(self, key: str) -> None:
        try:
            self.private = X25519PrivateKey.from_private_bytes(file_of(key).read_bytes())
        except (OSError, ValueError) as lost:
            lacks = _("The key of this box is not in the data folder; without it the ballot can only be annulled.")
            raise Refused(lacks) from lost
        self.seal = self.private.public_key().public_bytes_raw()

    def open(self, envelope: bytes) -> list:
        """The content of an envelope; one that was changed does not open."""
        point = bytes(envelope[:POINT])
        shared = self.private.exchange(X25519PublicKey.from_public_bytes(point))
        return json.loads(ChaCha20Poly1305(lock(shared, point)).decrypt(ONCE, bytes(envelope[POINT:]), self.seal))


def lock(shared: bytes, point: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=point, info=b"hamshahr ballot box").derive(shared)


def kept_keys() -> list[str]:
    """The ballots whose private halves still lie here."""
    return sorted(path.stem for path in folder().glob("*.key")) if folder().exists() else []


def is_old(key: str) -> bool:
    """Whether a key lies here longer than any opening takes."""
    path = file_of(key)
    return path.exists() and time.time() - path.stat().st_mtime > OPENING_TAKES


def destroy(key: str) -> None:
    """Overwrite and remove the private half; again, or where it is gone, nothing happens."""
    path = file_of(key)
    if not path.exists():
        return
    with path.open("r+b") as file:
        file.write(os.urandom(path.stat().st_size))
    flush(path)
    path.unlink(missing_ok=True)
    flush(path.parent)
