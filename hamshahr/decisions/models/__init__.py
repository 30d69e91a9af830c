from .amendments import Amendment
from .closing_rolls import ClosingRoll
from .elections import Election, ElectoralList, Nomination, Round, Support
from .motions import Block, Docket, Motion, MotionStep, MotionText
from .proxies import SEEING_DUTIES, Proxy, ProxyPage
from .puttings import Putting
from .written import Reply, WrittenProcedure
from .written_rolls import WrittenLine, WrittenRoll

__all__ = [
    "SEEING_DUTIES",
    "Amendment",
    "Block",
    "ClosingRoll",
    "Docket",
    "Election",
    "ElectoralList",
    "Motion",
    "MotionStep",
    "MotionText",
    "Nomination",
    "Proxy",
    "ProxyPage",
    "Putting",
    "Reply",
    "Round",
    "Support",
    "WrittenLine",
    "WrittenProcedure",
    "WrittenRoll",
]
