from .claims import Claim, ClaimTurn, Objection, State
from .entries import Confidence, Entry, Origin
from .imports import ImportRow, ImportRun
from .sourced import Sourced

__all__ = [
    "Claim",
    "ClaimTurn",
    "Confidence",
    "Entry",
    "ImportRow",
    "ImportRun",
    "Objection",
    "Origin",
    "Sourced",
    "State",
]
