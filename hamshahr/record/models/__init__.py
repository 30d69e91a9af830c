from .claims import Claim, Objection
from .entries import Confidence, Entry, Origin
from .imports import ImportRow, ImportRun
from .sourced import Sourced

__all__ = ["Claim", "Confidence", "Entry", "ImportRow", "ImportRun", "Objection", "Origin", "Sourced"]
