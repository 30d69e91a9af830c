"""The registers of the record join the office."""

from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup

from hamshahr.accounts.office.verbs import also_called

from .office.imports import ImportRegister
from .office.registers import ClaimRegister, EntryRegister, ObjectionRegister

also_called(
    {
        "claim.published": gettext_lazy("claim published"),
        "import.prepared": gettext_lazy("table read"),
        "import.begun": gettext_lazy("import begun"),
        "import.done": gettext_lazy("import done"),
        "import.given_up": gettext_lazy("import given up, nothing was brought in"),
        "objection.raised": gettext_lazy("objection raised"),
        "objection.answered": gettext_lazy("objection answered"),
    }
)


class RecordGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Record")
    menu_name = "record"
    menu_icon = "doc-full"
    menu_order = 300
    items = (EntryRegister, ClaimRegister, ObjectionRegister, ImportRegister)


@hooks.register("register_admin_viewset")
def record():
    return RecordGroup()
