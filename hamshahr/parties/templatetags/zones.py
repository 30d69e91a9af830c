"""Time zones on pages."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..zones import said_zone

register = template.Library()


@register.filter
def zone_in_words(zone: str) -> SafeString:
    """A zone by the name of its city in the reader's language; else as the world writes it, in its own writing."""
    said = said_zone(zone)
    return format_html('<bdi lang="en">{}</bdi>' if said == zone else "<bdi>{}</bdi>", said)
