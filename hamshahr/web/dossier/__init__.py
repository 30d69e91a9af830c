"""The dossier of a city: one page composed from the queries of all rooms, in a number of queries that never grows."""

from .composing import Dossier, compose, party_for
from .leaving import sheets

__all__ = ["Dossier", "compose", "party_for", "sheets"]
