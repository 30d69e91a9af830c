"""A fund, its gate, a rate, a funder, and a project of Mashhad on its way."""

from datetime import date
from decimal import Decimal

from hamshahr.bodies.models import Body
from hamshahr.bodies.services import record_decision
from hamshahr.dues.services import publish_rate
from hamshahr.fund.models import Asked, State
from hamshahr.fund.services import (
    add_criterion,
    add_funder,
    add_indicator,
    advance,
    ask_of_funder,
    begin_project,
    check_gate,
    draft_agreement,
    settle_plan,
    write_plan,
)
from hamshahr.kernel.dates import PartialDate
from tests.world import names

DAY = date(2026, 3, 2)
SPRING, SUMMER, AUTUMN = date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1)
LINES = [
    {"instrument": "own", "amount": Decimal(400_000), "currency": "EUR"},
    {"instrument": "grant", "amount": Decimal(600_000), "currency": "EUR"},
]


def a_fund(world):
    """The fund asks one thing before a project is screened."""
    fund = Body.objects.create(
        slug="fund", names=names(en="Fund", fa="صندوق"), network="Metropolis", kind="fund", parent=world.metropolis
    )
    asked = names(en="The city has the land")
    world.criterion = add_criterion(fund=fund, state=State.SCREENED, names=asked, by=world.sara)
    return fund


def a_funder(world, slug="bank", **asked):
    """A bank; ``asked`` are its criteria by what they look at."""
    funder = add_funder(slug=slug, names=names(en=slug.title()), live=True, source="Test", by=world.sara)
    for what, fields in asked.items():
        ask_of_funder(funder=funder, asked=Asked[what], on=DAY, by=world.sara, **fields)
    return funder


def a_project(world, **fields):
    """An idea of Mashhad that costs a million euros."""
    world.fund = getattr(world, "fund", None) or a_fund(world)
    said = {"names": names(en="Tram", fa="قطار شهری"), "cost": Decimal(1_000_000), "currency": "EUR"} | fields
    return begin_project(fund=world.fund, party=world.mashhad, on=DAY, by=world.mina, **said)


def screened(world, project):
    check_gate(
        project=project, criterion=world.criterion, is_met=True, note="Register of land, 12", on=DAY, by=world.sara
    )
    return advance(project=project, to=State.SCREENED, on=DAY, by=world.sara)


def financed(world, project, **funder):
    """The project prepared, matched with a bank and financed by the board."""
    screened(world, project)
    bank = a_funder(world, **funder or {"REGION": {"values": ["asia-pacific"]}})
    lines = [LINES[0], LINES[1] | {"funder": bank}]
    write_plan(project=project, lines=lines, on=DAY, by=world.mina)
    settle_plan(project=project, on=DAY, by=world.mina)
    for state in (State.PREPARED, State.MATCHED):
        advance(project=project, to=state, on=DAY, by=world.sara)
    decision = record_decision(
        body=world.board, title=names(en="The tram is financed"), decided_on=PartialDate("2026-03-01"), by=world.sara
    )
    add_indicator(project=project, names=names(en="Passengers a day"), target=Decimal(50_000), by=world.sara)
    return advance(project=project, to=State.FINANCED, on=DAY, decision=decision, by=world.sara)


def an_agreement(world, project):
    """Two instalments, of 200,000 and 400,000 euros."""
    instalments = [(Decimal(200_000), SPRING, SUMMER), (Decimal(400_000), SUMMER, AUTUMN)]
    said = {"text": "The fund gives, the city builds.", "language": "en", "on": DAY}
    return draft_agreement(project=project, amount=Decimal(600_000), instalments=instalments, by=world.sara, **said)


def a_rate(world, base="IRR", currency="EUR", rate="0.000002", on=DAY):
    said = {"on": on, "today": on, "rate": Decimal(rate), "source": "Test"}
    return publish_rate(base=base, currency=currency, by=world.sara, **said)
