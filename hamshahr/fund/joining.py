"""What this room gives to the others when the house is set up: what the record says, sealed agreements."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from hamshahr.accounts.models import User
from hamshahr.calls import uses
from hamshahr.dues.money import show
from hamshahr.kernel.languages import say
from hamshahr.record.kinds import register
from hamshahr.seals import kinds
from hamshahr.seals.saying import as_named

from .entries import KINDS, MEASURES
from .models import Project
from .pages import lead_to_project
from .rules.projects import FUND
from .sealing import KIND


def told_of_agreement(said: Mapping[str, str], thing_key: str, user: User) -> dict[str, str]:
    """The amount, and where the reader sees the project it and its city, in the words of the reader."""
    amount, _space, currency = said["amount"].partition(" ")
    told = {"amount": show(Decimal(amount), currency)}
    rows = Project.objects.visible_to(user).filter(agreement__key=thing_key.rpartition(":")[2])
    for project in rows.select_related("party", "fund")[:1]:
        told["project"] = as_named(said["project"], project.names)
        told["city"] = as_named(said["city"], project.party.names)
        told["issuer"] = say(project.fund.names)
    return told


def join() -> None:
    register(KINDS, MEASURES)
    uses.register(uses.Use(FUND, _("a project in the pipeline of the fund"), leads=lead_to_project))
    fields = {
        "number": _("number"),
        "project": _("project"),
        "city": _("city"),
        "amount": _("amount"),
        "issuer": _("issued by"),
    }
    kinds.register(KIND, _("agreement of a fund with a city"), fields, told=told_of_agreement)
