"""The registers of parties join the office."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from hamshahr.accounts.office.verbs import also_called

from .office.registers import PartiesGroup

also_called(
    {
        "party.added": _("party entered"),
        "party.replaced": _("given over to the party that stands for its own"),
        "party.merged": _("merged into another party"),
        "person.added": _("person entered"),
        "region.added": _("region entered"),
        "language.added": _("language entered"),
        "country.added": _("country entered"),
        "place.added": _("place entered"),
        "liaison.appointed": _("liaison appointed"),
        "liaison.ended": _("liaison’s duty ended"),
        "desk.handed_over": _("desk handed over"),
        "consent.given": _("consent given"),
        "consent.withdrawn": _("consent withdrawn"),
    }
)


@hooks.register("register_admin_viewset")
def parties():
    return PartiesGroup()
