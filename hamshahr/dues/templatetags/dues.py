"""Amounts on pages."""

from django import template

from hamshahr.dues import money

register = template.Library()


@register.simple_tag
def amount(value, currency):
    """The amount with its currency."""
    return money.show(value, currency)
