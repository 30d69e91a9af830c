"""What is read of juries across models: lists, progress, scores for the ranking, counts of recusals."""

from .pairing import Pairing, pairing_of
from .progress import Progress, progress_of
from .recusals import recusals_of
from .scores import GivenScore, feedback_for, scores_of
from .seats import Line, Seat, lines_of, seat_of, seats_of

__all__ = [
    "GivenScore",
    "Line",
    "Pairing",
    "Progress",
    "Seat",
    "feedback_for",
    "lines_of",
    "pairing_of",
    "progress_of",
    "recusals_of",
    "scores_of",
    "seat_of",
    "seats_of",
]
