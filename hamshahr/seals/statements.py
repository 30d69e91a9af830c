"""Flat statements as canonical JSON, the digest of a paper's text, and the signature over a statement."""

import base64
import hashlib
import json
import unicodedata
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SIGNATURE = "sig"


def canonical(said: Mapping[str, Any]) -> str:
    """The one way to write a statement: keys in order, no spaces, no escapes, normal form C."""
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", text)


def content_digest(text: str) -> str:
    """SHA-256 over the letters, digits and marks of a text.

    Spaces, line ends and invisible signs do not count: a text copied out of a PDF has others than the text itself.
    """
    seen = unicodedata.normalize("NFKC", text)
    return hashlib.sha256("".join(sign for sign in seen if counts(sign)).encode()).hexdigest()


def counts(sign: str) -> bool:
    """Whether a sign is to be seen at all."""
    return unicodedata.category(sign)[0] not in "ZC"


def sign(statement: str, key: Ed25519PrivateKey) -> str:
    return to_text(key.sign(statement.encode()))


def is_signed(statement: str, signature: str, public: str) -> bool:
    """Whether this key signed exactly this statement."""
    try:
        Ed25519PublicKey.from_public_bytes(from_text(public)).verify(from_text(signature), statement.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def parted(code: str) -> tuple[dict[str, Any], str]:
    """What a code says and its signature; ``ValueError`` where it is no signed statement."""
    said = json.loads(code)
    if not isinstance(said, dict) or not isinstance(said.get(SIGNATURE), str):
        raise ValueError
    return said, said.pop(SIGNATURE)


def to_text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def from_text(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
