"""The engine of assignment beside an integer program written from the rules, on small problems of every kind."""

from dataclasses import replace

from hypothesis import given, settings

from hamshahr.juries.assigning.pairs import affinity_of
from hamshahr.juries.assigning.problem import TOPICS, Assigned, Juror
from hamshahr.juries.assigning.solving import assign
from hamshahr.juries.tests.problems import allowed, faults_of, optimum, problems


@settings(max_examples=60, deadline=None)
@given(problems())
def test_an_assignment_is_the_optimum_or_there_is_none(problem):
    answer, best = assign(problem), optimum(problem)

    if not isinstance(answer, Assigned):
        assert best is None
        assert answer.shortages or answer.idle
        return
    assert (answer.total, answer.best_total) == (best, best)
    assert list(faults_of(answer)) == []
    assert bound_of(answer) == best
    reordered = replace(problem, submissions=problem.submissions[::-1], jurors=problem.jurors[::-1])
    assert assign(reordered).pairs == answer.pairs


def bound_of(answer):
    """What nobody can exceed at the prices of the certificate."""
    problem, bound = answer.problem, 0
    for one in problem.submissions:
        readers = [juror for juror in problem.jurors if allowed(problem, one, juror)]
        gains = sorted(((affinity_of(one, j) - answer.prices[j.id], j.region) for j in readers), reverse=True)
        panel = []
        for gain, region in gains:
            if len(panel) < problem.reviews and [each for _, each in panel].count(region) < problem.region_cap:
                panel.append((gain, region))
        bound += sum(gain for gain, _ in panel)
    prices = [(answer.prices[one.id], one) for one in problem.jurors]
    return bound + sum(max(price * one.min_load, price * one.max_load) for price, one in prices)


@settings(max_examples=60, deadline=None)
@given(problems(jurors=4))
def test_what_the_report_of_an_impossible_problem_advises_makes_it_possible(problem):
    answer = assign(problem)
    if isinstance(answer, Assigned):
        return

    freed = replace(problem, jurors=[replace(one, min_load=0) for one in problem.jurors])
    alone = assign(freed)
    if isinstance(alone, Assigned):
        assert answer.idle
        assert all(one.must > one.can for one in answer.idle)
        return
    assert sum(one.missing for one in alone.shortages) > 0
    assert isinstance(assign(with_newcomers(freed, alone.shortages, 0)), Assigned)
    if len(alone.shortages) == 1:
        assert not isinstance(assign(with_newcomers(freed, alone.shortages, 1)), Assigned)


def with_newcomers(problem, shortages, fewer):
    """The problem with the jurors that a report advises to invite, or fewer: they read everything and judge nobody."""
    everything = frozenset().union(*(one.languages for one in problem.submissions))
    invited = [
        Juror(f"{group}/{number}", "", "", f"{group}/{number}", everything, (0,) * TOPICS, 0, short.capacity)
        for group, short in enumerate(shortages)
        for number in range(short.invite - fewer)
    ]
    return replace(problem, jurors=[*problem.jurors, *invited])
