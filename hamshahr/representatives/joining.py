"""What this room gives to the others when the house is set up: entries, a query for claims, a kind of sealed file."""

from collections.abc import Mapping

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hamshahr.accounts.models import User
from hamshahr.calls.further import lead_from_calls, lead_from_entries
from hamshahr.kernel.languages import say
from hamshahr.parties.models import Party
from hamshahr.record import kinds as record
from hamshahr.record import proving
from hamshahr.seals import kinds as seals
from hamshahr.seals.saying import as_named

from .entries import KINDS
from .pages import lead_to_candidate, lead_to_vacancies
from .proving import BUILDERS
from .rules.joint import KIND, PAID


def told_of_joint(said: Mapping[str, str], _thing_key: str, user: User) -> dict[str, str]:
    """The city by its name in the language of the reader, its country, and that it has paid."""
    told = {"state": gettext("paid")} if said["state"] == PAID else {}
    for party in Party.objects.visible_to(user).filter(slug=said["city"]).select_related("country"):
        told["name"] = as_named(said["name"], party.names)
        if party.country is not None and party.country_id == said["country"]:
            told["country"] = say(party.country.names)
    return told


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
    seals.register(KIND, _("statement on a joint member"), fields, told=told_of_joint)
