from datetime import date

from hamshahr.kernel.awaiting import Awaited
from hamshahr.parties.models import Party

from . import proxies, written
from .proxies import coming, given_by, held_by, possible_holders


def awaiting(party: Party, on: date) -> list[Awaited]:
    """What decisions ask of a city: proxies that cannot speak for it, texts to answer in writing."""
    return [*proxies.awaiting(party, on), *written.awaiting(party, on)]


__all__ = ["awaiting", "coming", "given_by", "held_by", "possible_holders"]
