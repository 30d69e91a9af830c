"""How answers and moments stand on the pages of a jury."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.utils import timezone

from hamshahr.kernel.digits import localise
from hamshahr.kernel.digits import number as show_number
from hamshahr.kernel.languages import listed

register = template.Library()


@register.filter
def clock(at: datetime) -> str:
    """The hour of a moment in the reader's zone and digits."""
    return localise(f"{timezone.localtime(at):%H:%M:%S}")


@register.filter
def language_name(code: str) -> str:
    """A language by its own name."""
    return dict(settings.LANGUAGES).get(code, code)


@register.filter
def answer_text(value: Any) -> str:
    """An answer as text: numbers in the reader's digits, several things one after the other."""
    if isinstance(value, Decimal | int | float) and not isinstance(value, bool):
        return show_number(value)
    if isinstance(value, list):
        return listed(*value)
    return str(value)
