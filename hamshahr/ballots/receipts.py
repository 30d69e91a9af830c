"""Receipts: what a voter is shown once, and finds again in the published box.

Everything follows from the key of the form that was sent and is kept nowhere: from what is stored nobody gets back to
it. So the same form sent again gives the same receipt, and no row says whose receipt it is.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from .answers import Choice, Part, plain, written
from .models import Elector


@dataclass(frozen=True, slots=True)
class Cast:
    """One slip as its voter knows it."""

    choice: Choice
    weight: Decimal
    nonce: str
    receipt: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """That an elector's answer lies in the box; ``is_again`` when the answer had arrived before."""

    elector: Elector
    at: datetime
    slips: tuple[Cast, ...]
    is_again: bool = False


def digest(*parts: object) -> str:
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def receipt_of(ballot_key: str, choice: str, nonce: str) -> str:
    """What anybody can work out again from the published box."""
    return digest(ballot_key, choice, nonce)


def sent_as(ballot_key: str, elector: Elector, once: str) -> str:
    """Stands beside who voted, to know a form that is sent again."""
    return digest("sent", ballot_key, elector.pk, once)


def seed_of(ballot_key: str, elector: Elector, once: str) -> str:
    return digest("seed", ballot_key, elector.pk, once)[:32]


def tag_of(seed: str, parts: tuple[Part, ...]) -> str:
    """Stands on an envelope, to know whether the form that is sent again says the same."""
    return digest("tag", seed, *(f"{written(part.choice)}={plain(part.weight)}" for part in parts))


def cut(parts: tuple[Part, ...], unit: Decimal | None) -> list[Part]:
    """The slips of an answer: one for each part, or one for each single voice."""
    if unit is None:
        return list(parts)
    return [Part(part.choice, unit) for part in parts for _voice in range(int(part.weight / unit))]


def slips_of(ballot_key: str, seed: str, parts: tuple[Part, ...], unit: Decimal | None) -> tuple[Cast, ...]:
    """The slips of one answer with their nonces and receipts."""
    found = []
    for number, part in enumerate(cut(parts, unit)):
        nonce = digest("nonce", seed, number)[:32]
        found.append(Cast(part.choice, part.weight, nonce, receipt_of(ballot_key, written(part.choice), nonce)))
    return tuple(found)
