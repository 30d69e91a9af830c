"""What the pages of bodies need of templates: a value by its key, and a seat in words."""

from collections.abc import Mapping
from typing import Any

from django import template

from ..rules.seats import HELD, SEAT_WORDS

register = template.Library()


@register.filter
def at(values: Mapping, key: Any) -> Any:
    """The value that stands at a key, or nothing."""
    return values.get(key)


@register.filter
def seat_word(state: str) -> str:
    """What a seat is, where it is not simply held."""
    return "" if state == HELD else str(SEAT_WORDS[state])
