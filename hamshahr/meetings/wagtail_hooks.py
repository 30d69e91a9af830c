"""Meetings join the office; gatherings get the acts of their secretary."""

from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup

from hamshahr.accounts.office import also_act, also_show
from hamshahr.accounts.office.verbs import also_called
from hamshahr.gatherings.models import Gathering

from .office import acts, registers


class MeetingsGroup(ModelViewSetGroup):
    menu_label = registers.MENU_LABEL
    menu_name = "meetings"
    menu_icon = "calendar"
    menu_order = 402
    items = (
        *(registers.SessionRegister, registers.AgendaItemRegister, registers.ConvocationRegister),
        *(registers.PaperRegister, registers.InterpretationRegister, registers.ConsultationRegister),
    )


also_called(
    {
        "session.planned": gettext_lazy("session planned"),
        "session.moved": gettext_lazy("session moved"),
        "session.opened": gettext_lazy("session opened"),
        "session.closed": gettext_lazy("session closed"),
        "session.cancelled": gettext_lazy("session called off"),
        "gathering.moved": gettext_lazy("days of a gathering moved"),
        "agenda_item.added": gettext_lazy("item put on the agenda"),
        "agenda_item.described": gettext_lazy("item of the agenda changed"),
        "agenda_item.moved": gettext_lazy("item of the agenda moved"),
        "agenda_item.removed": gettext_lazy("item taken off the agenda"),
        "agenda_item.opened": gettext_lazy("item of the agenda opened"),
        "agenda_item.closed": gettext_lazy("item of the agenda dealt with"),
        "meeting.called": gettext_lazy("meeting called"),
        "party.called": gettext_lazy("party called to a meeting"),
        "meeting.closed": gettext_lazy("meeting closed"),
        "paper.brought": gettext_lazy("paper brought"),
        "paper_version.brought": gettext_lazy("version of a paper brought"),
        "paper.withdrawn": gettext_lazy("paper withdrawn"),
        "interpretation.planned": gettext_lazy("interpretation planned"),
        "interpretation.ended": gettext_lazy("interpretation planned no longer"),
        "consultation.held": gettext_lazy("member consulted"),
        "calendar.address_made": gettext_lazy("address of a calendar made"),
        "calendar.address_ended": gettext_lazy("address of a calendar ended"),
    }
)
also_act(Gathering, acts.PLAN, acts.CALL, acts.MEETING_PAPER, acts.CLOSE, acts.CLONE)
also_show(Gathering, registers.sessions_of, registers.calls_of, registers.papers_of)


@hooks.register("register_admin_viewset")
def meetings():
    return MeetingsGroup()
