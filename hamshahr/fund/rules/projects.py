"""Who moves a project on, and what stands before each of its states."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body, Decision
from hamshahr.bodies.rules import may_keep_body
from hamshahr.calls.models import Submission
from hamshahr.kernel.languages import say
from hamshahr.parties.models import Liaison, Party

from ..matching import match
from ..models import WAY, GateCheck, GateCriterion, Project, Report, State
from ..queries import settled_plan

FUND = "fund"  # the use of an entry that its entrant gives leave for


def may_keep_fund(user: User, fund: Body) -> bool:
    """The secretary of the fund, and the secretariat."""
    return user.is_authenticated and user.is_active and may_keep_body(user, fund)


def may_keep_project(user: User, project: Project) -> bool:
    return may_keep_fund(user, project.fund)


def obstacle_to_begin(party: Party, submission: Submission | None) -> str | None:
    """Why a project cannot come from this entry: it is another city's, or its entrant gave no leave."""
    if submission is None:
        return None
    if submission.party_id != party.pk:
        return _("This entry is of another city.")
    if submission.state != Submission.State.SUBMITTED:
        return _("This entry has not been handed in, or was withdrawn.")
    return None if has_leave(submission) else _("The entrant has not given leave for this use.")


def has_leave(submission: Submission) -> bool:
    return submission.consents.filter(use=FUND, withdrawn_at=None).exists()


def of_leave(project: Project, to: str) -> str | None:
    """A project from an entry rests while the leave is taken back; once money is decided, the agreement binds."""
    if project.submission_id is None or to not in WAY[: WAY.index(State.FINANCED) + 1]:
        return None
    if has_leave(project.submission):
        return None
    return _("The entrant has taken the leave for this use back; the project rests until it is given again.")


def is_contact(user: User, party: Party, on: date) -> bool:
    if not user.is_authenticated or not user.is_active:
        return False
    return user.liaisons.on(on).filter(party=party, duty=Liaison.Duty.CONTACT).exists()


def may_begin_project(user: User, fund: Body, party: Party, on: date) -> bool:
    """The contact of the city, or who keeps the fund."""
    return is_contact(user, party, on) or may_keep_fund(user, fund)


@dataclass(frozen=True)
class Gate:
    """A criterion before a state, with the last finding about a project, or None."""

    criterion: GateCriterion
    check: GateCheck | None

    @property
    def is_met(self) -> bool:
        return self.check is not None and self.check.is_met


def gate_of(project: Project, state: str, on: date) -> list[Gate]:
    """What the fund asks before a state, each with what was found last."""
    rows = GateCriterion.objects.filter(fund=project.fund_id, state=state).order_by("position", "pk")
    asked = [row for row in rows if row.ends_on is None or row.ends_on > on]
    found = project.checks.filter(criterion__in=asked, on__lte=on).order_by("on", "pk")
    last = {check.criterion_id: check for check in found}
    return [Gate(criterion, last.get(criterion.pk)) for criterion in asked]


def obstacle_to_check(project: Project, criterion: GateCriterion) -> str | None:
    """Why a criterion cannot be checked for a project, or None."""
    if criterion.fund_id != project.fund_id:
        return _("This criterion belongs to another fund.")
    return of_ended(project)


def of_ended(project: Project) -> str | None:
    return _("This project has ended.") if project.next_state is None else None


def of_gate(project: Project, state: str, on: date) -> str | None:
    missing = [say(gate.criterion.names) for gate in gate_of(project, state, on) if not gate.is_met]
    if missing:
        return _("Before this state the fund asks for: %(criteria)s.") % {"criteria": "; ".join(missing)}
    return None


def obstacle_to_advance(project: Project, *, to: str, on: date, decision: Decision | None = None) -> str | None:
    """Why a project cannot come to the next state on a day, or None."""
    if project.next_state != to:
        return _("A project comes from one state to the next; this one is: %(state)s.") % {
            "state": project.get_state_display()
        }
    last = project.steps.order_by("-on", "-pk").first()
    if last is not None and on < last.on:
        return _("The step before lies on a later day.")
    if obstacle := of_leave(project, to):
        return obstacle
    return of_gate(project, to, on) or OF_STATE.get(to, lambda *_given: None)(project, on, decision)


def of_prepared(project: Project, on: date, _decision: Decision | None) -> str | None:
    if settled_plan(project) is None:
        return _("The financing plan is not settled yet.")
    expired = [paper for paper in project.papers.standing() if not paper.is_valid_on(on)]
    if expired:
        named = "; ".join(paper.get_kind_display() for paper in expired)
        return _("Papers of the due diligence have expired: %(papers)s.") % {"papers": named}
    return None


def of_matched(project: Project, on: date, _decision: Decision | None) -> str | None:
    """Each funder that the plan names must fit; a funder that asks for something else is named with what fails."""
    plan = settled_plan(project)
    lines = plan.lines.exclude(funder=None).select_related("funder") if plan else []
    if not lines:
        return _("The settled plan names no funder yet.")
    for funder in {line.funder for line in lines}:
        tried = match(project, funder, on)
        if not tried.fits:
            named = {"funder": say(funder.names), "criterion": tried.failing[0].words}
            return _("%(funder)s does not fit: %(criterion)s") % named
    return None


def of_financed(project: Project, on: date, decision: Decision | None) -> str | None:
    if decision is None:
        return _("A project is financed by the decision of a body; name it.")
    if decision.decided_on.first_day > on:
        return _("That decision is of a later day.")
    return None


def of_work(project: Project, _on: date, _decision: Decision | None) -> str | None:
    agreement = getattr(project, "agreement", None)
    if agreement is None or not agreement.is_in_force:
        return _("The work begins when both sides have signed the agreement.")
    return None


def of_closed(project: Project, _on: date, _decision: Decision | None) -> str | None:
    instalments = project.agreement.instalments.select_related("report")
    for instalment in instalments:
        report = getattr(instalment, "report", None)
        if instalment.paid_on is None or report is None or report.state != Report.State.ACCEPTED:
            return _("An instalment is not paid, or its report is not accepted.")
    return None


OF_STATE = {
    State.PREPARED: of_prepared,
    State.MATCHED: of_matched,
    State.FINANCED: of_financed,
    State.WORK: of_work,
    State.CLOSED: of_closed,
}


def obstacle_to_drop(project: Project, reason: str) -> str | None:
    """Why a project cannot be dropped, or None."""
    if ended := of_ended(project):
        return ended
    if not reason.strip():
        return _("Say why the project is dropped; the city reads it.")
    if getattr(project, "agreement", None) is not None and project.agreement.instalments.exclude(paid_on=None).exists():
        return _("Money was paid for this project; it ends with its reports.")
    return None


def obstacle_to_change(project: Project) -> str | None:
    """Why the words and the cost of a project cannot be changed any more, or None."""
    if project.state not in (State.IDEA, State.SCREENED):
        return _("The words and the cost of a project stand once it is prepared.")
    return None
