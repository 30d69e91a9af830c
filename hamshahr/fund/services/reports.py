"""Reports on instalments: written in versions, sent, returned with questions, accepted."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused

from .. import notices, rules
from ..models import Indicator, Instalment, Measured, Report
from ..queries import awaited_reports
from .projects import locked


def of_instalment(instalment: Instalment) -> Instalment:
    """The instalment as it stands, its project locked."""
    locked(instalment.agreement.project)
    rows = Instalment.objects.select_related("agreement__project__party", "agreement__project__fund", "report")
    return rows.get(pk=instalment.pk)


@transaction.atomic
def write_report(
    *,
    instalment: Instalment,
    version: int,
    by: User,
    measured: Mapping[Indicator, Decimal] | None = None,
    **fields: Any,
) -> Report:
    """Keep what is written of a report; ``version`` is the one its writer had before them, 0 for none.

    Somebody else's newer words are never overwritten: the writer is refused and keeps what was typed.
    """
    instalment = of_instalment(instalment)
    report = getattr(instalment, "report", None) or Report(instalment=instalment, version=0)
    if obstacle := rules.obstacle_to_write_report(instalment, version=version):
        raise Refused(obstacle)
    for name, value in fields.items():
        setattr(report, name, value)
    report.version += 1
    report.full_clean()
    log.save(report, "report.written", by=by)
    for indicator, value in (measured or {}).items():
        row = Measured.objects.filter(report=report, indicator=indicator).first()
        row = row or Measured(report=report, indicator=indicator)
        row.value = value
        row.full_clean()
        log.save(row, "indicator.measured", by=by)
    return report


@transaction.atomic
def send_report(*, report: Report, on: date, by: User) -> Report:
    """Hand a report to the fund."""
    of_instalment(report.instalment)
    report = Report.objects.select_related("instalment__agreement__project__fund").get(pk=report.pk)
    if report.state == Report.State.SENT and report.sent_by_id == by.pk:
        return report
    if obstacle := rules.obstacle_to_send_report(report):
        raise Refused(obstacle)
    report.state, report.sent_on, report.sent_by, report.remark = Report.State.SENT, on, by, ""
    log.save(report, "report.sent", by=by)
    notices.report_sent(report, on)
    return report


def decided(report: Report, state: str, *, remark: str, on: date, by: User) -> Report:
    of_instalment(report.instalment)
    rows = Report.objects.select_related("instalment__agreement__project__fund")
    report = rows.get(pk=report.pk)
    if report.state == state:
        return report
    if obstacle := rules.obstacle_to_decide_report(report, by):
        raise Refused(obstacle)
    report.state, report.decided_on, report.decided_by, report.remark = state, on, by, remark.strip()
    report.full_clean()
    log.save(report, f"report.{state}", by=by, reason=remark[:300])
    notices.report_decided(report, on)
    return report


@transaction.atomic
def accept_report(*, report: Report, on: date, by: User, remark: str = "") -> Report:
    """Accept a report; the next instalment can be paid."""
    return decided(report, Report.State.ACCEPTED, remark=remark, on=on, by=by)


@transaction.atomic
def return_report(*, report: Report, remark: str, on: date, by: User) -> Report:
    """Return a report with questions; the city writes it further."""
    if not remark.strip():
        raise Refused(rules.of_no_question())
    return decided(report, Report.State.RETURNED, remark=remark, on=on, by=by)


def remind_of_reports(*, on: date) -> int:
    """Write to cities whose report is due within two weeks or late, once each; how many letters."""
    return sum(len(notices.report_near(instalment, on)) for instalment in awaited_reports())
