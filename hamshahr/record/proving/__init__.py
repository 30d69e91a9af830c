"""How a claim is proven: typed queries over the record, what they find, and the state that follows."""

from .builders import BUILDERS, Builder, asked_by, check, evaluate, register, system_of
from .findings import Asked, Backing, Finding, Missing, said, weakest_of, whether
from .parameters import Parameters
from .verdicts import Verdict, judged

__all__ = [
    "BUILDERS",
    "Asked",
    "Backing",
    "Builder",
    "Finding",
    "Missing",
    "Parameters",
    "Verdict",
    "asked_by",
    "check",
    "evaluate",
    "judged",
    "register",
    "said",
    "system_of",
    "weakest_of",
    "whether",
]
