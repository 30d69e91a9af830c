"""The fund joins the office."""

from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from hamshahr.accounts.office.verbs import also_called

from .office.agreements import DuePaperRegister, InstalmentRegister, ReportRegister
from .office.funders import FunderRegister, GateRegister
from .office.projects import ProjectRegister

also_called(
    {
        "project.begun": gettext_lazy("project entered"),
        "project.came_to": gettext_lazy("state reached"),
        "project.moved": gettext_lazy("project moved on"),
        "project.changed": gettext_lazy("project changed"),
        "fund.financed": gettext_lazy("project financed"),
        "gate.asked": gettext_lazy("gate criterion added"),
        "gate.checked": gettext_lazy("gate criterion checked"),
        "plan.written": gettext_lazy("financing plan written"),
        "plan.line_written": gettext_lazy("line of a financing plan written"),
        "plan.settled": gettext_lazy("financing plan settled"),
        "funder.added": gettext_lazy("funder added"),
        "funder.asks": gettext_lazy("criterion of a funder written down"),
        "funder.stops_asking": gettext_lazy("criterion of a funder ended"),
        "due_paper.brought": gettext_lazy("paper brought"),
        "agreement.drafted": gettext_lazy("agreement drafted"),
        "agreement.signed": gettext_lazy("agreement signed"),
        "instalment.planned": gettext_lazy("instalment planned"),
        "instalment.paid": gettext_lazy("instalment paid"),
        "indicator.named": gettext_lazy("indicator named"),
        "indicator.measured": gettext_lazy("indicator measured"),
        "report.written": gettext_lazy("report written"),
        "report.sent": gettext_lazy("report sent"),
        "report.returned": gettext_lazy("report returned"),
        "report.accepted": gettext_lazy("report accepted"),
    }
)


class FundGroup(ViewSetGroup):
    menu_label = pgettext_lazy("page", "Fund")
    menu_name = "fund"
    menu_icon = "view"
    menu_order = 440
    items = (ProjectRegister, ReportRegister, InstalmentRegister, DuePaperRegister, FunderRegister, GateRegister)


@hooks.register("register_admin_viewset")
def fund():
    return FundGroup()
