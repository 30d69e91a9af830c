"""Published and textbook elections, each by its method."""

import hashlib
from fractions import Fraction

import pytest

from hamshahr.decisions.counting import Method, count
from hamshahr.decisions.tests.rooms import an_election, by_letters, names

TENNESSEE = by_letters("42 MNCK\n26 NCKM\n15 CKNM\n17 KCNM", "MNCK")
SCHULZE_45 = by_letters("5 ACBED\n5 ADECB\n8 BEDAC\n3 CABED\n7 CAEBD\n2 CBADE\n7 DCEBA\n8 EBADC", "ABCDE")
ANDREA = by_letters("16 ABCD\n24 ACBD\n17 DABC", "ABCD")
PARTY_FOOD = by_letters("4 O\n2 PO\n8 CS\n4 CW\n1 S\n1 W", "OPCSW")


@pytest.mark.parametrize(
    ("method", "capital"),
    [
        (Method.PLURALITY, "M"),
        (Method.SNTV, "M"),
        (Method.TWO_ROUND, "N"),
        (Method.BORDA, "N"),
        (Method.SCHULZE, "N"),
        (Method.SCOTTISH_STV, "K"),
    ],
)
def test_the_capital_of_tennessee_depends_on_the_method(method, capital):
    assert names(count(method, TENNESSEE, 1), "MNCK") == capital


def test_borda_points_of_tennessee():
    assert count(Method.BORDA, TENNESSEE, 1).stages[0].totals == (126, 194, 173, 107)


def test_those_a_ballot_does_not_rank_share_the_points_that_are_left():
    assert count(Method.BORDA, an_election("2,1 1,2>1", candidates=4), 1).stages[0].totals == (
        8,
        5,
        Fraction(5, 2),
        Fraction(5, 2),
    )


def test_approval_counts_everyone_named_in_whatever_order():
    counted = count(Method.APPROVAL, an_election("3,1>2 2,2>1 4,3 1,3>2"), 2)

    assert (counted.stages[0].totals, counted.elected) == ((5, 6, 5), (1, 0))


def test_the_second_round_leaves_out_ballots_that_name_neither():
    counted = count(Method.TWO_ROUND, an_election("5,1 4,2>1 3,3>2 2,4"), 1)

    assert counted.quota == 8
    assert [stage.totals for stage in counted.stages] == [(5, 4, 3, 2), (5, 7, 0, 0)]
    assert (counted.stages[1].non_transferable, counted.elected) == (2, (1,))


def test_more_than_half_of_the_first_round_needs_no_second():
    counted = count(Method.TWO_ROUND, an_election("6,2 3,1 2,3"), 1)

    assert (len(counted.stages), counted.elected, counted.quota) == (1, (1,), 6)


def test_schulze_orders_his_45_voters_as_his_paper_does():
    counted = count(Method.SCHULZE, SCHULZE_45, 5)

    assert names(counted, "ABCDE") == "EACBD"
    assert counted.pairwise == (
        (0, 20, 26, 30, 22),
        (25, 0, 16, 33, 18),
        (19, 29, 0, 17, 24),
        (15, 12, 28, 0, 14),
        (23, 27, 21, 31, 0),
    )
    assert counted.strongest_paths == (
        (0, 28, 28, 30, 24),
        (25, 0, 28, 33, 24),
        (25, 29, 0, 29, 24),
        (25, 28, 28, 0, 24),
        (25, 28, 28, 31, 0),
    )


def test_half_of_andreas_votes_elect_carter():
    counted = count(Method.SCOTTISH_STV, ANDREA, 2)

    assert counted.quota == 20
    assert [stage.totals for stage in counted.stages] == [(40, 0, 0, 17), (20, 8, 12, 17), (20, 0, 20, 17)]
    assert names(counted, "ABCD") == "AC"


def test_the_party_food_of_the_textbook():
    counted = count(Method.SCOTTISH_STV, PARTY_FOOD, 3)

    assert counted.quota == 6
    assert [stage.totals for stage in counted.stages] == [
        (4, 2, 12, 1, 1),
        (4, 2, 6, 5, 3),
        (6, 0, 6, 5, 3),
        (6, 0, 6, 5, 0),
    ]
    assert names(counted, "OPCSW") == "COS"


def test_a_transfer_value_is_cut_off_after_five_places_and_what_is_cut_off_is_shown():
    counted = count(Method.SCOTTISH_STV, an_election("9,1>2 5,2 4,3 3,4>3 2,1"), 2)

    assert counted.quota == 8
    assert counted.stages[1].totals == (8, 5 + 9 * Fraction(27272, 100_000), 4, 3)
    assert counted.stages[1].non_transferable == 3 - 9 * Fraction(27272, 100_000)


def test_a_paper_that_came_with_a_surplus_goes_on_at_its_own_value():
    counted = count(Method.SCOTTISH_STV, an_election("12,1>2>3 5,2>3 4,3 3,4 1,5"), 3)

    assert counted.quota == 7
    first = Fraction(41666, 100_000)
    assert counted.stages[1].totals[1] == 5 + 12 * first
    total, surplus = 5 + 12 * first, 12 * first - 2
    values = [Fraction(int(surplus * value / total * 100_000), 100_000) for value in (first, Fraction(1))]
    assert counted.stages[2].totals[2] == 4 + 12 * values[0] + 5 * values[1]


def test_equal_surpluses_go_by_the_latest_stage_that_parts_them():
    counted = count(Method.SCOTTISH_STV, an_election("6,1 7,2 3,5>1 2,5>2 7,3 6,4 6,6"), 4)

    assert counted.stages[1].totals == (9, 9, 7, 6, 0, 6)
    assert [(stage.action, stage.candidate) for stage in counted.stages[1:3]] == [("exclusion", 4), ("surplus", 1)]
    ties = [(step.kind, step.figures) for step in counted.steps if step.kind.startswith("tie")]
    assert ties[0] == ("tie by stage", {"candidates": [0, 1], "stage": 1, "chosen": 1})
    assert counted.elected[:2] == (1, 0)


def test_equal_last_candidates_go_by_the_latest_stage_that_parts_them():
    counted = count(Method.SCOTTISH_STV, an_election("10,1 9,2 4,3 3,4 1,5>4"), 1)

    excluded = [stage.candidate for stage in counted.stages if stage.action == "exclusion"]
    ties = [(step.kind, step.figures) for step in counted.steps if step.kind.startswith("tie")]
    assert excluded == [4, 3, 2, 1]
    assert ties == [("tie by stage", {"candidates": [2, 3], "stage": 1, "chosen": 3})]


def test_without_a_seed_the_list_decides_ties_and_with_one_the_published_lots_do():
    rows = an_election("1,1 1,2 1,3")

    assert count(Method.PLURALITY, rows, 1).elected == (0,)
    for seed in ("8 November 2021", "x", "مشهد"):
        digests = {one: hashlib.sha256(f"{seed}/{one + 1}".encode()).hexdigest() for one in range(3)}
        counted = count(Method.PLURALITY, rows, 1, seed)
        assert counted.elected == (min(digests, key=lambda one: digests[one]),)
        assert "tie by lot" in {step.kind for step in counted.steps}


@pytest.mark.parametrize("method", Method)
def test_one_candidate_alone_is_elected_by_every_method(method):
    assert count(method, an_election("3,1"), 1).elected == (0,)
