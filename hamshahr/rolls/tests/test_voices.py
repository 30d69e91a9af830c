"""Rolls of bodies of seats, of networks that never charged, votes that weigh, and the seal of a frozen roll."""

from datetime import date, timedelta

import pytest

from hamshahr.bodies.models import Rule
from hamshahr.bodies.services import end_local_office, enrol, grant_mandate
from hamshahr.bodies.tests.builders import mayor, office, person, rule, statute
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Place
from hamshahr.rolls.digests import is_whole
from hamshahr.rolls.models import RollLine
from hamshahr.rolls.queries import entitled_lines
from hamshahr.rolls.rules import line_of
from hamshahr.rolls.services import compute_roll, freeze_roll
from hamshahr.seals.queries import is_genuine
from tests.replay import breaks, untold
from tests.world import city

from .builders import CUT_OFF, DAY, an_assembly, said

SEATED = date(2025, 6, 1)


def test_a_board_lists_seats_that_speak_and_those_that_are_silent_with_what_mends_them(cases):
    network, board = cases, an_assembly(cases, slug="board-2026", kind="board meeting", body=cases.board)
    seats = office(network, "member", seats=None)
    for slug in ("mashhad", "seoul", "brussels", "cairo"):
        local = mayor(network, getattr(network, slug), person(network, f"mayor-{slug}"), starts_on=SEATED)
        holder = {"person": local.person, "local_office": local, "starts_on": SEATED, "by": network.sara}
        grant_mandate(office=seats, party=getattr(network, slug), **holder)
        if slug == "brussels":
            end_local_office(local_office=local, ends_on=DAY - timedelta(days=9), by=network.sara)
    outside = city("hanoi", network.korea, (1, 1), "Asia/Seoul", en="Hanoi", fa="هانوی")
    grant_mandate(office=seats, party=outside, starts_on=SEATED, by=network.sara)

    roll = compute_roll(gathering=board, cut_off=CUT_OFF, by=network.sara)

    assert said(roll) == {
        "mashhad": (True, "paid", ""),
        "seoul": (False, "unpaid", "pay"),
        "brussels": (False, "questioned", "fill seat"),
        "cairo": (False, "suspended", "be resumed"),
        "hanoi": (True, "uncharged", ""),
    }
    line = line_of(roll, network.seoul)
    assert (line.mandate.office, line.membership) == (seats, network.members["seoul"])


@pytest.mark.parametrize(
    ("votes", "mashhad", "missing"),
    [("equal", 1, ""), ("dues", 1700, "Lima, Oslo"), ("population", 3_000_001, "Lima")],
)
def test_votes_weigh_as_the_statutes_say_and_a_missing_figure_is_named_before_freezing(cases, votes, mashhad, missing):
    Rule.objects.update(values={"fee_paid_of_year": -1, "votes": votes})
    Place.objects.filter(pk=cases.mashhad.place_id).update(population=3_000_001)
    Place.objects.filter(pk=cases.lima.place_id).update(population=None)

    roll = compute_roll(gathering=cases.assembly, cut_off=CUT_OFF, by=cases.sara)

    assert line_of(roll, cases.mashhad).weight == mashhad
    assert {line.party.slug for line in entitled_lines(roll)} == {"mashhad", "lima", "oslo"}
    if missing:
        with pytest.raises(Refused, match=f"is missing for: {missing}"):
            freeze_roll(roll=roll, by=cases.sara)


def test_where_nobody_was_charged_all_are_entitled_and_a_frozen_roll_is_signed_once(world, settings, tmp_path):
    settings.DATA = tmp_path
    statute(world, rule("9", "voting right", fee_paid_of_year=-1))
    for party in (world.mashhad, world.seoul):
        enrol(party=party, body=world.metropolis, state="active", joined_on=SEATED, by=world.sara)
    roll = compute_roll(gathering=an_assembly(world), by=world.sara)
    assert said(roll) == {"mashhad": (True, "uncharged", ""), "seoul": (True, "uncharged", "")}
    assert roll.cut_off.isoformat() == "2026-06-09T22:00:00+00:00"  # the beginning of the day in Brussels

    frozen = freeze_roll(roll=compute_roll(gathering=roll.gathering, cut_off=CUT_OFF, by=world.sara), by=world.sara)

    assert is_genuine(frozen.seal) and frozen.digest in frozen.seal.statement
    assert is_whole(frozen) and (frozen.version, frozen.seal.sealed_by) == (2, world.sara)
    RollLine._base_manager.filter(roll=frozen, party=world.seoul).update(is_entitled=False)
    assert not is_whole(frozen)
    assert [*breaks(), *(line for line in untold() if line.startswith("Roll"))] == []
