from .assignments import Assignment, AssignmentRun
from .conflicts import Conflict, Declaration, Kind, Tie
from .deliberation import Deliberation, FinalVote, OpenEntry, SecondScore, Statement
from .likenesses import Likeness
from .panels import Juror, JurorPast, Panel
from .public_vote import Finalist, PublicEnvelope, PublicSlip, PublicVote, PublicVoter
from .rankings import Ranking
from .reviews import Review, Score

__all__ = [
    "Assignment",
    "AssignmentRun",
    "Conflict",
    "Declaration",
    "Deliberation",
    "FinalVote",
    "Finalist",
    "Juror",
    "JurorPast",
    "Kind",
    "Likeness",
    "OpenEntry",
    "Panel",
    "PublicEnvelope",
    "PublicSlip",
    "PublicVote",
    "PublicVoter",
    "Ranking",
    "Review",
    "Score",
    "SecondScore",
    "Statement",
    "Tie",
]
