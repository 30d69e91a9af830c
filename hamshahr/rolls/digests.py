"""The digest of a roll: SHA-256 over its head and lines as canonical JSON, with names from addresses, never keys."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC
from typing import Any

from hamshahr.accounts.log import plain

from .models import LineOfRoll, Roll, RollLine


def canonical(roll: Roll, lines: Iterable[RollLine]) -> str:
    """The roll as one text: sorted keys, no spaces, moments in UTC, weights in full."""
    head = {
        "gathering": roll.gathering.slug,
        "body": roll.body.slug,
        "on": roll.on.isoformat(),
        "cut_off": roll.cut_off.astimezone(UTC).isoformat(timespec="seconds"),
        "rule": roll.rule,
        "article": roll.article,
    }
    return as_text(head, lines)


def as_text(head: dict[str, Any], lines: Iterable[LineOfRoll]) -> str:
    """What a roll says of itself and of everybody on it."""
    rows = [told(line) for line in sorted(lines, key=lambda line: line.party.slug)]
    content = plain(head | {"lines": rows})
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def told(line: LineOfRoll) -> dict:
    return {
        "party": line.party.slug,
        "region": line.region.slug if line.region else "",
        "entitled": line.is_entitled,
        "weight": f"{line.weight:.6f}",
        "reason": line.reason,
        "article": line.article,
        "cure": line.cure,
        "facts": line.facts,
    }


def digest_of(roll: Roll, lines: Iterable[RollLine]) -> str:
    return hashlib.sha256(canonical(roll, lines).encode()).hexdigest()


def stored_lines(roll: Roll) -> list[RollLine]:
    return list(roll.lines.select_related("party", "region"))


def is_whole(roll: Roll) -> bool:
    """Whether the lines in the store are those the digest was taken over."""
    return digest_of(roll, stored_lines(roll)) == roll.digest
