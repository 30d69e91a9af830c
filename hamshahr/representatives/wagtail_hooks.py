"""Seats in other networks join the office."""

from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup

from hamshahr.accounts.office.verbs import also_called

from .office import joint, meetings, nominations, seats

also_called(
    {
        "quota.agreed": gettext_lazy("quota of seats elsewhere entered"),
        "quota.ended": gettext_lazy("quota of seats elsewhere ended"),
        "outside_seat.made": gettext_lazy("seat elsewhere entered"),
        "representative.seated": gettext_lazy("representative seated elsewhere"),
        "representative.clock_set": gettext_lazy("time of a representative here set"),
        "outside_meeting.entered": gettext_lazy("meeting elsewhere entered"),
        "outside_meeting.point_added": gettext_lazy("point of a meeting elsewhere entered"),
        "instruction.given": gettext_lazy("instruction given"),
        "instruction.vote_asked": gettext_lazy("vote asked for in an instruction"),
        "sitting.entered": gettext_lazy("entered who sat elsewhere"),
        "sitting.corrected": gettext_lazy("corrected who sat elsewhere"),
        "report.kept": gettext_lazy("draft of a report kept"),
        "report.vote_kept": gettext_lazy("vote in the draft of a report kept"),
        "representation.reported": gettext_lazy("report on a meeting elsewhere given"),
        "vacancy.opened": gettext_lazy("candidates called for"),
        "candidate.made": gettext_lazy("candidate named"),
        "candidate.withdrawn": gettext_lazy("candidate withdrawn"),
        "candidate.chosen": gettext_lazy("candidate chosen"),
        "candidate.passed": gettext_lazy("candidate not chosen"),
        "candidate.told": gettext_lazy("other network told whom we named"),
        "partner_key.added": gettext_lazy("key of another network entered"),
        "partner_key.ended": gettext_lazy("key of another network ended"),
        "joint_statement.given": gettext_lazy("statement on a joint member signed"),
        "joint_statement.taken": gettext_lazy("statement on a joint member taken over"),
    }
)


class RepresentativesGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Seats elsewhere")
    menu_name = "representatives"
    menu_icon = "group"
    menu_order = 417
    items = (
        *(seats.QuotaRegister, seats.SeatRegister, seats.RepresentativeRegister),
        *(meetings.MeetingRegister, meetings.InstructionRegister, meetings.PresenceRegister, meetings.ReportRegister),
        *(nominations.VacancyRegister, nominations.NominationRegister),
        *(joint.StatementRegister, joint.KeyRegister),
    )


@hooks.register("register_admin_viewset")
def representatives():
    return RepresentativesGroup()
