"""Tables of regions, languages, countries, cities and people, entering at the services."""

from . import parties, places
from .cells import country, filled, key, party, region

__all__ = ["country", "filled", "key", "parties", "party", "places", "region"]
