"""What this room gives to the others when the house is set up: what the record says, sealed agreements."""

from django.utils.translation import gettext_lazy as _

from hamshahr.calls import uses
from hamshahr.record.kinds import register
from hamshahr.seals import kinds

from .entries import KINDS, MEASURES
from .pages import lead_to_project
from .rules.projects import FUND
from .sealing import KIND


def join() -> None:
    register(KINDS, MEASURES)
    uses.register(uses.Use(FUND, _("a project in the pipeline of the fund"), leads=lead_to_project))
    fields = {"number": _("number"), "project": _("project"), "city": _("city"), "amount": _("amount")}
    kinds.register(KIND, _("agreement of a fund with a city"), fields)
