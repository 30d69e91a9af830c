"""How answers and moments stand on the pages of a jury."""

from datetime import datetime
from decimal import Decimal

from django import template
from django.conf import settings
from django.utils import timezone

from hamshahr.kernel.digits import localise
from hamshahr.kernel.digits import number as show_number

from ..fields import exact

register = template.Library()


@register.filter
def clock(at: datetime) -> str:
    """The hour of a moment in the reader's zone and digits."""
    return localise(f"{timezone.localtime(at):%H:%M:%S}")


@register.filter
def hour_with_zone(at: datetime) -> str:
    """The hour of a moment in the reader's zone, which is named beside it."""
    local = timezone.localtime(at)
    return f"{localise(f'{local:%H:%M}')} ({local.tzname()})"


@register.filter
def language_name(code: str) -> str:
    """A language by its own name."""
    return dict(settings.LANGUAGES).get(code, code)


@register.filter
def score(value: Decimal) -> str:
    """A score or a total in the reader's digits, with no zeros behind."""
    return show_number(exact(value))
