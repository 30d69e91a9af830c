"""The key of the installation: its private half lies in a file that only the installation reads."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import LogHead, User
from hamshahr.kernel.discs import write_private
from hamshahr.kernel.errors import Refused

from .models import SigningKey
from .statements import to_text


def folder() -> Path:
    """Where private keys lie, each in a file with the name of its key."""
    return Path(settings.DATA) / "seals"


def file_of(name: str) -> Path:
    return folder() / f"{name}.pem"


@transaction.atomic
def key_at_work(*, by: User | None) -> SigningKey:
    """The key that signs today, made at its first use; held until the end of the transaction."""
    LogHead.objects.select_for_update().get_or_create(pk=1)  # two first uses make one key
    key = SigningKey.objects.select_for_update().filter(ended_at=None).first()
    return key or begin_key(by=by, reason="", at=timezone.now())


@transaction.atomic
def rotate_key(*, reason: str, by: User | None) -> SigningKey:
    """Begin another key; the one before stays published, so that what it signed can be checked for ever."""
    at, former = timezone.now(), SigningKey.objects.select_for_update().filter(ended_at=None).first()
    if not reason.strip():
        raise Refused(_("Say why another key begins."))
    if former is not None:
        former.ended_at = at
        log.save(former, "seal_key.ended", by=by, reason=reason)
        transaction.on_commit(forgetting(file_of(former.name)))
    return begin_key(by=by, reason=reason, at=at)


def forgetting(path: Path) -> Callable[[], None]:
    return lambda: path.unlink(missing_ok=True)


def begin_key(*, by: User | None, reason: str, at: datetime) -> SigningKey:
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    key = SigningKey(name=hashlib.sha256(public).hexdigest()[:16], public=to_text(public), began_at=at)
    unsealed = serialization.NoEncryption()
    keep(key.name, private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, unsealed))
    log.save(key, "seal_key.begun", by=by, reason=reason)
    return key


def keep(name: str, text: bytes) -> None:
    """Write a private half where nobody else reads it, down to the disk before it signs anything."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    write_private(file_of(name), text)


def private_half(key: SigningKey) -> Ed25519PrivateKey:
    """The private half of a key; refused where its file is not here, as in a store without its data folder."""
    try:
        private = serialization.load_pem_private_key(file_of(key.name).read_bytes(), password=None)
    except (OSError, ValueError) as fault:
        missing = _("The private key %(name)s is not in the data folder. Put it back, or begin another key.")
        raise Refused(missing % {"name": key.name}) from fault
    if not isinstance(private, Ed25519PrivateKey):
        raise Refused(_("The file of the private key holds another kind of key."))
    return private
