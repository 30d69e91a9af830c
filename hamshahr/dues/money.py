"""Amounts with their currency: exact, rounded half up to the smallest coin, written as the reader writes them."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hamshahr.kernel.digits import number

# Currencies that are paid without a smaller coin (ISO 4217, and the rial as it is used).
WITHOUT_COIN = frozenset({"CLP", "IDR", "IRR", "JPY", "KRW", "MGA", "VND", "XAF", "XOF"})
ZERO = Decimal(0)


def places_of(currency: str) -> int:
    return 0 if currency in WITHOUT_COIN else 2


def rounded(amount: Decimal, currency: str) -> Decimal:
    """The amount to the smallest coin, half up."""
    return amount.quantize(Decimal(1).scaleb(-places_of(currency)), rounding=ROUND_HALF_UP)


def to_step(amount: Decimal, step: Decimal) -> Decimal:
    """The amount as the nearest multiple of a step, half up."""
    return (amount / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step


def converted(amount: Decimal, rate: Decimal, currency: str) -> Decimal:
    """The amount in another currency at a rate."""
    return rounded(amount * rate, currency)


def worth_of(amount: Decimal, rate: Any, currency: str) -> Decimal:
    """What was paid, in the currency that was asked for: at the rate kept with it, written either way."""
    if rate is None:
        return amount
    return rounded(amount * rate.rate if rate.currency == currency else amount / rate.rate, currency)


def tax_in(total: Decimal, percent: Decimal, currency: str) -> Decimal:
    """The tax that an amount holds."""
    return rounded(total * percent / (100 + percent), currency)


def show(amount: Decimal, currency: str, language: str | None = None) -> str:
    """The amount with the letters of its currency, kept together in a line of either direction."""
    return f"\u2068{number(amount, language, places_of(currency))}\u00a0{currency}\u2069"
