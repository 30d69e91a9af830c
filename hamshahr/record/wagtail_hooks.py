"""The registers of the record join the office."""

from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup

from hamshahr.accounts.office.verbs import also_called

from .office.claims import ClaimRegister, TurnRegister
from .office.imports import ImportRegister
from .office.registers import EntryRegister, ObjectionRegister

also_called(
    {
        "claim.published": gettext_lazy("claim published"),
        "claim.proposed": gettext_lazy("claim proposed"),
        "claim.accepted": gettext_lazy("claim accepted"),
        "claim.declined": gettext_lazy("claim declined"),
        "claim.corrected": gettext_lazy("claim corrected"),
        "claim.withdrawn": gettext_lazy("claim withdrawn"),
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
    items = (EntryRegister, ClaimRegister, TurnRegister, ObjectionRegister, ImportRegister)


@hooks.register("register_admin_viewset")
def record():
    return RecordGroup()
