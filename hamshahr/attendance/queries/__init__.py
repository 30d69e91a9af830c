from .delegations import Listed, awaiting, delegations_of, narrowed, own_delegates, own_parties, region_of, regions_of
from .presences import Count, Row, counts_by_region, present_parties, present_rows, session_at_hand
from .speaking import Account, Speakers, accounts_of, may_speak_for, next_of, shown_to, speakers_of, spoken_for

__all__ = [
    "Account",
    "Count",
    "Listed",
    "Row",
    "Speakers",
    "accounts_of",
    "awaiting",
    "counts_by_region",
    "delegations_of",
    "may_speak_for",
    "narrowed",
    "next_of",
    "own_delegates",
    "own_parties",
    "present_parties",
    "present_rows",
    "region_of",
    "regions_of",
    "session_at_hand",
    "shown_to",
    "speakers_of",
    "spoken_for",
]
