"""Time zones by the names that readers know."""

from collections.abc import Iterable

from django.db.models import F

from hamshahr.kernel.languages import say

from .models import Party


def said_zone(zone: str) -> str:
    """A zone by the name that its city has in the register, in the reader's language; else as the world writes it."""
    return said_zones([zone])[zone]


def said_zones(zones: Iterable[str]) -> dict[str, str]:
    """The names of several zones, asked for at once."""
    said = {zone: zone for zone in zones}
    rows = Party.objects.visible_to(None).filter(place__time_zone__in=said, sort_names__language="en")
    rows = rows.filter(sort_names__text__in=[city_in(zone) for zone in said]) if said else rows.none()
    for party in rows.annotate(clock=F("place__time_zone"), city=F("sort_names__text")).order_by("-pk"):
        if party.city == city_in(party.clock):
            said[party.clock] = say(party.names)
    return said


def city_in(zone: str) -> str:
    """The city after which the world calls a zone."""
    return zone.rpartition("/")[2].replace("_", " ")
