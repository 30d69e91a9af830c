from .consents import give_consent, withdraw_consent
from .liaisons import appoint_liaison, end_liaison, hand_over, replace_liaison
from .merging import merge_parties
from .places import add_country, add_language, add_place, add_region
from .registers import add_party, add_person, describe, write_names

__all__ = [
    "add_country",
    "add_language",
    "add_party",
    "add_person",
    "add_place",
    "add_region",
    "appoint_liaison",
    "describe",
    "end_liaison",
    "give_consent",
    "hand_over",
    "merge_parties",
    "replace_liaison",
    "withdraw_consent",
    "write_names",
]
