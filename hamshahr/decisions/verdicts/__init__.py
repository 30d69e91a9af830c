"""Who is entitled, present and represented, whether there is a quorum, and what is adopted under which rule."""

from hamshahr.decisions.verdicts.absences import smallest_absence
from hamshahr.decisions.verdicts.facts import (
    Base,
    Case,
    Choice,
    Member,
    Outcome,
    Proxy,
    Reason,
    Rejection,
    Rule,
    Tally,
    Tie,
    Verdict,
    Within,
)
from hamshahr.decisions.verdicts.room import Room, room_of
from hamshahr.decisions.verdicts.rules import decide

__all__ = [
    "Base",
    "Case",
    "Choice",
    "Member",
    "Outcome",
    "Proxy",
    "Reason",
    "Rejection",
    "Room",
    "Rule",
    "Tally",
    "Tie",
    "Verdict",
    "Within",
    "decide",
    "room_of",
    "smallest_absence",
]
