"""Our fields and the registers of accounts join the office."""

from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from hamshahr.kernel.office import fields, languages

from .office.log_register import ActRegister
from .office.people import InvitationRegister, StaffDutyRegister

languages.register()
fields.register()


class PeopleGroup(ViewSetGroup):
    menu_label = gettext_lazy("Accounts")
    menu_name = "accounts"
    menu_icon = "group"
    menu_order = 800
    submenu_hook = "register_people_of_the_office_item"
    items = (InvitationRegister, StaffDutyRegister)


@hooks.register("register_admin_viewset")
def accounts():
    return [PeopleGroup(), ActRegister()]
