"""Agreements drafted and signed, instalments paid, indicators named."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body
from hamshahr.kernel.errors import Refused

from .. import notices, rules
from ..models import Agreement, Counter, Indicator, Instalment, Project
from ..sealing import seal_agreement
from .projects import locked

CITY, FUND = "city", "fund"


def next_number(fund: Body, year: int) -> int:
    """The next official number of the fund in a year, from the locked counter row."""
    Counter.objects.get_or_create(fund=fund, year=year)
    counter = Counter.objects.select_for_update().get(fund=fund, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


@transaction.atomic
def draft_agreement(
    *,
    project: Project,
    amount: Decimal,
    text: str,
    language: str,
    instalments: Sequence[tuple[Decimal, date, date]],
    on: date,
    by: User | None,
) -> Agreement:
    """Draft the agreement of a financed project; each instalment is its amount, its day and the day of its report."""
    project = locked(project)
    if obstacle := rules.obstacle_to_draft_agreement(project, amount=amount, instalments=instalments):
        raise Refused(obstacle)
    agreement = Agreement(project=project, year=on.year, number=next_number(project.fund, on.year))
    agreement.amount, agreement.currency, agreement.text, agreement.language = amount, project.currency, text, language
    agreement.full_clean()
    log.save(agreement, "agreement.drafted", by=by)
    for position, (part, planned, report) in enumerate(instalments, start=1):
        row = Instalment(agreement=agreement, position=position, amount=part, due_on=planned, report_due_on=report)
        row.full_clean()
        log.save(row, "instalment.planned", by=by)
    notices.agreement_to_sign(agreement, on)
    return agreement


@transaction.atomic
def sign_agreement(*, agreement: Agreement, side: str, on: date, by: User) -> Agreement:
    """Sign for the city or for the fund; with the second signature it is in force and sealed."""
    rows = Agreement.objects.select_for_update(of=["self"]).select_related("project__party", "project__fund")
    agreement = rows.get(pk=agreement.pk)
    if getattr(agreement, f"{side}_signed_by_id") == by.pk:
        return agreement
    if obstacle := rules.obstacle_to_sign(agreement, side, by):
        raise Refused(obstacle)
    setattr(agreement, f"{side}_signed_on", on)
    setattr(agreement, f"{side}_signed_by", by)
    agreement.full_clean()
    log.save(agreement, "agreement.signed", by=by)
    if agreement.is_in_force:
        seal_agreement(agreement, on=on, by=by)
    return agreement


@transaction.atomic
def pay_instalment(
    *, instalment: Instalment, paid_on: date, reference: str, today: date, by: User | None
) -> Instalment:
    """Enter the payment of an instalment; the same payment again is the same."""
    locked(instalment.agreement.project)
    rows = Instalment.objects.select_for_update(of=["self"]).select_related("agreement__project__fund")
    instalment = rows.get(pk=instalment.pk)
    if (instalment.paid_on, instalment.reference) == (paid_on, reference.strip()):
        return instalment
    if obstacle := rules.obstacle_to_pay(instalment, paid_on=paid_on, today=today):
        raise Refused(obstacle)
    instalment.paid_on, instalment.reference = paid_on, reference.strip()
    instalment.full_clean()
    log.save(instalment, "instalment.paid", by=by)
    notices.instalment_paid(instalment, today)
    return instalment


@transaction.atomic
def add_indicator(*, project: Project, by: User | None, **fields: Any) -> Indicator:
    """Name what a project is measured by."""
    project = locked(project)
    if obstacle := rules.obstacle_to_measure(project):
        raise Refused(obstacle)
    indicator = Indicator(project=project, position=project.indicators.count() + 1, **fields)
    indicator.full_clean()
    log.save(indicator, "indicator.named", by=by)
    return indicator
