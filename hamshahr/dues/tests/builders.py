"""What the tests of this room need beside the shared cast: rules, figures, members and invoices."""

import itertools
from datetime import date
from decimal import Decimal

from hamshahr.bodies.services import enrol
from hamshahr.dues.models import Footing, IncomeGroup
from hamshahr.dues.services import classify_country, issue_invoices, publish_scale, set_footing
from hamshahr.parties.services import appoint_liaison
from tests.world import user

START, ISSUED, DUE = date(2019, 1, 1), date(2026, 1, 15), date(2026, 4, 15)
SOURCE = "Demonstration"
# A published table: income group × (capital, other) × (exclusive, joint).
ROWS = {
    IncomeGroup.LOW: (1_200, 800, 1_000, 600),
    IncomeGroup.LOWER_MIDDLE: (2_500, 1_700, 2_000, 1_300),
    IncomeGroup.UPPER_MIDDLE: (5_200, 3_600, 4_300, 2_900),
    IncomeGroup.HIGH: (9_800, 6_900, 8_100, 5_500),
}
KINDS = [(capital, tie) for tie in ("exclusive", "joint") for capital in ("capital", "other")]
CELLS = {
    (str(group), capital, tie): Decimal(amount)
    for group, amounts in ROWS.items()
    for (capital, tie), amount in zip(itertools.chain(KINDS), amounts, strict=True)
}


def a_table(world, **fields):
    """The rules of the association from 2019 on: a table, tax of 21 per cent held in it, 15 per cent off."""
    said = {"starts_on": START, "article": "28", "way": "table", "currency": "EUR", "source": SOURCE}
    said |= {"tax_percent": Decimal(21), "discount_percent": Decimal(15), "cells": CELLS, "body": world.metropolis}
    return publish_scale(**said | fields, by=world.sara)


def member(world, party, body=None, **footing):
    """A member with the figures that the rules ask for."""
    body = body or world.metropolis
    membership = enrol(party=party, body=body, state="active", joined_on=START, by=world.sara)
    said = {"capital": "other", "tie": "exclusive", "source": SOURCE} | footing
    set_footing(membership=membership, starts_on=START, by=world.sara, **said)
    return membership


def income(world, country, group, **fields):
    said = {"starts_on": START, "source": SOURCE} | fields
    return classify_country(country=country, group=group, by=world.sara, **said)


def charged(world):
    """Mashhad and Seoul charged for 2026, with somebody for each duty in Mashhad."""
    a_table(world)
    income(world, world.iran, IncomeGroup.LOWER_MIDDLE)
    income(world, world.korea, IncomeGroup.HIGH)
    world.member = member(world, world.mashhad)
    world.other_member = member(world, world.seoul, capital=Footing.Standing.CAPITAL)
    for duty in ("dues", "votes", "reader"):
        person = user(duty, duty.title(), language="fa" if duty == "dues" else "en")
        setattr(world, duty, person)
        appoint_liaison(user=person, party=world.mashhad, duty=duty, starts_on=START, by=world.sara)
    issue_invoices(body=world.metropolis, year=2026, on=ISSUED, by=world.sara)
    world.invoice = world.member.invoices.get()
    world.other_invoice = world.other_member.invoices.get()
    return world
