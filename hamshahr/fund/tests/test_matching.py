"""Each funder is tried criterion by criterion, and the page can say which one fails and why."""

from decimal import Decimal

import pytest

from hamshahr.bodies.services import enrol
from hamshahr.fund.matching import matches
from hamshahr.fund.models import State
from hamshahr.fund.services import advance, settle_plan, write_plan
from hamshahr.kernel.errors import Refused

from .builders import DAY, LINES, a_funder, a_project, a_rate, screened


def test_a_match_names_the_criterion_that_fails(world):
    project = a_project(world)
    enrol(party=world.mashhad, body=world.metropolis, state="active", by=world.sara)
    write_plan(project=project, lines=LINES, on=DAY, by=world.mina)
    a_rate(world, base="EUR", currency="USD", rate="1.1")
    fitting = {"REGION": {"values": ["asia-pacific"]}, "MEMBER": {"values": ["metropolis"]}}
    fitting |= {"COST_TO": {"number": 1_100_000, "currency": "USD"}, "OWN_SHARE": {"number": 40}}
    a_funder(world, "fitting", **fitting, PEOPLE={"number": 500_000}, INSTRUMENT={"values": ["grant", "loan"]})
    a_funder(world, "near", **fitting | {"OWN_SHARE": {"number": 41}})
    a_funder(world, "far", COUNTRY={"values": ["KR"]}, TOPIC={"values": []}, COST_FROM={"number": 9, "currency": "IRR"})
    found = matches(project, DAY)
    plain = {ord(mark): None for mark in "\u2068\u2069"}

    assert [(row.funder.slug, row.fits) for row in found] == [("fitting", True), ("near", False), ("far", False)]
    assert [(check.words, check.found) for check in found[1].failing] == [
        ("The city pays at least 41 percent itself.", "40.0 percent")
    ]
    assert [(check.words.translate(plain), check.found) for check in found[2].failing] == [
        ("The project costs at least 9\u00a0IRR.", "no rate for this currency"),
        ("The city lies in: South Korea.", "Iran"),
        ("The project is about: .", "no topic given"),
    ]


def test_a_project_is_matched_only_with_funders_that_fit(world):
    project = screened(world, a_project(world))
    bank = a_funder(world, REGION={"values": ["europe"]})
    write_plan(project=project, lines=[LINES[0], LINES[1] | {"funder": bank}], on=DAY, by=world.mina)
    settle_plan(project=project, on=DAY, by=world.mina)
    advance(project=project, to=State.PREPARED, on=DAY, by=world.sara)

    with pytest.raises(Refused, match="Bank does not fit: The city lies in: Europe"):
        advance(project=project, to=State.MATCHED, on=DAY, by=world.sara)
    assert project.steps.count() == 3
    assert Decimal(0) < project.cost
