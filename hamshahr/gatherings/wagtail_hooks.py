"""The registers of gatherings join the office."""

from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup

from hamshahr.accounts.office import also_show
from hamshahr.parties.models import Party

from .office.registers import GatheringRegister, PartRegister, gatherings_of


class GatheringsGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Gatherings")
    menu_name = "gatherings"
    menu_icon = "calendar-alt"
    menu_order = 400
    items = (GatheringRegister, PartRegister)


also_show(Party, gatherings_of)


@hooks.register("register_admin_viewset")
def gatherings():
    return GatheringsGroup()
