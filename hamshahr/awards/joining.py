"""What this room gives to the others when the house is set up: the record of entries, plaques, uses of entries."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from hamshahr.accounts.models import User
from hamshahr.calls import uses
from hamshahr.juries.publishing import hold
from hamshahr.parties.models import Party
from hamshahr.record.kinds import register
from hamshahr.seals import kinds
from hamshahr.seals.saying import as_named

from .entries import KINDS
from .models import Honour
from .queries import held
from .sealing import KIND
from .services.using import PRACTICE, lead_to_practice, take_practice_back, to_practice


def told_of_plaque(said: Mapping[str, str], thing_key: str, user: User) -> dict[str, str]:
    """The award, the distinction and the city in the words of the reader."""
    rows = Honour.objects.visible_to(user).select_related("distinction__edition__award", "distinction__party")
    found = rows.filter(key=thing_key.rpartition(":")[2]).first()
    if found is None:
        return {}
    given = found.distinction
    told = {"award": as_named(said["award"], given.edition.award.names)}
    if said["level"] == given.level:
        told["level"] = given.get_level_display()
    if given.party is not None and Party.objects.visible_to(user).filter(pk=given.party_id).exists():
        told["city"] = as_named(said["city"], given.party.names)
    return told


def join() -> None:
    register(KINDS, [])
    hold(held)
    fields = {"award": _("award"), "year": _("cycle"), "level": _("distinction"), "city": _("city")}
    kinds.register(KIND, _("plaque of an award"), fields | {"project": _("project")}, told=told_of_plaque)
    case = {"act": to_practice, "ends": take_practice_back, "leads": lead_to_practice}
    uses.register(uses.Use(PRACTICE, _("a case in the exchange of experience"), **case))
