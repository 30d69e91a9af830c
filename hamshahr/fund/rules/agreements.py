"""When an agreement may be signed, an instalment paid, a report sent, returned and accepted."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.dues.money import show
from hamshahr.kernel.digits import localise
from hamshahr.parties.models import Liaison, Party

from ..models import Agreement, Instalment, Project, Report, State


def may_sign_for_city(user: User, project: Project, on: date) -> bool:
    """The contact of the city."""
    return acts_for(user, project.party, on, Liaison.Duty.CONTACT)


def may_report(user: User, project: Project, on: date) -> bool:
    """The contact of the city, and who has its dues."""
    return acts_for(user, project.party, on, Liaison.Duty.CONTACT, Liaison.Duty.DUES)


def acts_for(user: User, party: Party, on: date, *duties: str) -> bool:
    if not user.is_authenticated or not user.is_active:
        return False
    return user.liaisons.on(on).filter(party=party, duty__in=duties).exists()


def obstacle_to_draft_agreement(
    project: Project, *, amount: Decimal, instalments: Sequence[tuple[Decimal, date, date]]
) -> str | None:
    """Why an agreement cannot be drafted with these instalments, or None."""
    if project.state != State.FINANCED:
        return _("An agreement follows the decision that finances the project.")
    if getattr(project, "agreement", None) is not None:
        return _("This project has its agreement.")
    total = sum((part for part, _planned, _report in instalments), Decimal(0))
    if total != amount:
        named = {"total": show(total, project.currency), "amount": show(amount, project.currency)}
        return _("The instalments add up to %(total)s; the agreement is over %(amount)s.") % named
    if amount > project.cost:
        return _("The agreement is over more than the project costs.")
    days = [planned for _part, planned, _report in instalments]
    if days != sorted(days) or any(report < planned for _part, planned, report in instalments):
        return _("Instalments follow one another, and each report comes after its instalment.")
    return None


def obstacle_to_sign(agreement: Agreement, side: str, by: User) -> str | None:
    """Why a side cannot sign, or None; nobody signs for both."""
    if getattr(agreement, f"{side}_signed_on") is not None:
        return _("This side has signed already.")
    if by.pk in (agreement.city_signed_by_id, agreement.fund_signed_by_id):
        return _("Nobody signs for both sides.")
    return None


def obstacle_to_measure(project: Project) -> str | None:
    """Why no indicator can be added, or None."""
    if project.state in (State.WORK, State.CLOSED, State.DROPPED):
        return _("The indicators stand from the day the work begins.")
    return None


def obstacle_to_pay(instalment: Instalment, *, paid_on: date, today: date) -> str | None:
    """Why an instalment cannot be paid: no signature, one before it open, or a report that is not accepted."""
    agreement = instalment.agreement
    if instalment.paid_on is not None:
        return _("This instalment is paid.")
    if not agreement.is_in_force:
        return _("No instalment is paid before both sides have signed the agreement.")
    for before in agreement.instalments.filter(position__lt=instalment.position).select_related("report"):
        if before.paid_on is None:
            return _("Instalment %(number)s comes first.") % {"number": localise(before.position)}
        report = getattr(before, "report", None)
        if report is None or report.state != Report.State.ACCEPTED:
            return _("The report on instalment %(number)s is not accepted yet.") % {"number": localise(before.position)}
    last = max(agreement.city_signed_on, agreement.fund_signed_on)
    if not last <= paid_on <= today:
        return _("An instalment is paid between the last signature and today.")
    return None


def of_no_question() -> str:
    return _("Say what the city should answer or mend.")


def obstacle_to_write_report(instalment: Instalment, *, version: int | None = None) -> str | None:
    """Why nothing can be written about an instalment, or None; ``version`` is the one the writer had."""
    if instalment.paid_on is None:
        return _("A report follows the payment of its instalment.")
    report = getattr(instalment, "report", None)
    if report is not None and report.state == Report.State.ACCEPTED:
        return _("This report is accepted; its results are public.")
    if report is not None and report.state == Report.State.SENT:
        return _("The report is with the fund; it can be changed when it is returned.")
    if version is not None and version != (report.version if report is not None else 0):
        return _("Somebody else has written in the meantime; what you typed is kept below, what stands is beside it.")
    return None


def is_last(instalment: Instalment) -> bool:
    """Whether no instalment comes after this one."""
    return not instalment.agreement.instalments.filter(position__gt=instalment.position).exists()


def obstacle_to_send_report(report: Report) -> str | None:
    """Why a report cannot be sent: something is missing, or more was spent than was paid."""
    if obstacle := obstacle_to_write_report(report.instalment):
        return obstacle
    if not report.text.strip() or not report.results.strip():
        return _("Say what was done, and the results for the public.")
    if report.spent > report.instalment.amount:
        return _("More was spent than the instalment was; what goes beyond stands in the next one.")
    if is_last(report.instalment) and not report.audit_note.strip():
        return _("The last report carries the note of the auditor.")
    indicators = set(report.instalment.agreement.project.indicators.values_list("pk", flat=True))
    if indicators - set(report.measured.values_list("indicator_id", flat=True)):
        return _("Give a value for every indicator.")
    return None


def obstacle_to_decide_report(report: Report, by: User | None) -> str | None:
    """Why a report cannot be accepted or returned, or None."""
    if report.state != Report.State.SENT:
        return _("Only a report that was sent is accepted or returned.")
    if by is not None and by.pk == report.sent_by_id:
        return _("Whoever sent the report does not decide on it.")
    return None
