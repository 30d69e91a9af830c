"""Delegates, presences and speeches join the office."""

from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup

from hamshahr.accounts.office.verbs import also_called

from .office.registers import DelegateRegister, PresenceRegister, SpeakingRegister


class AttendanceGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Attendance")
    menu_name = "attendance"
    menu_icon = "group"
    menu_order = 404
    items = (DelegateRegister, PresenceRegister, SpeakingRegister)


also_called(
    {
        "delegation.begun": gettext_lazy("delegation begun"),
        "delegation.noted": gettext_lazy("needs of a delegation noted"),
        "delegate.named": gettext_lazy("delegate named"),
        "delegate.changed": gettext_lazy("delegate changed"),
        "delegate.withdrawn": gettext_lazy("delegate withdrawn"),
        "delegate.tied": gettext_lazy("account tied to a delegate"),
        "presence.began": gettext_lazy("arrival entered"),
        "presence.ended": gettext_lazy("departure entered"),
        "presence.entered": gettext_lazy("presence entered afterwards"),
        "presence.superseded": gettext_lazy("presence replaced"),
        "presence.corrected": gettext_lazy("presence mended"),
        "floor.asked": gettext_lazy("floor asked for"),
        "floor.given": gettext_lazy("floor given"),
        "floor.interrupted": gettext_lazy("speech interrupted"),
        "floor.resumed": gettext_lazy("speech resumed"),
        "floor.ended": gettext_lazy("speech ended"),
        "floor.withdrawn": gettext_lazy("taken off the list of speakers"),
        "speaking_limits.set": gettext_lazy("limits of speaking set"),
    }
)


@hooks.register("register_admin_viewset")
def attendance():
    return AttendanceGroup()
