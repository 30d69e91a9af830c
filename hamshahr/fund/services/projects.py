"""A project entering the pipeline and going its way through the gates of the fund."""

from datetime import date
from typing import Any

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body, Decision
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Party
from hamshahr.record.services import enter

from .. import notices, rules
from ..models import GateCheck, GateCriterion, Project, ProjectStep, State


def locked(project: Project) -> Project:
    rows = Project.objects.select_for_update(of=["self"]).select_related("party__country__region", "fund")
    return rows.get(pk=project.pk)


@transaction.atomic
def begin_project(*, fund: Body, party: Party, on: date, by: User | None, **fields: Any) -> Project:
    """Enter an idea into the pipeline; what comes from an entry of a call enters once."""
    submission = fields.get("submission")
    if submission is not None and (again := Project.objects.filter(submission=submission).first()):
        return again
    if obstacle := rules.obstacle_to_begin(party, submission):
        raise Refused(obstacle)
    project = Project(fund=fund, party=party, **fields)
    project.full_clean()
    log.save(project, "project.begun", by=by)
    came_to(project, State.IDEA, on=on, by=by)
    return project


def came_to(
    project: Project, state: str, *, on: date, by: User | None, decision: Decision | None = None, reason: str = ""
) -> ProjectStep:
    step = ProjectStep(project=project, state=state, on=on, by=by, decision=decision, reason=reason)
    step.full_clean()
    if state == State.FINANCED:
        act = {"by": by, "changes": log.saved(step)}
        enter("fund.financed", party=project.party, source=step, happened_on=PartialDate(on.isoformat()), **act)
    else:
        log.save(step, "project.came_to", by=by, reason=reason)
    return step


@transaction.atomic
def add_criterion(*, fund: Body, state: str, names: Any, by: User | None, position: int = 1) -> GateCriterion:
    """Ask something of every project before it comes to a state."""
    criterion = GateCriterion(fund=fund, state=state, names=names, position=position)
    criterion.full_clean()
    log.save(criterion, "gate.asked", by=by)
    return criterion


@transaction.atomic
def check_gate(
    *, project: Project, criterion: GateCriterion, is_met: bool, note: str, on: date, by: User | None
) -> GateCheck:
    """Write down whether a project meets a criterion, and what that rests on."""
    project = locked(project)
    if obstacle := rules.obstacle_to_check(project, criterion):
        raise Refused(obstacle)
    check = GateCheck(project=project, criterion=criterion, is_met=is_met, note=note.strip(), on=on, by=by)
    check.full_clean()
    log.save(check, "gate.checked", by=by)
    return check


@transaction.atomic
def advance(*, project: Project, to: str, on: date, by: User | None, decision: Decision | None = None) -> Project:
    """Let a project come to its next state; its city is told."""
    project = locked(project)
    if project.state == to:
        return project
    if obstacle := rules.obstacle_to_advance(project, to=to, on=on, decision=decision):
        raise Refused(obstacle)
    project.state = to
    log.save(project, "project.moved", by=by)
    came_to(project, to, on=on, by=by, decision=decision)
    notices.project_moved(project, on)
    return project


@transaction.atomic
def drop_project(*, project: Project, reason: str, on: date, by: User | None) -> Project:
    """Take a project out of the pipeline with a reason that its city reads."""
    project = locked(project)
    if project.state == State.DROPPED:
        return project
    if obstacle := rules.obstacle_to_drop(project, reason):
        raise Refused(obstacle)
    project.state = State.DROPPED
    log.save(project, "project.moved", by=by, reason=reason)
    came_to(project, State.DROPPED, on=on, by=by, reason=reason.strip())
    notices.project_moved(project, on)
    return project


@transaction.atomic
def change_project(*, project: Project, by: User | None, **fields: Any) -> Project:
    """Change the words, the topic or the cost before the project is prepared."""
    project = locked(project)
    if obstacle := rules.obstacle_to_change(project):
        raise Refused(obstacle)
    for name, value in fields.items():
        setattr(project, name, value)
    project.full_clean()
    log.save(project, "project.changed", by=by)
    return project
