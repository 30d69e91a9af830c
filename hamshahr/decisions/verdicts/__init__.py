"""Who is entitled, present and represented, whether there is a quorum, and what is adopted under which rule."""

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
    Verdict,
)
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
    "Rule",
    "Tally",
    "Verdict",
    "decide",
]
