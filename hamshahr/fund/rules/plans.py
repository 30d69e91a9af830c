"""When a financing plan may be written and settled."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.dues.money import show

from ..models import Plan, Project, State
from .projects import is_contact, may_keep_project


def may_plan(user: User, project: Project, on: date) -> bool:
    """The contact of the city, or who keeps the fund."""
    return is_contact(user, project.party, on) or may_keep_project(user, project)


def obstacle_to_write_plan(project: Project) -> str | None:
    """Why the plan cannot be changed, or None."""
    if project.state not in (State.IDEA, State.SCREENED, State.PREPARED, State.MATCHED):
        return _("The plan of a financed project stays as it is.")
    return None


def obstacle_to_settle(project: Project, plan: Plan | None) -> str | None:
    """Why the plan cannot be settled: none is written, a line has no rate, or the lines do not add up to the cost."""
    if plan is None:
        return _("No plan is written yet.")
    if plan.cost != project.cost:
        return _("The cost of the project has changed since; write the plan anew.")
    if plan.settled_on is not None:
        return _("This plan is settled.")
    lines = list(plan.lines.select_related("rate"))
    for line in lines:
        if line.currency != plan.currency and line.rate is None:
            return _("There is no rate from %(from)s to %(to)s.") % {"from": line.currency, "to": plan.currency}
    total = sum((line.in_plan for line in lines), Decimal(0))
    if total != plan.cost:
        named = {"total": show(total, plan.currency), "cost": show(plan.cost, plan.currency)}
        named["missing"] = show(abs(plan.cost - total), plan.currency)
        if total < plan.cost:
            return _("The lines add up to %(total)s of %(cost)s; %(missing)s are missing.") % named
        return _("The lines add up to %(total)s, %(missing)s more than the cost of %(cost)s.") % named
    return None
