"""The registers of gatherings join the office."""

from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup

from hamshahr.accounts.office import also_show
from hamshahr.accounts.office.verbs import also_called
from hamshahr.parties.models import Party

from .office.registers import GatheringRegister, PartRegister, gatherings_of


class GatheringsGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Gatherings")
    menu_name = "gatherings"
    menu_icon = "calendar-alt"
    menu_order = 400
    items = (GatheringRegister, PartRegister)


also_called(
    {
        "gathering.added": gettext_lazy("gathering entered"),
        "gathering.hosted": gettext_lazy("gathering hosted"),
        "gathering.attended": gettext_lazy("took part in a gathering"),
        "gathering.spoke": gettext_lazy("spoke at a gathering"),
        "gathering.invited": gettext_lazy("invited to a gathering"),
        "training.hosted": gettext_lazy("training hosted"),
        "training.attended": gettext_lazy("took part in training"),
        "training.spoke": gettext_lazy("spoke at training"),
        "training.invited": gettext_lazy("invited to training"),
    }
)
also_show(Party, gatherings_of)


@hooks.register("register_admin_viewset")
def gatherings():
    return GatheringsGroup()
