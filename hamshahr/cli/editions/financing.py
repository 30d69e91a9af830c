"""A project of the edition comes into the pipeline of the example fund, is financed, paid in part and reported on."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body
from hamshahr.bodies.services import found_office, grant_mandate, record_decision
from hamshahr.calls.models import Call
from hamshahr.calls.services import give_consent
from hamshahr.cli.past import clock_at
from hamshahr.cli.replays.playing import desk, moment
from hamshahr.fund import services
from hamshahr.fund.models import Asked, Project, State
from hamshahr.kernel.dates import PartialDate
from hamshahr.parties.services import add_person

from .entering import OWN, body_of, text

TREASURER = "pau@hamshahr.example"
BEGUN, FINANCED, PAID, REPORTED = date(2025, 11, 3), date(2026, 1, 20), date(2026, 2, 2), date(2026, 6, 30)
NOON = "T12:00:00+00:00"


def at(day: date):
    return clock_at(moment(day.isoformat() + NOON))


def finance(call: Call, said: Mapping[str, Any]) -> Project:
    """One life after another: the plaque of Mashhad becomes a project with its first instalment."""
    people, mina = desk(), User.objects.get(email=OWN["mashhad"])
    with at(BEGUN):
        project = begun(call, said, people.secretary, mina)
    with at(FINANCED):
        financed(project, said["project"], people.secretary, mina)
    agreed(project, said["project"], people, mina)
    return project


def begun(call: Call, said: Mapping[str, Any], by: User, mina: User) -> Project:
    fund = body_of(said, "example-fund", "fund", by)
    told = said["project"]
    seat_treasurer(fund, said["treasurer"], by)
    services.add_criterion(fund=fund, state=State.SCREENED, names=text(told["gate"]), by=by)
    outcomes = call.outcomes.filter(submission__party__slug="mashhad", level__isnull=False)
    entry = outcomes.order_by("level__position").first().submission
    for use in ("practice", "fund"):
        give_consent(submission=entry, use=use, by=mina, at=moment(BEGUN.isoformat() + NOON))
    words = {"names": text({"fa": entry.title}), "text": text(said["summary"]), "submission": entry}
    money = {"cost": Decimal(told["cost"]), "currency": "EUR"}
    return services.begin_project(fund=fund, party=entry.party, on=BEGUN, by=mina, **words, **money)


def seat_treasurer(fund: Body, names: Mapping[str, str], by: User) -> None:
    """Who keeps the register of the fund sits in an office of it, as a person the public does not see."""
    user = User.objects.get(email=TREASURER)
    person = add_person(names=text({"en": user.full_name}), user=user, live=False, source="demonstration", by=by)
    fields = {"names": text(names), "way": "appointed", "needs_local_office": False, "keeps_register": True, "seats": 1}
    office = found_office(body=fund, by=by, **fields)
    grant_mandate(office=office, party=None, person=person, beginning="appointed", starts_on=BEGUN, by=by)


def financed(project: Project, told: Mapping[str, Any], by: User, mina: User) -> None:
    names = text(told["funder"])
    bank = services.add_funder(slug="example-bank", names=names, live=True, source="demonstration", by=by)
    region = project.party.country.region.slug
    services.ask_of_funder(funder=bank, asked=Asked.REGION, values=[region], on=FINANCED, by=by)
    services.ask_of_funder(funder=bank, asked=Asked.OWN_SHARE, number=30, on=FINANCED, by=by)
    (criterion,) = project.fund.gate_criteria.all()
    note = "demonstration"
    services.check_gate(project=project, criterion=criterion, is_met=True, note=note, on=FINANCED, by=by)
    third = project.cost / 3
    lines = [
        {"instrument": "own", "amount": third, "currency": "EUR"},
        {"instrument": "loan", "amount": third, "currency": "EUR", "funder": bank},
        {"instrument": "grant", "amount": third, "currency": "EUR"},
    ]
    services.write_plan(project=project, lines=lines, on=FINANCED, by=mina)
    services.settle_plan(project=project, on=FINANCED, by=mina)
    services.add_indicator(project=project, names=text(told["indicator"]), target=Decimal(4000), by=by)
    for state in (State.SCREENED, State.PREPARED, State.MATCHED):
        services.advance(project=project, to=state, on=FINANCED, by=by)
        project.refresh_from_db()
    board = Body.objects.get(slug="metropolis-board")
    day = PartialDate(FINANCED.isoformat())
    decision = record_decision(body=board, title=text(told["decision"]), decided_on=day, by=by)
    services.advance(project=project, to=State.FINANCED, on=FINANCED, decision=decision, by=by)


def agreed(project: Project, told: Mapping[str, Any], people: Any, mina: User) -> None:
    """Signed, in work, the first instalment paid and its report accepted; the second waits to be paid."""
    project.refresh_from_db()
    by, half = people.secretary, project.cost / 6
    rows = [(half, PAID, REPORTED), (half, date(2026, 8, 1), date(2027, 1, 31))]
    with at(FINANCED):
        said = {"text": told["agreement"], "language": "fa", "on": FINANCED}
        agreement = services.draft_agreement(project=project, amount=2 * half, instalments=rows, by=by, **said)
        services.sign_agreement(agreement=agreement, side="city", on=FINANCED, by=mina)
        services.sign_agreement(agreement=agreement, side="fund", on=FINANCED, by=by)
        services.advance(project=project, to=State.WORK, on=FINANCED, by=by)
    first = agreement.instalments.get(position=1)
    with at(PAID):
        services.pay_instalment(instalment=first, paid_on=PAID, reference="demonstration 1", today=PAID, by=by)
    with at(REPORTED):
        (indicator,) = project.indicators.all()
        words = {"text": told["report"], "results": told["results"], "language": "fa", "spent": half}
        value = {indicator: Decimal(1500)}
        report = services.write_report(instalment=first, version=0, measured=value, by=mina, **words)
        services.send_report(report=report, on=REPORTED, by=mina)
        services.accept_report(report=report, on=REPORTED, by=people.second)
