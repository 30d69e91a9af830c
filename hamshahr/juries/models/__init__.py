from .assignments import Assignment, AssignmentRun
from .conflicts import Conflict, Declaration, Kind, Tie
from .panels import Juror, JurorPast, Panel
from .reviews import Review, Score

__all__ = [
    "Assignment",
    "AssignmentRun",
    "Conflict",
    "Declaration",
    "Juror",
    "JurorPast",
    "Kind",
    "Panel",
    "Review",
    "Score",
    "Tie",
]
