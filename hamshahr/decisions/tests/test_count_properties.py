"""What must hold of every count: no vote appears or vanishes, seats are filled, the order of rows is nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from hamshahr.decisions.counting import ONE_SEAT, Ballots, Method, count

SIZE = 5
rankings = st.permutations(range(SIZE)).flatmap(lambda all: st.integers(1, SIZE).map(lambda kept: bytes(all[:kept])))
papers = st.dictionaries(rankings, st.integers(1, 40), min_size=1, max_size=12)
seats = st.integers(1, SIZE)
NAMES = tuple("ABCDE")


@settings(max_examples=200, deadline=None)
@given(papers, seats)
def test_every_stage_of_an_stv_count_adds_up_to_the_valid_ballots(papers, places):
    ballots = Ballots(NAMES, papers)
    counted = count(Method.SCOTTISH_STV, ballots, places)

    assert {sum(stage.totals) + stage.non_transferable for stage in counted.stages} == {ballots.valid}
    lost = [stage.non_transferable for stage in counted.stages]
    assert lost == sorted(lost)
    assert counted.quota == ballots.valid // (places + 1) + 1


@settings(max_examples=200, deadline=None)
@given(papers, seats)
def test_whoever_has_the_quota_at_first_is_elected_and_nobody_falls_below_it_again(papers, places):
    counted = count(Method.SCOTTISH_STV, Ballots(NAMES, papers), places)

    quota = counted.quota or 0
    reached = [one for one, total in enumerate(counted.stages[0].totals) if total >= quota]
    assert set(reached) <= set(counted.elected)
    for one in reached:
        assert all(stage.totals[one] >= quota for stage in counted.stages)


@settings(max_examples=60, deadline=None)
@given(papers, seats, st.randoms(use_true_random=False), st.sampled_from(Method))
def test_the_order_of_rows_never_matters_and_all_seats_are_filled(papers, places, chance, method):
    places = 1 if method in ONE_SEAT else places
    shuffled = dict(chance.sample(sorted(papers.items()), len(papers)))
    counted = count(method, Ballots(NAMES, papers), places)

    assert len(set(counted.elected)) == len(counted.elected) == places
    again = count(method, Ballots(NAMES, shuffled), places)
    assert (again.elected, again.stages) == (counted.elected, counted.stages)


@settings(max_examples=100, deadline=None)
@given(papers, st.sampled_from([Method.SCHULZE, Method.BORDA, Method.PLURALITY]))
def test_raising_the_winner_on_every_ballot_keeps_it_the_winner(papers, method):
    winner = count(method, Ballots(NAMES, papers), 1).elected[0]
    raised: dict[bytes, int] = {}
    for ranking, number in papers.items():
        others = bytes(one for one in ranking if one != winner)
        raised[bytes([winner]) + others] = raised.get(bytes([winner]) + others, 0) + number

    assert count(method, Ballots(NAMES, raised), 1).elected == (winner,)


@settings(max_examples=60, deadline=None)
@given(papers, st.integers(2, 30), st.sampled_from([Method.SCHULZE, Method.BORDA, Method.APPROVAL, Method.TWO_ROUND]))
def test_an_electorate_several_times_as_large_elects_the_same(papers, times, method):
    larger = {ranking: number * times for ranking, number in papers.items()}

    assert count(method, Ballots(NAMES, larger), 1).elected == count(method, Ballots(NAMES, papers), 1).elected
