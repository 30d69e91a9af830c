"""A few finalists: Kemeny's order beside every order there is, majority judgement beside its definition."""

from itertools import combinations, permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from hamshahr.juries.ranking.kemeny import kemeny, preferences
from hamshahr.juries.ranking.majority import judge


@settings(max_examples=40, deadline=None)
@given(st.lists(st.permutations(range(5)).flatmap(lambda one: st.integers(0, 5).map(lambda n: one[:n])), max_size=7))
def test_no_order_agrees_with_more_pairs_than_kemenys(rankings):
    above = preferences(5, rankings)
    agreed = {order: sum(above[a][b] for a, b in combinations(order, 2)) for order in permutations(range(5))}

    found = kemeny(5, rankings)
    assert found.agreements == max(agreed.values()) == agreed[found.order]
    assert found.is_only is (list(agreed.values()).count(found.agreements) == 1)


def worst_first(grades):
    """The definition: the lower median, then again without it."""
    grades, found = sorted(grades), []
    while grades:
        found.append(grades.pop((len(grades) - 1) // 2))
    return found


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 9).flatmap(lambda n: st.lists(st.lists(st.integers(0, 4), min_size=n, max_size=n), min_size=1)))
def test_majority_judgement_follows_the_medians_that_are_taken_away(ballots):
    tallies = [[grades.count(grade) for grade in range(5)] for grades in ballots]

    found = judge(tallies)
    keys = [worst_first(ballots[one.entry]) for one in found]
    assert keys == sorted(keys, reverse=True)
    assert [one.median for one in found] == [key[0] for key in keys]
    assert [one.place for one in found] == [1 + sum(other > key for other in keys) for key in keys]
