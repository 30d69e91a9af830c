"""Juries, jurors, conflicts and ties join the office."""

from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup

from hamshahr.accounts.office.verbs import also_called

from .office.registers import ConflictRegister, JurorRegister, PanelRegister, TieRegister


class JuriesGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Juries")
    menu_name = "juries"
    menu_icon = "group"
    menu_order = 412
    items = (PanelRegister, JurorRegister, ConflictRegister, TieRegister)


also_called(
    {
        "panel.seated": gettext_lazy("jury seated"),
        "panel.changed": gettext_lazy("rules of a jury changed"),
        "juror.invited": gettext_lazy("juror asked"),
        "juror.accepted": gettext_lazy("juror accepted"),
        "juror.declined": gettext_lazy("juror declined"),
        "juror.described": gettext_lazy("juror described"),
        "juror.withdrawn": gettext_lazy("juror left"),
        "employment.entered": gettext_lazy("employment of a juror entered"),
        "chair.named": gettext_lazy("chair of a jury named"),
        "chair.ended": gettext_lazy("chair of a jury ended"),
        "conflict.found": gettext_lazy("conflict of interest entered"),
        "conflict.declared": gettext_lazy("conflict of interest declared"),
        "conflict.lifted": gettext_lazy("conflict of interest lifted"),
        "assignment.made": gettext_lazy("jury assigned"),
        "assignment.given": gettext_lazy("entry given to a juror"),
        "assignment.released": gettext_lazy("entry taken from a juror"),
        "review.begun": gettext_lazy("review begun"),
        "review.finished": gettext_lazy("review finished"),
        "review.reopened": gettext_lazy("review reopened"),
        "review.recused": gettext_lazy("juror stepped aside"),
        "tie.entered": gettext_lazy("tie between cities entered"),
        "tie.ended": gettext_lazy("tie between cities ended"),
    }
)


@hooks.register("register_admin_viewset")
def juries():
    return JuriesGroup()
