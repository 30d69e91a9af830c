"""What this room gives to the others when the house is set up: the record of entries, plaques, uses of entries."""

from django.utils.translation import gettext_lazy as _

from hamshahr.calls import uses
from hamshahr.juries.publishing import hold
from hamshahr.record.kinds import register
from hamshahr.seals import kinds

from .entries import KINDS
from .queries import held
from .sealing import KIND
from .services.using import PRACTICE, lead_to_practice, take_practice_back, to_practice


def join() -> None:
    register(KINDS, [])
    hold(held)
    fields = {"award": _("award"), "year": _("cycle"), "level": _("distinction"), "city": _("city")}
    kinds.register(KIND, _("plaque of an award"), fields | {"project": _("project")})
    case = {"act": to_practice, "ends": take_practice_back, "leads": lead_to_practice}
    uses.register(uses.Use(PRACTICE, _("a case in the exchange of experience"), **case))
