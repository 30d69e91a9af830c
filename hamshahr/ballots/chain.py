"""The log of a ballot: a chain of digests whose head is published at opening, closing and count."""

import hashlib
import json
from typing import Any

from django.utils import timezone

from . import questions
from .models import Ballot, BallotAct


def canonical(content: Any) -> str:
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_of(content: Any) -> str:
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def told_at(act: BallotAct) -> str:
    return act.at.strftime("%Y-%m-%dT%H:%M:%SZ")


def act_digest(previous: str, number: int, verb: str, at: str, facts: dict) -> str:
    return hashlib.sha256(f"{previous}\n{canonical([number, verb, at, facts])}".encode()).hexdigest()


def write(ballot: Ballot, verb: str, facts: dict[str, Any]) -> BallotAct:
    """Append an act; whoever calls holds the lock of the ballot."""
    last = ballot.acts.order_by("number").last()
    act = BallotAct(ballot=ballot, verb=verb, at=timezone.now(), facts=facts)
    act.number = last.number + 1 if last else 1
    act.previous = last.digest if last else digest_of(ballot.key)
    act.digest = act_digest(act.previous, act.number, verb, told_at(act), facts)
    act.save()
    return act


def head_of(ballot: Ballot) -> str:
    return next((digest for (digest,) in questions.last_acts(None, ballot=ballot.pk)), "")
