"""Cells of the lists: amounts with their currency, and what an invoice or a proof is today."""

from typing import Any

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column

from hamshahr.kernel.digits import localise
from hamshahr.kernel.office.shown import shown

from .. import queries
from ..models import Invoice
from ..money import show


class Money(Column):
    """An amount in the currency of its row."""

    def get_value(self, instance):
        amount = getattr(instance, self.name)
        currency = getattr(instance, "currency", "") or instance.invoice.currency
        return show(amount or 0, currency)


class StateToday(Column):
    """What an invoice is today."""

    def get_value(self, instance: Invoice) -> str:
        return queries.state_words()[queries.state_of(instance, timezone.localdate())]


class Outcome(Column):
    """What became of a proof."""

    def get_value(self, instance: Any) -> str:
        return instance.get_outcome_display() or _("waits")


class DaysLate(Column):
    """How many days the oldest open invoice of a member is overdue."""

    def get_value(self, instance: Any) -> str:
        return localise((timezone.localdate() - instance.late_since).days)


class Owed(Column):
    """What a member owes that is charged, in each currency."""

    def get_value(self, instance: Any) -> str:
        owed = [(show(amount, currency),) for currency, amount in instance.owed.items()]
        return format_html_join(" ", "{}", owed)


class LastContact(Column):
    """When somebody last spoke with a member about its dues, or else the day of the last letter."""

    def get_value(self, instance: Any) -> str:
        if instance.spoken_on:
            return shown(instance.spoken_on)
        written = instance.written_on
        return format_html("{} {}", _("letter"), shown(written)) if written else shown(None)
