"""Seats in other networks: quotas, those who sit there, what they were told to do and what they did."""

from .instructions import Instruction, Wanted, Wish
from .joint import JointStatement, PartnerKey
from .meetings import OutsideMeeting, Point, Presence
from .nominations import Nomination, Vacancy
from .quotas import OutsideSeat, Quota, Representative
from .reports import Report, ReportedVote, Voted

__all__ = [
    "Instruction",
    "JointStatement",
    "Nomination",
    "OutsideMeeting",
    "OutsideSeat",
    "PartnerKey",
    "Point",
    "Presence",
    "Quota",
    "Report",
    "ReportedVote",
    "Representative",
    "Vacancy",
    "Voted",
    "Wanted",
    "Wish",
]
