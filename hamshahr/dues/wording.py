"""How an amount was found, in sentences; from the figures an invoice keeps, so that they read the same years later."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.digits import number
from hamshahr.kernel.languages import say
from hamshahr.parties.models import Party

from .models import ExchangeRate, Footing, IncomeGroup, Invoice, Payment
from .money import converted, show, worth_of


def missing_words(missing: tuple[str, ...]) -> list[str]:
    """What is to be entered before the member can be charged."""
    words = {
        "scale": _("No fee rules are in force on the first day of the year."),
        "group": _("The income group of the country is missing."),
        "capital": _("Whether it is a capital city is missing."),
        "tie": _("Whether the membership is joint or exclusive is missing."),
        "cell": _("The fee table has no amount for such a member."),
        "population": _("The population is missing."),
        "income": _("The income per head of the country is missing."),
    }
    return [words[name] for name in missing]


def explained(figures: dict[str, Any], currency: str) -> list[str]:
    """The rule with its article, the figures it was applied to, and each step of the reckoning."""
    lines = table_words(figures, currency) if figures.get("way") == "table" else formula_words(figures, currency)
    return [*lines, *discount_words(figures, currency)]


def table_words(figures: dict[str, Any], currency: str) -> list[str]:
    words = {
        "article": figures["article"],
        "group": IncomeGroup(figures["group"]).label,
        "capital": Footing.Standing(figures["capital"]).label,
        "tie": Footing.Tie(figures["tie"]).label,
        "amount": show(Decimal(figures["cell"]), currency),
    }
    return [_("Article %(article)s, fee table: %(group)s, %(capital)s, %(tie)s: %(amount)s.") % words]


def formula_words(figures: dict[str, Any], currency: str) -> list[str]:
    words = {
        "article": figures["article"],
        "fixed": show(Decimal(figures["fixed"]), currency),
        "factor": number(figures["factor"]),
        "income": show(Decimal(figures["income"]), figures["income_currency"] or currency),
        "population": number(figures["population"]),
        "raw": number(figures["raw"]),
    }
    lines = [
        _("Article %(article)s: fixed part + factor × income per head × population.") % words,
        _("%(fixed)s + %(factor)s × %(income)s × %(population)s = %(raw)s.") % words,
    ]
    if "least" in figures:
        lines.append(_("Not less than %(bound)s.") % {"bound": show(Decimal(figures["least"]), currency)})
    if "most" in figures:
        lines.append(_("Not more than %(bound)s.") % {"bound": show(Decimal(figures["most"]), currency)})
    return [*lines, _("Rounded to the nearest multiple of %(step)s.") % {"step": number(figures["step"])}]


def discount_words(figures: dict[str, Any], currency: str) -> list[str]:
    if "less" not in figures:
        return []
    other = Party.objects.filter(slug=figures["shares_with"]).first()
    words = {
        "other": say(other.names) if other else figures["shares_with"],
        "percent": number(figures["discount"]),
        "less": show(Decimal(figures["less"]), currency),
    }
    return [_("Less %(percent)s per cent, for the territory is shared with %(other)s: −%(less)s.") % words]


def rate_words(invoice: Invoice) -> str:
    """The amount in the member's own currency; nothing where no rate is kept with the invoice."""
    return at_rate(invoice.total, invoice.rate) if invoice.rate is not None else ""


def at_rate(total: Decimal, rate: ExchangeRate) -> str:
    """An amount in another currency, with the rate, its day and its source."""
    words = {
        "amount": show(converted(total, rate.rate, rate.currency), rate.currency),
        "base": rate.base,
        "rate": number(rate.rate),
        "currency": rate.currency,
        "day": format_day(rate.on),
        "source": rate.source,
    }
    return _("%(amount)s, at 1 %(base)s = %(rate)s %(currency)s on %(day)s (%(source)s)") % words


def payment_rate_words(payment: Payment) -> str:
    """What a payment in another currency was worth, with the rate, its day and its source; nothing for the others."""
    if payment.rate is None:
        return ""
    asked = payment.rate.base if payment.rate.currency == payment.currency else payment.rate.currency
    words = {
        "amount": show(worth_of(payment.amount, payment.rate, asked), asked),
        "base": payment.rate.base,
        "rate": number(payment.rate.rate),
        "currency": payment.rate.currency,
        "day": format_day(payment.rate.on),
        "source": payment.rate.source,
    }
    return _("Counted as %(amount)s, at 1 %(base)s = %(rate)s %(currency)s on %(day)s (%(source)s)") % words
