"""Seats shared out by averages and filled under quotas, held against published tables and against every possibility."""

from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamshahr.decisions.counting import Divisor, Lots, Quotas, Standing, seat_under_quotas, share_out, words
from hamshahr.decisions.counting.results import Step

D_HONDT, WEBSTER = Divisor.D_HONDT, Divisor.WEBSTER

# The example with four lists and eight seats that textbooks print; the apportionment of 1792 (census of 1790, 105
# seats) that Balinski and Young, Fair Representation, table 1.1, give for Webster and for Jefferson (D'Hondt).
FOUR = (100_000, 80_000, 30_000, 20_000)
STATES = (
    630_560, 475_327, 434_373, 353_523, 331_589, 278_514, 236_841, 206_236,
    179_570, 141_822, 85_533, 70_835, 68_705, 68_446, 55_540,
)  # fmt: skip
JEFFERSON = (19, 14, 13, 10, 10, 8, 7, 6, 5, 4, 2, 2, 2, 2, 1)
BY_WEBSTER = (18, 14, 13, 10, 10, 8, 7, 6, 5, 4, 2, 2, 2, 2, 2)


@pytest.mark.parametrize(
    ("votes", "seats", "divisor", "expected"),
    [
        (FOUR, 8, D_HONDT, (4, 3, 1, 0)),
        (FOUR, 8, WEBSTER, (3, 3, 1, 1)),
        (STATES, 105, D_HONDT, JEFFERSON),
        (STATES, 105, WEBSTER, BY_WEBSTER),
        ((0, 0), 1, WEBSTER, (1, 0)),
        ((5,), 3, D_HONDT, (3,)),
        ((1, 2), 0, D_HONDT, (0, 0)),
    ],
)
def test_averages_give_the_published_tables(votes, seats, divisor, expected):
    assert share_out(votes, seats, divisor, Lots.drawn(len(votes))).seats == expected


def test_equal_averages_for_the_last_seat_go_by_the_published_lot_and_it_is_said():
    lots = Lots.drawn(2, "a seed that loses the first")
    winner = lots.order[0]
    sharing = share_out((10, 10), 1, WEBSTER, lots)

    assert sharing.seats[winner] == 1
    assert sharing.steps[-1] == Step("tie by lot", {"candidates": list(lots.order), "winners": [winner]})
    names = ["North", "South"]
    assert words.sentence(share_out((10, 5), 1, WEBSTER, lots).steps[0], names) == (
        "Seat 1 goes to North with the highest average, 10.00000; its seats: 1."
    )


votes = st.lists(st.integers(1, 60), min_size=2, max_size=4)


@settings(max_examples=60, deadline=None)
@given(votes, st.integers(1, 6))
def test_webster_is_nearest_to_the_shares_and_d_hondt_pays_the_least_for_a_seat(votes, seats):
    def unfairness(sharing):
        shares = [Fraction(vote * seats, sum(votes)) for vote in votes]
        return sum((got - share) ** 2 / share for got, share in zip(sharing, shares, strict=True))

    def dearest(sharing):
        return max(Fraction(got, vote) for got, vote in zip(sharing, votes, strict=True))

    every = [one for one in product(range(seats + 1), repeat=len(votes)) if sum(one) == seats]
    lots = Lots.drawn(len(votes))
    assert unfairness(share_out(votes, seats, WEBSTER, lots).seats) == min(map(unfairness, every))
    assert dearest(share_out(votes, seats, D_HONDT, lots).seats) == min(map(dearest, every))


def meets(those, standings, quotas):
    regions = [standings[one].region for one in those]
    genders = [standings[one].gender for one in those]
    return (
        all(regions.count(region) >= least for region, least in quotas.least.items())
        and all(regions.count(region) <= most for region, most in quotas.most.items())
        and genders.count("woman") >= quotas.women
        and genders.count("man") >= quotas.men
    )


candidates = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from("ABC"), st.sampled_from(["woman", "man", ""])), min_size=1, max_size=8
)
limits = st.dictionaries(st.sampled_from("ABC"), st.integers(0, 3), max_size=3)
quotas = st.builds(Quotas, least=limits, most=limits, women=st.integers(0, 2), men=st.integers(0, 2))


@settings(max_examples=150, deadline=None)
@given(candidates, quotas, st.integers(1, 5))
def test_seats_under_quotas_are_the_best_of_all_choices_there_are(candidates, quotas, seats):
    totals = [total for total, _region, _gender in candidates]
    standings = [Standing(region, gender) for _total, region, gender in candidates]
    lots = Lots.drawn(len(candidates), "seed")
    found = seat_under_quotas(totals, standings, seats, quotas, lots)

    possible = [those for those in combinations(range(len(candidates)), seats) if meets(those, standings, quotas)]
    assert (found is None) == (possible == [])
    if found is not None:
        best = max(possible, key=lambda those: (sum(totals[one] for one in those), first_lots(those, lots)))
        assert sorted(found.elected) == sorted(best)


def first_lots(those, lots):
    return [one in those for one in lots.order]


def test_a_quota_says_whom_it_keeps_out_and_whom_it_lets_in():
    totals = (9, 8, 7, 3)
    standings = [Standing("asia", "man"), Standing("asia", "man"), Standing("asia", "woman"), Standing("europe", "man")]
    names = ["A", "B", "C", "D"]
    seating = seat_under_quotas(totals, standings, 3, Quotas({"europe": 1}, women=1), Lots.drawn(4))

    assert seating.elected == (0, 2, 3)
    assert [words.sentence(step, names) for step in seating.steps] == [
        "B has 8 and would be elected, but a quota gives the seat to another.",
        "A is elected with 9.",
        "C is elected with 7.",
        "D is elected with 3, so that the quotas are met.",
    ]
    assert seat_under_quotas(totals, standings, 3, Quotas({"africa": 1}), Lots.drawn(4)) is None
