"""Our fields and the registers of accounts join the office."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from hamshahr.kernel.office import fields, languages

from .office.log_register import ActRegister
from .office.people import InvitationRegister, StaffDutyRegister
from .office.renewing_page import RenewingItem, RenewingPage

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


@hooks.register("register_admin_urls")
def translations():
    return [path("translations/", RenewingPage.as_view(), name="office_translations")]


@hooks.register("register_admin_menu_item")
def translations_item():
    label, address = gettext_lazy("Translations"), reverse("office_translations")
    return RenewingItem(label, address, name="translations", icon_name="globe", order=700)
