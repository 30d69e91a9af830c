from .desk import awaiting, flags_open
from .holders import Chamber, HeldSeat, OfficeSeats, chain_of, chamber, holders_on, seats_of, states_of
from .trees import Branch, kept, members_of, rule_in_force, tree

__all__ = [
    "Branch",
    "Chamber",
    "HeldSeat",
    "OfficeSeats",
    "awaiting",
    "chain_of",
    "chamber",
    "flags_open",
    "holders_on",
    "kept",
    "members_of",
    "rule_in_force",
    "seats_of",
    "states_of",
    "tree",
]
