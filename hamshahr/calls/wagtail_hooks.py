"""The registers of awards join the office."""

from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup

from hamshahr.accounts.office import also_show
from hamshahr.accounts.office.verbs import also_called
from hamshahr.parties.models import Party

from .office.registers import DistinctionRegister, EditionRegister, distinctions_of


class AwardsGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Awards")
    menu_name = "awards"
    menu_icon = "pick"
    menu_order = 500
    items = (EditionRegister, DistinctionRegister)


also_called(
    {
        "edition.added": gettext_lazy("edition entered"),
        "distinction.added": gettext_lazy("distinction entered"),
        "award.conferred": gettext_lazy("award conferred"),
        "award.shortlisted": gettext_lazy("shortlisted"),
    }
)
also_show(Party, distinctions_of)


@hooks.register("register_admin_viewset")
def awards():
    return AwardsGroup()
