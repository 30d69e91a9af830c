"""What of the seals is public: the keys, and which serials were revoked."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hamshahr.kernel.errors import Refused

from .keys import private_half
from .models import Seal, SigningKey
from .statements import SIGNATURE, canonical, is_signed, sign

PROGRAM = Path(__file__).with_name("verify_seal.py")


def verifying_program() -> bytes:
    """The program by which anybody checks a paper without this installation."""
    return PROGRAM.read_bytes()


def published_keys() -> list[dict[str, str | None]]:
    """Every public key with the days, in UTC, between which it signs; a former key stays here for ever."""
    return [
        {"name": key.name, "public": key.public, "from": utc_day(key.began_at), "until": utc_day(key.ended_at)}
        for key in SigningKey.objects.order_by("began_at", "pk")
    ]


def utc_day(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).date().isoformat() if moment else None


def is_genuine(seal: Seal) -> bool:
    """Whether the statement in the store is what the key signed."""
    return is_signed(seal.statement, seal.signature, seal.key.public)


def key_named(name: str) -> SigningKey | None:
    return SigningKey.objects.filter(name=name).first()


def revocations(at: datetime) -> dict[str, Any]:
    """Each revoked serial with its day, as a statement of that moment signed with the key at work.

    Where no key is at hand, as in a store put back without its data folder, the list goes out unsigned.
    """
    rows = Seal.objects.revoked().order_by("serial").values_list("serial", "revoked_at")
    said: dict[str, Any] = {"kind": "revocations", "signed": utc_day(at)}
    said["revoked"] = {serial: utc_day(moment) for serial, moment in rows}
    key = SigningKey.objects.filter(ended_at=None).first()
    if key is None:
        return said
    said["key"] = key.name
    try:
        return said | {SIGNATURE: sign(canonical(said), private_half(key))}
    except Refused:
        return said
