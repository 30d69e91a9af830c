"""From scores to a ranking: what follows exactly, what the model promises, and that it keeps the promise."""

from fractions import Fraction
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import ranking as bench
from hamshahr.juries.ranking import Given, Sheet, rank
from hamshahr.juries.ranking.mixed import Design, Equations, fit

POINTS = st.integers(0, 20).map(lambda number: Fraction(number, 2))


def sheet_of(*rows, **weights):
    given = [Given(f"s{one}", f"j{juror}", Fraction(str(score)), *more) for one, juror, score, *more in rows]
    return Sheet.of(given, {name: Fraction(weight) for name, weight in weights.items()})


def by_name(ranking):
    return {one.submission: one for one in ranking.placed}


def test_raw_means_are_exact_and_what_nobody_scored_is_left_out():
    sheet = sheet_of(
        *[(1, 1, 7, "impact"), (1, 2, 8, "impact"), (1, 3, "7.1", "impact"), (1, 1, 4, "reach"), (1, 2, 5, "reach")],
        *[(2, 1, 9, "impact"), (2, 2, 9, "impact"), (2, 1, 1, "thought"), (3, 3, 2, "thought")],
        impact=2,
        reach="0.5",
        thought=0,
    )

    by_hand = (Fraction("22.1") / 3 * 2 + Fraction(9, 2) / 2) / Fraction("2.5")
    assert sheet.raw_means() == [by_hand, Fraction(9), None]
    found = by_name(rank(sheet))
    assert found["s1"].raw_mean == by_hand
    assert [(one.criterion, one.weight) for one in rank(sheet).criteria] == [("impact", 2), ("reach", Fraction(1, 2))]
    for one in found.values():
        assert abs(float(one.raw_mean) + one.shift + one.pull - one.estimate) < 2e-6


def a_panel(seed=4, submissions=40, jurors=8, criteria=1):
    return bench.drawn(np.random.default_rng(seed), submissions, jurors, 1.0, 1.0, 0.8, criteria, 0.5)


def likelihood(design, scores, variances):
    """The restricted likelihood with what keeps variances from nought, by whole matrices, and the best guesses."""
    of_submissions, of_jurors, of_chance = variances
    one, other = np.eye(design.number)[design.submissions], np.eye(design.panel)[design.jurors]
    whole = of_submissions * one @ one.T + of_jurors * other @ other.T + of_chance * np.eye(len(scores))
    inverse, ones = np.linalg.inv(whole), np.ones(len(scores))
    mean = ones @ inverse @ scores / (ones @ inverse @ ones)
    left = scores - mean
    told = np.linalg.slogdet(whole)[1] + log(ones @ inverse @ ones) + left @ inverse @ left
    return -told / 2 + log(of_submissions) / 2 + log(of_jurors) / 2, of_submissions * one.T @ inverse @ left, mean


def test_the_fit_is_that_of_whole_matrices_and_no_other_variances_are_likelier():
    sheet, _truth = a_panel()
    column = sheet.columns[0]
    design, scores = Design.of(column, 40, 8), np.array(column.points) / column.scale
    found = fit(design, scores, np.random.default_rng(1))

    best, guesses, mean = likelihood(design, scores, found.variances)
    assert np.allclose(found.submissions, guesses, atol=1e-8)
    assert found.mean == pytest.approx(mean)
    for place in range(3):
        for turn in (0.94, 1.06):
            moved = np.array(found.variances)
            moved[place] *= turn
            assert likelihood(design, scores, moved)[0] < best
    right = design.by_juror(scores)
    exact = Equations(design, 0.7, 1.3)
    assert np.allclose(exact.by_gradients(right, 1e-9), exact.solve(right), atol=1e-6)


def test_harsh_and_lenient_jurors_mislead_the_mean_but_not_us_and_intervals_cover():
    dice = np.random.default_rng(11)
    found = [bench.measured(dice, (120, 20, 1.0, 1.2, 0.6, 1, 0.0)) for _panel in range(4)]

    tau = {way: np.mean([one[0][way][0] for one in found]) for way in ("mean", "median", "trimmed", "ours")}
    assert tau["ours"] > tau["mean"] + 0.1 > tau["mean"] > max(tau["median"], tau["trimmed"]) - 0.01
    hits = {way: np.mean([one[0][way][1] for one in found]) for way in ("mean", "ours")}
    assert hits["ours"] > hits["mean"]
    assert 0.85 < np.mean([one[1] for one in found]) < 0.96
    assert np.mean([one[2] for one in found]) < 0.5


