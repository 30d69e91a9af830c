"""Resolutions, duties and minutes join the office."""

from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from hamshahr.accounts.office.verbs import also_called

from .office.minutes import CorrectionRegister, MinutesRegister
from .office.resolutions import DutyRegister, ResolutionRegister

also_called(
    {
        "resolution.adopted": gettext_lazy("resolution adopted"),
        "duty.laid": gettext_lazy("duty laid"),
        "duty.done": gettext_lazy("duty done"),
        "duty.waived": gettext_lazy("duty waived"),
        "minutes.drafted": gettext_lazy("minutes begun"),
        "minutes.paragraph_begun": gettext_lazy("paragraph of minutes begun"),
        "minutes.worded": gettext_lazy("paragraph of minutes written"),
        "minutes.circulated": gettext_lazy("minutes circulated"),
        "minutes.correction_asked": gettext_lazy("correction of minutes asked for"),
        "minutes.correction_answered": gettext_lazy("correction of minutes answered"),
        "minutes.corrected": gettext_lazy("minutes corrected"),
        "minutes.approved": gettext_lazy("minutes approved"),
    }
)


class ResolutionsGroup(ViewSetGroup):
    menu_label = pgettext_lazy("of bodies", "Resolutions")
    menu_name = "resolutions"
    menu_icon = "clipboard-list"
    menu_order = 415
    items = (ResolutionRegister, DutyRegister, MinutesRegister, CorrectionRegister)


@hooks.register("register_admin_viewset")
def resolutions():
    return ResolutionsGroup()
