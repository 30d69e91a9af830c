"""Freezing and signing the roll of a ballot in the transaction that counts it."""

import hashlib
from datetime import UTC
from typing import Any

from django.utils import timezone

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.ballots.models import Ballot, Elector
from hamshahr.rolls.models import Roll, RollLine
from hamshahr.rolls.queries import entitled_lines, roll_of
from hamshahr.seals.services import seal
from hamshahr.seals.statements import canonical

from ..models import ClosingRoll

KIND = "ballot roll"
PRESENT, REPRESENTED, ABSENT = "present", "represented", "absent"


def keep_roll(ballot: Ballot, by: User | None) -> ClosingRoll | None:
    """The roll of a ballot of a session, once; a vote by correspondence has nobody who is there."""
    roll = roll_of(ballot.gathering)
    if ballot.session_id is None or roll is None or ClosingRoll.objects.filter(ballot=ballot).exists():
        return None
    said = content_of(ballot, roll)
    text = canonical(said)
    kept = ClosingRoll(ballot=ballot, text=text, digest=hashlib.sha256(text.encode()).hexdigest())
    zone = ballot.session.place_zone
    words = {"issued_on": timezone.localdate(ballot.closed_at, timezone=zone), "by": by}
    kept.seal = seal(kind=KIND, thing_key=f"{KIND}:{ballot.key}", subject=subject_of(said, kept.digest), **words)
    kept.full_clean()
    log.save(kept, "roll.closed", by=by)
    return kept


def content_of(ballot: Ballot, roll: Roll) -> dict[str, Any]:
    """Everybody who could vote, by the names in the address, and what became of each."""
    electors = {elector.party_id: elector for elector in ballot.electors.select_related("cast_by")}
    lines = sorted(entitled_lines(roll), key=lambda line: line.party.slug)
    told = told_as(lines)
    return {
        "ballot": ballot.key,
        "gathering": ballot.gathering.slug,
        "body": roll.body.slug,
        "session": ballot.session.number,
        "opened_at": moment(ballot.opened_at),
        "closed_at": moment(ballot.closed_at),
        "roll": roll.digest,
        "lines": [line_of(line, electors.get(line.party_id), told) for line in lines],
    }


def moment(at: Any) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def told_as(lines: list[RollLine]) -> dict[int, str]:
    """How each party is called: by its address, or by a number where it is not shown to everybody."""
    hidden = [line.party_id for line in lines if not line.party.live]
    return {line.party_id: line.party.slug for line in lines} | {
        pk: f"not shown {number}" for number, pk in enumerate(hidden, start=1)
    }


def line_of(line: RollLine, elector: Elector | None, told: dict[int, str]) -> dict[str, str]:
    """A party that could vote; who took part has the weight of the ballot, the others that of the roll."""
    cast_by = elector.cast_by_id if elector is not None else None
    state = PRESENT if cast_by == line.party_id else REPRESENTED if cast_by else ABSENT
    return {
        "party": told[line.party_id],
        "region": line.region.slug if line.region else "",
        "weight": f"{(elector or line).weight:.6f}",
        "state": state,
        "by": told.get(cast_by, "not shown") if state == REPRESENTED else "",
    }


def subject_of(said: dict[str, Any], digest: str) -> dict[str, str]:
    states = [line["state"] for line in said["lines"]]
    return {
        "gathering": said["gathering"],
        "body": said["body"],
        "ballot": said["ballot"],
        "closed": said["closed_at"],
        "could": str(len(states)),
        "present": str(states.count(PRESENT)),
        "represented": str(states.count(REPRESENTED)),
        "digest": digest,
    }
