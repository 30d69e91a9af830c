from .parties import Party, PartyName, hidden_parties, visible_party
from .people import Consent, Handover, Liaison, Person
from .places import Country, Language, Place, Region

__all__ = [
    "Consent",
    "Country",
    "Handover",
    "Language",
    "Liaison",
    "Party",
    "PartyName",
    "Person",
    "Place",
    "Region",
    "hidden_parties",
    "visible_party",
]
