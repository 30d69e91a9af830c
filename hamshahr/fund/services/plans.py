"""Writing the financing plan and settling it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.dues.models import ExchangeRate
from hamshahr.kernel.errors import Refused

from .. import rules
from ..models import Plan, PlanLine, Project
from .projects import locked


@transaction.atomic
def write_plan(*, project: Project, lines: Sequence[Mapping[str, Any]], on: date, by: User | None) -> Plan:
    """Write a new version of the plan; amounts in another currency take the last rate known that day.

    Each line is a mapping with ``instrument``, ``amount``, ``currency`` and perhaps ``funder`` and ``words``.
    """
    project = locked(project)
    if obstacle := rules.obstacle_to_write_plan(project):
        raise Refused(obstacle)
    number = (project.plans.aggregate(last=Max("version"))["last"] or 0) + 1
    plan = Plan(project=project, version=number, cost=project.cost, currency=project.currency)
    plan.full_clean()
    log.save(plan, "plan.written", by=by)
    for position, line in enumerate(lines, start=1):
        row = PlanLine(plan=plan, position=position, rate=rate_for(line["currency"], project.currency, on), **line)
        row.full_clean()
        log.save(row, "plan.line_written", by=by)
    return plan


def rate_for(base: str, currency: str, on: date) -> ExchangeRate | None:
    """The last rate between two currencies that was known on a day; None for one and the same."""
    rates = ExchangeRate.objects.filter(base=base, currency=currency, on__lte=on)
    return rates.order_by("-on").first() if base != currency else None


@transaction.atomic
def settle_plan(*, project: Project, on: date, by: User | None) -> Plan:
    """Settle the last version of the plan: its lines add up to the cost to the cent."""
    project = locked(project)
    plan = project.plans.order_by("-version").first()
    if obstacle := rules.obstacle_to_settle(project, plan):
        raise Refused(obstacle)
    plan.settled_on = on
    log.save(plan, "plan.settled", by=by)
    return plan
