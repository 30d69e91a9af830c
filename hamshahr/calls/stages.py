"""What is on in a call at a moment, read from its stages."""

from datetime import datetime, timedelta

from .models import Call, Stage

APPEAL_DAYS, REPLY_DAYS = 14, 14


def stage_of(call: Call, kind: str) -> Stage | None:
    """The first stage of a kind, in the order of the calendar."""
    return next((stage for stage in calendar(call) if stage.kind == kind), None)


def stage_now(call: Call, kind: str, at: datetime) -> Stage | None:
    """The stage of a kind that runs at the moment; of a call that is closed none does."""
    if call.closed_at is not None and call.closed_at <= at:
        return None
    return next((stage for stage in calendar(call) if stage.kind == kind and runs(stage, at)), None)


def runs(stage: Stage, at: datetime) -> bool:
    """Whether a stage is open at the moment: from its first minute up to, and not including, its last."""
    return stage.opens_at <= at and (stage.closes_at is None or at < stage.closes_at)


def calendar(call: Call) -> list[Stage]:
    """All stages in their order; read once where they were fetched with the call."""
    return sorted(call.stages.all(), key=lambda stage: stage.position)


def takes_entries(call: Call, at: datetime) -> bool:
    """Whether entries may be begun, changed and handed in at the moment."""
    return call.published_at is not None and call.published_at <= at and stage_now(call, "open", at) is not None


def appeal_window(stage: Stage | None) -> timedelta:
    """How long an entrant may appeal against a screening."""
    return timedelta(days=(stage.rules if stage else {}).get("appeal_days", APPEAL_DAYS))


def reply_window(stage: Stage | None) -> timedelta:
    """Within how many days a request for guidance is answered."""
    return timedelta(days=(stage.rules if stage else {}).get("reply_days", REPLY_DAYS))
