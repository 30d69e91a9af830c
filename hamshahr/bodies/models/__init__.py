from .bodies import Body, Decision, Hosting
from .memberships import Membership, MembershipStep
from .offices import Holding, LocalOffice, Mandate, Office, SeatFlag
from .statutes import Rule, Statute

__all__ = [
    "Body",
    "Decision",
    "Holding",
    "Hosting",
    "LocalOffice",
    "Mandate",
    "Membership",
    "MembershipStep",
    "Office",
    "Rule",
    "SeatFlag",
    "Statute",
]
