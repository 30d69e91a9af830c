"""A project goes its way from the idea to the closed account, and is stopped wherever something is missing."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from hamshahr.fund.models import Instalment, Project, ProjectStep, Report, State
from hamshahr.fund.queries import balance_of, late_reports
from hamshahr.fund.sealing import agreement_paper, seal_of, text_of
from hamshahr.fund.services import (
    accept_report,
    advance,
    begin_project,
    pay_instalment,
    remind_of_reports,
    return_report,
    send_report,
    settle_plan,
    sign_agreement,
    write_plan,
    write_report,
)
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from hamshahr.record.models import Entry
from hamshahr.seals.statements import content_digest

from .builders import AUTUMN, DAY, LINES, SPRING, SUMMER, a_project, a_rate, an_agreement, financed, screened


def test_a_project_comes_to_a_state_only_through_its_gate(world):
    project = a_project(world)
    with pytest.raises(Refused, match="Before this state the fund asks for: The city has the land"):
        advance(project=project, to=State.SCREENED, on=DAY, by=world.sara)
    with pytest.raises(Refused, match="one state to the next; this one is: idea"):
        advance(project=project, to=State.FINANCED, on=DAY, by=world.sara)
    project = screened(world, project)
    with pytest.raises(Refused, match="plan is not settled"):
        advance(project=project, to=State.PREPARED, on=DAY, by=world.sara)

    assert list(ProjectStep.objects.values_list("state", "on")) == [("idea", DAY), ("screened", DAY)]
    assert Letter.objects.get(kind="fund.moved").to_user == world.mina
    assert list(Project.objects.visible_to(world.jun)) == list(Project.objects.visible_to(None)) == []
    assert list(Project.objects.visible_to(world.mina)) == [project]


def test_a_plan_is_settled_when_its_lines_add_up_to_the_cent_at_the_rate_of_a_day(world):
    project = a_project(world)
    rials = {"instrument": "own", "amount": Decimal(200_000_000_000), "currency": "IRR"}
    write_plan(project=project, lines=[rials, LINES[1]], on=DAY, by=world.mina)
    with pytest.raises(Refused, match="no rate from IRR to EUR"):
        settle_plan(project=project, on=DAY, by=world.mina)
    a_rate(world)
    plan = write_plan(project=project, lines=[rials | {"amount": Decimal(199_999_995_000)}, LINES[1]], on=DAY, by=None)
    with pytest.raises(Refused, match=r"999,999\.99.*of.*1,000,000\.00.*0\.01.*missing"):
        settle_plan(project=project, on=DAY, by=world.mina)
    write_plan(project=project, lines=[rials, LINES[1]], on=DAY, by=world.mina)

    assert settle_plan(project=project, on=DAY, by=world.mina).total == Decimal(1_000_000)
    assert [plan.version, project.plans.count()] == [2, 3]


def test_a_project_from_the_idea_to_the_closed_account(world):
    project = financed(world, a_project(world))
    agreement = an_agreement(world, project)
    first, second = agreement.instalments.all()
    paid = {"paid_on": SPRING, "reference": "77", "today": SPRING, "by": world.sara}
    with pytest.raises(Refused, match="before both sides have signed"):
        pay_instalment(instalment=first, **paid)
    sign_agreement(agreement=agreement, side="city", on=DAY, by=world.mina)
    with pytest.raises(Refused, match="Nobody signs for both"):
        sign_agreement(agreement=agreement, side="fund", on=DAY, by=world.mina)
    agreement = sign_agreement(agreement=agreement, side="fund", on=DAY, by=world.sara)
    advance(project=project, to=State.WORK, on=DAY, by=world.sara)

    pay_instalment(instalment=first, **paid)
    assert pay_instalment(instalment=first, **paid).paid_on == SPRING
    with pytest.raises(Refused, match="report on instalment 1 is not accepted"):
        pay_instalment(instalment=second, **paid | {"paid_on": SUMMER, "today": SUMMER})
    report = reported(world, first, spent=Decimal("199999.99"))
    with pytest.raises(Refused, match="Only a report that was sent"):
        accept_report(report=report, on=SUMMER, by=world.sara)
    send_report(report=report, on=SUMMER, by=world.mina)
    report = return_report(report=report, remark="Which line?", on=SUMMER, by=world.sara)
    report = reported(world, first, version=report.version, spent=Decimal("199999.99"))
    send_report(report=report, on=SUMMER, by=world.mina)
    accept_report(report=report, on=SUMMER, by=world.sara)
    with pytest.raises(Refused, match="This report is accepted"):
        reported(world, Instalment.objects.get(pk=first.pk), version=report.version)
    pay_instalment(instalment=second, **paid | {"paid_on": SUMMER, "today": SUMMER})
    last = reported(world, second, spent=Decimal(400_000))
    with pytest.raises(Refused, match="note of the auditor"):
        send_report(report=last, on=AUTUMN, by=world.mina)
    last = reported(world, second, version=last.version, spent=Decimal(400_000), audit_note="In order.")
    send_report(report=last, on=AUTUMN, by=world.mina)
    accept_report(report=last, on=AUTUMN, by=world.sara)
    balance = balance_of(agreement)

    assert (balance.amount, balance.paid, balance.spent) == (600_000, 600_000, Decimal("599999.99"))
    assert (balance.open, balance.unspent) == (0, Decimal("0.01"))
    assert advance(project=project, to=State.CLOSED, on=AUTUMN, by=world.sara).state == "closed"
    assert Entry.objects.get(kind="fund.financed").party == world.mashhad
    assert content_digest(text_of(agreement)) in seal_of(agreement).statement
    assert agreement_paper(agreement).startswith(b"%PDF-1.7")
    assert "600,000.00\u00a0" in Client().get(f"/en/seals/{seal_of(agreement).serial}/").content.decode()
    assert [row.instalment.position for row in Report.objects.visible_to(None)] == [1, 2]


def reported(world, instalment, version=0, **fields):
    said = {"text": "Rails laid.", "results": "Four stations.", "language": "en"} | fields
    (indicator,) = instalment.agreement.project.indicators.all()
    return write_report(
        instalment=instalment, version=version, measured={indicator: Decimal(12_000)}, by=world.mina, **said
    )


def test_two_writers_of_a_report_never_overwrite_each_other(world):
    agreement = an_agreement(world, financed(world, a_project(world)))
    sign_agreement(agreement=agreement, side="city", on=DAY, by=world.mina)
    agreement = sign_agreement(agreement=agreement, side="fund", on=DAY, by=world.sara)
    first = agreement.instalments.get(position=1)
    with pytest.raises(Refused, match="follows the payment"):
        reported(world, first)
    pay_instalment(instalment=first, paid_on=SPRING, reference="77", today=SPRING, by=world.sara)
    reported(world, first)
    with pytest.raises(Refused, match="Somebody else has written"):
        reported(world, first, text="Other words")

    assert Report.objects.get().text == "Rails laid."
    assert list(Report.objects.visible_to(None)) == list(Report.objects.visible_to(world.jun)) == []


def test_late_reports_are_seen_by_the_fund_and_by_who_follows_the_region_and_reminded_of_once(world):
    agreement = an_agreement(world, financed(world, a_project(world)))
    sign_agreement(agreement=agreement, side="city", on=DAY, by=world.mina)
    sign_agreement(agreement=agreement, side="fund", on=DAY, by=world.sara)
    first = agreement.instalments.get(position=1)
    pay_instalment(instalment=first, paid_on=SPRING, reference="77", today=SPRING, by=world.sara)
    sent = [remind_of_reports(on=date(2026, *day)) for day in ((5, 1), (6, 20), (6, 25), (7, 2), (8, 1))]

    assert sent == [0, 1, 0, 1, 0]
    assert list(late_reports(world.sara, SUMMER)) == list(late_reports(world.mina, AUTUMN)) == []
    assert list(late_reports(world.sara, AUTUMN)) == [first]


def test_what_comes_from_an_entry_enters_the_pipeline_once(world):
    project = a_project(world)
    said = {"names": project.names, "cost": Decimal(5), "currency": "EUR", "on": DAY, "by": world.mina}

    assert begin_project(fund=world.fund, party=world.seoul, **said) != project
    with pytest.raises(Exception, match="greater than zero"):
        begin_project(fund=world.fund, party=world.seoul, **said | {"cost": Decimal(0)})
