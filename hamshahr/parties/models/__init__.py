from .parties import Party, PartyName, visible_party
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
    "visible_party",
]
