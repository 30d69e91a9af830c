"""Dated rates between two currencies: the last one known for a day, and none that is older than a month."""

from datetime import date, timedelta

from django.db.models import Q

from .models import ExchangeRate

RATE_HOLDS = timedelta(days=31)


def rate_between(paid: str, asked: str, on: date) -> ExchangeRate | None:
    """The rate by which an amount is reckoned from one currency into another, written either way."""
    ways = Q(base=paid, currency=asked) | Q(base=asked, currency=paid)
    rates = ExchangeRate.objects.filter(ways, on__lte=on, on__gt=on - RATE_HOLDS)
    return rates.order_by("-on", "pk").first()
