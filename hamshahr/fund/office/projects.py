"""The pipeline in the office: gates checked, states reached, projects dropped, agreements drafted and signed."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hamshahr.accounts.office import Register, Section, address_of
from hamshahr.bodies.models import Body, Decision
from hamshahr.bodies.office import keeping
from hamshahr.bodies.office.registers import OfBodies
from hamshahr.calls.models import Consent, Submission
from hamshahr.dues.models.figures import CURRENCY
from hamshahr.dues.money import show
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm, ReasonForm
from hamshahr.parties.models import Party
from hamshahr.parties.office.search import found_parties
from hamshahr.practices.models import Topic

from .. import queries, rules, services
from ..models import GateCriterion, Project, State
from ..rules.projects import FUND
from .agreements import SignForm
from .drafting import DraftForm, DraftPage


def today():
    return timezone.localdate()


class BeginForm(ActForm):
    fund = fields.choice(Body, gettext_lazy("Fund"))
    party = fields.thing(Party, gettext_lazy("City"))
    submission = fields.choice(
        *(Submission, pgettext_lazy("of a call", "Entry")),
        required=False,
        help_text=gettext_lazy("Where the project was entered in a call; and its entrant gave leave."),
    )
    names = fields.texts(gettext_lazy("Title"))
    text = fields.texts(gettext_lazy("What is planned"), required=False, are_long=True)
    topic = fields.choice(Topic, gettext_lazy("Topic"), required=False)
    cost = fields.number(gettext_lazy("Cost of the whole project"))
    currency = forms.CharField(label=gettext_lazy("Currency"), max_length=3, validators=[CURRENCY], initial="EUR")

    def prepare(self):
        self.fields["fund"].queryset = queries.funds() & keeping.bodies(self.by)
        self.fields["topic"].queryset = Topic.objects.order_by("slug")
        given = Consent.objects.filter(use=FUND, withdrawn_at=None).values("submission")
        entries = Submission.objects.visible_to(self.by).standing().filter(fund_project=None, pk__in=given)
        self.fields["submission"].queryset = entries.order_by("call", "number")


class CheckForm(ActForm):
    criterion = fields.choice(GateCriterion, gettext_lazy("Criterion"))
    is_met = forms.BooleanField(label=gettext_lazy("The project meets it"), required=False)
    note = fields.line(gettext_lazy("What it rests on"), required=True, longest=500)

    def prepare(self):
        state = self.thing.next_state
        asked = rules.gate_of(self.thing, state, today()) if state else []
        rows = GateCriterion.objects.filter(pk__in=[gate.criterion.pk for gate in asked])
        self.fields["criterion"].queryset = rows


class AdvanceForm(ActForm):
    on = fields.day(gettext_lazy("On"))
    decision = fields.choice(
        *(Decision, gettext_lazy("Decided by")),
        required=False,
        help_text=gettext_lazy("A project is financed by the decision of a body; other states need none."),
    )

    def prepare(self):
        self.fields["on"].initial = today()
        self.fields["decision"].queryset = Decision.objects.select_related("body").order_by("-decided_on", "-pk")


class IndicatorForm(ActForm):
    names = fields.texts(gettext_lazy("Indicator"))
    unit = fields.texts(gettext_lazy("Unit"), required=False)
    baseline = fields.number(gettext_lazy("At the start"), required=False)
    target = fields.number(gettext_lazy("Goal"))


def is_to_be_signed(agreement):
    """Whether there is an agreement that the fund has not signed."""
    return agreement is not None and agreement.fund_signed_on is None


def not_advancing(project):
    """What stands before the next state; the decision of a body is asked for in the form."""
    following = project.next_state
    if following is None:
        return _("This project has ended.")
    return None if following == State.FINANCED else rules.obstacle_to_advance(project, to=following, on=today())


BEGIN = Act(
    name="begin",
    label=gettext_lazy("enter an idea"),
    form=BeginForm,
    may=keeping.may_keep_some,
    do=lambda _none, by, **typed: services.begin_project(on=today(), by=by, **typed),
    done=gettext_lazy("The idea is in the pipeline."),
    of_list=True,
    to=lambda _none, made: address_of(made),
)
CHECK = Act(
    name="check",
    label=gettext_lazy("check a criterion"),
    form=CheckForm,
    may=rules.may_keep_project,
    obstacle=lambda project: _("This project has ended.") if project.next_state is None else None,
    do=lambda project, by, **typed: services.check_gate(project=project, on=today(), by=by, **typed),
    done=gettext_lazy("The finding is written down."),
)
ADVANCE = Act(
    name="advance",
    label=gettext_lazy("let it come to the next state"),
    form=AdvanceForm,
    may=rules.may_keep_project,
    obstacle=not_advancing,
    do=lambda project, by, **typed: services.advance(project=project, to=project.next_state, by=by, **typed),
    done=gettext_lazy("The project has come to its next state; its city gets a letter."),
)
DROP = Act(
    name="drop",
    label=gettext_lazy("drop the project"),
    form=ReasonForm,
    may=rules.may_keep_project,
    obstacle=lambda project: rules.obstacle_to_drop(project, "-"),
    do=lambda project, by, reason: services.drop_project(project=project, reason=reason, on=today(), by=by),
    done=gettext_lazy("The project is dropped; its city gets a letter with the reason."),
)
MEASURE = Act(
    name="measure",
    label=gettext_lazy("name an indicator"),
    form=IndicatorForm,
    may=rules.may_keep_project,
    obstacle=rules.obstacle_to_measure,
    do=lambda project, by, **typed: services.add_indicator(project=project, by=by, **typed),
    done=gettext_lazy("The indicator is named; each report gives a value for it."),
)
DRAFT = Act(
    name="draft",
    label=gettext_lazy("draft the agreement"),
    form=DraftForm,
    may=rules.may_keep_project,
    obstacle=lambda project: rules.obstacle_to_draft_agreement(project, amount=0, instalments=[]),
    do=lambda project, by, **typed: services.draft_agreement(project=project, on=today(), by=by, **typed),
    done=gettext_lazy("The agreement is drafted; the city is asked to sign."),
    page=DraftPage,
)
SIGN = Act(
    name="sign",
    label=gettext_lazy("sign the agreement for the fund"),
    form=SignForm,
    may=rules.may_keep_project,
    applies=lambda project: is_to_be_signed(getattr(project, "agreement", None)),
    do=lambda project, by: services.sign_agreement(agreement=project.agreement, side="fund", on=today(), by=by),
    done=gettext_lazy("The agreement is signed for the fund."),
)


def instalments_of(project):
    """What the agreement of a project promises, with the way to each instalment."""
    section = Section(_("Instalments"), (_("instalment"), _("amount"), _("planned for"), _("paid on"), _("report")))
    for row in queries.instalments(project):
        report = getattr(row, "report", None)
        said = (show(row.amount, row.agreement.currency), row.due_on, row.paid_on)
        section.add(row, *said, report.get_state_display() if report else "—", thing=row)
    return section


class ProjectRegister(OfBodies, Register):
    model = Project
    path = "fund"
    name = url_namespace = "office_projects"
    url_prefix = "projects"
    icon = "view"
    list_display = ("names", "party", "fund", "state")
    list_filter = {"fund": ["exact"], "state": ["exact"]}
    unshown = ("key",)
    acts = (BEGIN, CHECK, ADVANCE, MEASURE, DRAFT, SIGN, DROP)

    def listed(self, user):
        return self.kept(user).select_related("party", "fund")

    @property
    def search(self):
        return lambda rows, words: rows.filter(party__in=found_parties(words))

    def parts(self, thing):
        return [*thing.steps.all(), *thing.checks.all(), *thing.plans.all(), *thing.indicators.all()]

    def sections(self, thing, user):
        way = Section(_("Its way"), (_("state"), _("on"), _("decided by"), _("by")))
        for step in thing.steps.select_related("decision", "by"):
            way.add(step.get_state_display(), step.on, step.decision, step.by)
        gates = Section(_("What was checked"), (_("criterion"), _("met"), _("what it rests on"), _("on")))
        for check in thing.checks.select_related("criterion"):
            gates.add(check.criterion, _("met") if check.is_met else _("not met"), check.note, check.on)
        plan, lines = queries.standing_plan(thing), Section(_("Who pays what"), (_("instrument"), _("amount")))
        for line in plan.lines.all() if plan else ():
            lines.add(line.get_instrument_display(), show(line.amount, line.currency))
        return [way, gates, lines, instalments_of(thing), *super().sections(thing, user)]
