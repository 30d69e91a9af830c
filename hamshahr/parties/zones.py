"""Time zones by the names that readers know."""

from hamshahr.kernel.languages import say

from .models import Party


def said_zone(zone: str) -> str:
    """A zone by the name that its city has in the register, in the reader's language; else as the world writes it."""
    city = zone.rpartition("/")[2].replace("_", " ")
    named = Party.objects.filter(place__time_zone=zone, sort_names__language="en", sort_names__text=city)
    found = named.visible_to(None).order_by("pk").first()
    return zone if found is None else say(found.names)
