"""What was said of one entry in a deliberation; what others gave it a juror reads only behind the own vote."""

from dataclasses import dataclass
from typing import Any

from ..models import FinalVote, Juror, OpenEntry, SecondScore, Statement


@dataclass(frozen=True)
class Voice:
    """One juror's scores before and after, and the last vote."""

    juror: Juror
    second: SecondScore | None
    vote: FinalVote


@dataclass(frozen=True)
class Talk:
    """The statements; the voices that the reader may read; what the reader gave."""

    statements: list[Statement]
    voices: list[Voice]
    own: dict[str, Any]
    is_shut: bool


def talk_of(entry: OpenEntry, seat: Juror | None) -> Talk:
    """The talk over an entry as a juror, or with no seat who keeps the jury after the close, may read it."""
    statements = list(entry.statements.select_related("juror__user"))
    votes = list(entry.final_votes.select_related("juror__user"))
    seconds = {one.juror_id: one for one in entry.second_scores.all()}
    own = next((vote for vote in votes if seat and vote.juror_id == seat.pk), None)
    is_shut = entry.deliberation.closed_at is None and own is None
    voices = [] if is_shut else [Voice(vote.juror, seconds.get(vote.juror_id), vote) for vote in votes]
    mine = {"choice": own.choice} if own else {}
    if own and own.juror_id in seconds:
        mine["score"] = seconds[own.juror_id].value
    return Talk(statements, voices, mine, is_shut)
