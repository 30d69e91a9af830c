"""The letters of this room: a project moved, an agreement to sign, a payment, reports near, sent and decided."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.bodies.notices import tell
from hamshahr.dues.money import show
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import say
from hamshahr.letters.models import Letter
from hamshahr.parties.models import Liaison
from hamshahr.resolutions.notices import acting_for, keepers

from .models import Agreement, DuePaper, Instalment, Project, Report

NEAR = timedelta(days=14)
Words = Callable[[], tuple[str, list[str]]]


def city(project: Project, on: date) -> list[User]:
    return acting_for([project.party_id], on, Liaison.Duty.CONTACT)


def write(to: Iterable[User], project: Project, key: str, words: Words, name: str = "project") -> list[Letter]:
    """One letter to each, with the address of the page at its end."""

    def whole() -> tuple[str, list[str]]:
        subject, paragraphs = words()
        return subject, [*paragraphs, settings.ADDRESS + reverse(f"fund:{name}", args=[project.key])]

    return tell(to, kind=f"fund.{key.split(':', maxsplit=1)[0]}", key=f"fund:{key}", words=whole)


def named(project: Project) -> dict[str, str]:
    return {
        "project": say(project.names),
        "city": say(project.party.names),
        "fund": say(project.fund.names),
        "state": project.get_state_display(),
    }


def project_moved(project: Project, on: date) -> list[Letter]:
    """Tell the city that its project came to another state."""

    def words() -> tuple[str, list[str]]:
        step = project.steps.get(state=project.state)
        subject = _("%(project)s: %(state)s") % named(project)
        return subject, [_("%(fund)s: your project is now: %(state)s.") % named(project), *filter(None, [step.reason])]

    return write(city(project, on), project, f"moved:{project.key}:{project.state}", words)


def agreement_to_sign(agreement: Agreement, on: date) -> list[Letter]:
    """Ask the city to sign."""

    def words() -> tuple[str, list[str]]:
        amount = {"amount": show(agreement.amount, agreement.currency), "number": agreement.code}
        subject = _("%(project)s: the agreement awaits your signature") % named(agreement.project)
        return subject, [_("Agreement %(number)s over %(amount)s. Read it and sign it on its page.") % amount]

    return write(city(agreement.project, on), agreement.project, f"sign:{agreement.key}", words, "agreement")


def of_instalment(instalment: Instalment) -> dict[str, str]:
    agreement = instalment.agreement
    return named(agreement.project) | {
        "number": localise(instalment.position),
        "amount": show(instalment.amount, agreement.currency),
        "day": format_day(instalment.report_due_on),
    }


def instalment_paid(instalment: Instalment, on: date) -> list[Letter]:
    """Tell the city that an instalment was paid, and until when its report is awaited."""
    project = instalment.agreement.project

    def words() -> tuple[str, list[str]]:
        subject = _("%(project)s: instalment %(number)s was paid") % of_instalment(instalment)
        return subject, [
            _("%(amount)s were paid. The report on them is awaited by %(day)s.") % of_instalment(instalment)
        ]

    return write(city(project, on), project, f"paid:{instalment.agreement.key}:{instalment.position}", words)


def report_near(instalment: Instalment, on: date) -> list[Letter]:
    """Remind the city of a report within two weeks of its day, and once when the day has passed."""
    if instalment.report_due_on > on + NEAR:
        return []
    project, is_late = instalment.agreement.project, instalment.report_due_on < on

    def words() -> tuple[str, list[str]]:
        said = _("Late since %(day)s: the report on instalment %(number)s.")
        said = said if is_late else _("The report on instalment %(number)s is awaited by %(day)s.")
        subject = _("%(project)s: the report on instalment %(number)s") % of_instalment(instalment)
        return subject, [said % of_instalment(instalment), _("The next instalment waits until it is accepted.")]

    stage = "late" if is_late else "near"
    return write(city(project, on), project, f"report:{instalment.agreement.key}:{instalment.position}:{stage}", words)


def report_sent(report: Report, on: date) -> list[Letter]:
    """Tell who keeps the fund that a report waits for a decision."""
    instalment = report.instalment
    project = instalment.agreement.project

    def words() -> tuple[str, list[str]]:
        subject = _("%(city)s: the report on instalment %(number)s has come") % of_instalment(instalment)
        return subject, [_("%(project)s: accept the report, or return it with questions.") % named(project)]

    return write(keepers(project.fund, on), project, f"sent:{report.key}:{report.version}", words)


def report_decided(report: Report, on: date) -> list[Letter]:
    """Tell the city what became of its report."""
    instalment = report.instalment
    project = instalment.agreement.project

    def words() -> tuple[str, list[str]]:
        said = of_instalment(instalment) | {"state": report.get_state_display()}
        subject = _("%(project)s: the report on instalment %(number)s: %(state)s") % said
        return subject, [subject, *filter(None, [report.remark])]

    return write(city(project, on), project, f"decided:{report.key}:{report.version}:{report.state}", words)


def paper_expires(paper: DuePaper, on: date) -> list[Letter]:
    """Tell the city that a paper expires, and once when it has expired."""
    project = paper.project

    def words() -> tuple[str, list[str]]:
        said = {"paper": paper.get_kind_display(), "day": format_day(paper.valid_until), **named(project)}
        subject = _("%(project)s: %(paper)s expires on %(day)s") % said
        return subject, [_("Bring a new one before that day; the project does not go on without it.")]

    stage = "expired" if paper.valid_until < on else "near"
    return write(city(project, on), project, f"paper:{paper.key}:{stage}", words)
