"""What this room gives to the others when the house is set up: entries, a query for claims, a kind of sealed file."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.calls.further import lead_from_calls, lead_from_entries
from hamshahr.record import kinds as record
from hamshahr.record import proving
from hamshahr.seals import kinds as seals

from .entries import KINDS
from .pages import lead_to_candidate, lead_to_vacancies
from .proving import BUILDERS
from .rules.joint import KIND


def join() -> None:
    record.register(KINDS)
    proving.register(BUILDERS)
    lead_from_calls(lead_to_vacancies)
    lead_from_entries(lead_to_candidate)
    fields = {
        "city": _("address of the city"),
        "country": _("country"),
        "name": _("name of the city"),
        "network": _("network in which it paid"),
        "for": _("other network"),
        "year": _("year"),
        "state": pgettext_lazy("of a fee", "state"),
    }
    seals.register(KIND, _("statement on a joint member"), fields)
