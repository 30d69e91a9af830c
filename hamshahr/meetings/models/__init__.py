from .addresses import CalendarAddress
from .agenda import AgendaItem, Audience
from .consultations import Consultation
from .convocations import Convocation, Summons
from .interpretation import Interpretation
from .papers import Paper, PaperFile, PaperVersion
from .sessions import Closing, Session

__all__ = [
    "AgendaItem",
    "Audience",
    "CalendarAddress",
    "Closing",
    "Consultation",
    "Convocation",
    "Interpretation",
    "Paper",
    "PaperFile",
    "PaperVersion",
    "Session",
    "Summons",
]
