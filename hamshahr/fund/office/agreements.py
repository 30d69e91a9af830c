"""Agreements, instalments and reports in the office."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.ui.tables import Column

from hamshahr.accounts.office import Register, Section
from hamshahr.bodies.office.registers import OfBodies
from hamshahr.dues.money import show
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm
from hamshahr.kernel.office.shown import Cell

from .. import rules, services
from ..models import DuePaper, Instalment, Report

LOOKS = 100


def today():
    return timezone.localdate()


class SignForm(ActForm):
    """Nothing is asked: the signature is the act."""


class PayForm(ActForm):
    paid_on = fields.day(gettext_lazy("Paid on"))
    reference = fields.line(gettext_lazy("Reference of the bank"), required=True, longest=120)

    def prepare(self):
        self.fields["paid_on"].initial = today()


class AcceptForm(ActForm):
    remark = fields.line(gettext_lazy("Remark"), longest=1000)


class ReturnForm(ActForm):
    remark = fields.lines(gettext_lazy("What the city should answer or mend"), required=True, rows=3)


PAY = Act(
    name="pay",
    label=gettext_lazy("enter the payment"),
    form=PayForm,
    may=lambda user, instalment: rules.may_keep_project(user, instalment.agreement.project),
    obstacle=lambda instalment: rules.obstacle_to_pay(instalment, paid_on=today(), today=today()),
    do=lambda instalment, by, **typed: services.pay_instalment(instalment=instalment, today=today(), by=by, **typed),
    explanation=gettext_lazy("It is paid when both sides have signed and every report before it is accepted."),
    done=gettext_lazy("The payment is written down; the city gets a letter with the day of its report."),
)


def may_decide(user, report):
    return rules.may_keep_project(user, report.instalment.agreement.project)


def of_undecided(report):
    return rules.obstacle_to_decide_report(report, None)


ACCEPT = Act(
    name="accept",
    label=gettext_lazy("accept the report"),
    form=AcceptForm,
    may=may_decide,
    obstacle=of_undecided,
    do=lambda report, by, **typed: services.accept_report(report=report, on=today(), by=by, **typed),
    done=gettext_lazy("The report is accepted; its results are public, and the next instalment can be paid."),
)
RETURN = Act(
    name="return",
    label=gettext_lazy("return it with questions"),
    form=ReturnForm,
    may=may_decide,
    obstacle=of_undecided,
    do=lambda report, by, **typed: services.return_report(report=report, on=today(), by=by, **typed),
    done=gettext_lazy("The report is with the city again."),
)


class ProjectColumn(Column):
    """The project that an instalment or a report belongs to."""

    def get_value(self, instance):
        return (getattr(instance, "instalment", None) or instance).agreement.project


PROJECT = ProjectColumn("project", label=pgettext_lazy("of the fund", "Project"))


class InstalmentRegister(OfBodies, Register):
    model = Instalment
    path = "agreement__project__fund"
    name = url_namespace = "office_instalments"
    url_prefix = "instalments"
    icon = "order"
    list_display = ("__str__", PROJECT, Cell("due_on", label=gettext_lazy("Planned for")), "paid_on", "report_due_on")
    list_filter = {"paid_on": ["isnull"], "report_due_on": ["lt", "gte"]}
    acts = (PAY,)

    def listed(self, user):
        return self.kept(user).select_related("agreement__project__fund", "agreement__project__party")


class ReportRegister(OfBodies, Register):
    model = Report
    path = "instalment__agreement__project__fund"
    name = url_namespace = "office_reports"
    url_prefix = "fund-reports"
    icon = "doc-full"
    list_display = ("__str__", PROJECT, "sent_on", "decided_on")
    list_filter = {"state": ["exact"]}
    unshown = ("key",)
    acts = (ACCEPT, RETURN)

    def listed(self, user):
        return self.kept(user).select_related(
            "instalment__agreement__project__fund", "instalment__agreement__project__party"
        )

    def sections(self, thing, user):
        values = Section(_("What was measured"), (_("indicator"), _("value")))
        for row in thing.measured.select_related("indicator"):
            values.add(row.indicator, row.value)
        paid = Section(_("Money"), (_("paid"), _("spent")))
        currency = thing.instalment.agreement.currency
        paid.add(show(thing.instalment.amount, currency), show(thing.spent, currency))
        return [values, paid, *super().sections(thing, user)]


class DuePaperRegister(OfBodies, Register):
    model = DuePaper
    path = "project__fund"
    name = url_namespace = "office_due_papers"
    url_prefix = "due-papers"
    icon = "doc-empty"
    list_display = ("__str__", "valid_until", "brought_at", "brought_by")
    list_filter = {"kind": ["exact"], "valid_until": ["lt", "gte"]}
    unshown = ("key",)

    def listed(self, user):
        return self.kept(user).select_related("project__party", "brought_by")

    def sections(self, thing, user):
        looks = Section(_("Who looked at it"), (_("by"), _("page"), _("at")))
        for look in thing.seen.select_related("by")[:LOOKS]:
            looks.add(look.by, look.page, look.at)
        return [looks, *super().sections(thing, user)]