def test_the_same_scores_give_the_same_ranking_whatever_the_order_of_their_rows():
    sheet, _truth = a_panel(criteria=3)
    rows = [
        Given(sheet.submissions[one], sheet.jurors[juror], Fraction(points, column.scale), column.criterion)
        for column in sheet.columns
        for one, juror, points in zip(column.submissions, column.jurors, column.points, strict=True)
    ]

    assert rank(Sheet.of(reversed(rows)), seed="edition 6") == rank(Sheet.of(rows), seed="edition 6")
    assert rank(sheet, seed="edition 7").placed != rank(sheet, seed="edition 6").placed


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4), POINTS), min_size=4, max_size=25), st.data())
def test_a_recused_score_moves_no_mean_but_its_own_and_never_two_that_had_the_same_jurors(found, data):
    rows = {(one, juror): Given(f"s{one}", f"j{juror}", score) for one, juror, score in found}
    gone = data.draw(st.sampled_from(sorted(rows)))
    before = Sheet.of(rows.values())
    after = Sheet.of([row for key, row in rows.items() if key != gone] or rows.values())

    means, left = (dict(zip(one.submissions, one.raw_means(), strict=True)) for one in (before, after))
    others = [name for name in left if name != f"s{gone[0]}"]
    assert {name: means[name] for name in others} == {name: left[name] for name in others}
    readers = {name: {juror for one, juror in rows if f"s{one}" == name} for name in others}
    placed = by_name(rank(after, draws=19))
    for one in others:
        for other in others:
            if readers[one] == readers[other] and left[one] > left[other]:
                assert placed[one].estimate >= placed[other].estimate


def test_leaving_a_score_out_turns_the_order_of_others_only_where_it_was_open():
    sheet, _truth = a_panel(seed=9)
    column = sheet.columns[0]
    rows = [
        Given(sheet.submissions[one], sheet.jurors[juror], Fraction(points, column.scale))
        for one, juror, points in zip(column.submissions, column.jurors, column.points, strict=True)
    ]
    before = by_name(rank(sheet))
    for gone in range(0, len(rows), 12):
        after = by_name(rank(Sheet.of(rows[:gone] + rows[gone + 1 :]), draws=19))
        others = [name for name in after if name != rows[gone].submission]
        for one in others:
            for other in others:
                if before[one].rank < before[other].rank and after[one].rank > after[other].rank:
                    assert before[one].interval[1] >= before[other].interval[0]


def test_parts_without_a_common_juror_are_told_and_a_cut_inside_an_interval_is_open():
    ranking = rank(sheet_of((1, 1, 9), (1, 2, 7), (2, 1, 5), (2, 2, 4), (3, 3, 8), (3, 4, 2), (4, 3, 6), (5, 4, 3)))

    assert [(one.submissions, one.jurors) for one in ranking.components] == [
        (("s3", "s4", "s5"), ("j3", "j4")),
        (("s1", "s2"), ("j1", "j2")),
    ]
    assert not ranking.is_connected
    assert {one.submission for one in ranking.to_deliberation(2)} == {
        one.submission for one in ranking.placed if one.interval[0] <= 2 < one.interval[1]
    }
    assert ranking.to_deliberation(5) == ()


def test_what_tells_nothing_apart_leaves_every_place_open():
    flat = rank(sheet_of(*[(one, juror, 7) for one in range(6) for juror in range(3)]))
    assert {(one.rank, one.estimate, one.shift, one.pull) for one in flat.placed} == {(1, 7.0, 0.0, 0.0)}
    assert {one.interval[1] - one.interval[0] for one in flat.placed} <= {4, 5}
    assert {one.severity for one in flat.jurors} == {0.0}
    assert [one.submission for one in rank(sheet_of((1, 1, 5))).placed] == ["s1"]
    alone = rank(sheet_of((1, 1, 5), (2, 1, 8), (3, 1, 2)))
    assert [one.submission for one in alone.placed] == ["s2", "s1", "s3"]
    assert alone.jurors[0].severity == 0


def test_points_given_to_the_own_country_are_found_and_chance_is_not_called_so():
    dice = np.random.default_rng(2)
    names, given = ["fa", "ko", "es", "fr"], []
    for one, chosen in enumerate(bench.panels(dice, 150, 20)):
        for juror in chosen:
            favour = 1 if names[one % 4] == names[juror % 4] else 0
            score = 5 + dice.normal() + 0.2 * juror + favour
            given.append(Given(f"s{one:03}", f"j{juror:02}", Fraction(round(score * 10), 10)))
    jurors = {f"j{juror:02}": names[juror % 4] for juror in range(20)}
    own = {f"s{one:03}": names[one % 4] for one in range(150)}

    found = rank(Sheet.of(given, None, jurors, own), draws=19).bias[0]
    assert found.own + found.others == 450
    assert found.interval[0] < 1 < found.interval[1]
    assert found.is_beyond_chance
    elsewhere = {name: f"{place % 3}" for place, name in enumerate(own)}
    mixed = {name: f"{place % 3}" for place, name in enumerate(jurors)}
    assert not rank(Sheet.of(given, None, mixed, elsewhere), draws=19).bias[0].is_beyond_chance
    assert rank(Sheet.of(given), draws=19).bias == ()
