"""What an assignment may be asked for beside its total: even loads, no panel left far behind, few changes later."""

from dataclasses import replace

from hamshahr.juries.assigning.problem import Assigned
from hamshahr.juries.assigning.repairing import repair
from hamshahr.juries.assigning.solving import assign
from hamshahr.juries.tests.instances import instance
from hamshahr.juries.tests.problems import faults_of


def test_a_fair_assignment_lifts_the_poorest_panel_for_two_thousandths_of_the_total():
    problem = instance(200, 40, "c", most=1.1, least=0.8)

    plain, fair = assign(problem), assign(replace(problem, fair=True))

    assert isinstance(plain, Assigned)
    assert plain.total == plain.best_total == fair.best_total
    assert fair.total >= fair.best_total * 0.998
    assert fair.smallest_share > plain.smallest_share + 0.3
    assert fair.smallest_share >= fair.share_bound * 0.98
    assert list(faults_of(fair)) == []


def test_even_loads_differ_by_one_where_limits_and_conflicts_allow_it_and_else_as_little_as_they_can():
    problem = instance(60, 17, "even", least=0, most=3, written=(1, 0, 0, 0, 0, 0))
    judges = [replace(one, languages=frozenset({"en"})) for one in problem.jurors]
    problem = replace(problem, jurors=judges)

    even = assign(replace(problem, even=True))
    assert {load - min(even.loads.values()) for load in even.loads.values()} == {0, 1}
    assert even.total <= assign(problem).total
    assert list(faults_of(even)) == []

    judges = [replace(judges[0], max_load=2), *judges[1:]]
    bounded = assign(replace(problem, jurors=judges, even=True))
    others = {load for name, load in bounded.loads.items() if name != judges[0].id}
    assert bounded.loads[judges[0].id] == 2
    assert max(others) - min(others) <= 1


def test_a_late_conflict_changes_one_seat_and_a_withdrawal_those_that_it_leaves_empty():
    problem = instance(60, 24, "repair", most=1.6, least=0, written=(1, 0, 0, 0, 0, 0))
    before = assign(problem)
    kept, late = frozenset(before.pairs), before.pairs[10]

    conflicted = replace(problem, conflicts=problem.conflicts | {late})
    after = repair(conflicted, kept)
    assert kept - set(after.pairs) == {late}
    assert list(faults_of(after)) == []
    assert after.total <= after.best_total == assign(conflicted).total

    gone = problem.jurors[0].id
    without = replace(problem, jurors=problem.jurors[1:])
    begun = frozenset(pair for pair in before.pairs if pair[1] == problem.jurors[1].id)
    after = repair(without, kept, begun)
    assert {juror for _, juror in kept - set(after.pairs)} == {gone}
    assert begun <= set(after.pairs)
    assert list(faults_of(after)) == []


def a_mixed_jury():
    """Four women and twelve men of six countries."""
    problem = instance(30, 16, "mix", most=1.6, least=0, written=(1, 0, 0, 0, 0, 0))
    judges = [
        replace(one, gender="female" if number % 4 == 0 else "male", country=f"C{number % 6}", city="")
        for number, one in enumerate(problem.jurors)
    ]
    return replace(problem, jurors=judges)


def panels(answer, word):
    """What the jurors of each panel have of that."""
    found = {}
    for submission, juror in answer.pairs:
        found.setdefault(submission, []).append(word[juror])
    return found.values()


def test_panels_are_mixed_by_gender_and_country_where_they_can_be_and_the_rules_hold():
    problem = a_mixed_jury()
    genders, countries = ({one.id: getattr(one, word) for one in problem.jurors} for word in ("gender", "country"))

    plain = assign(problem)
    assert any(len(set(panel)) == 1 for panel in panels(plain, genders))
    assert any(len(set(panel)) < 3 for panel in panels(plain, countries))

    mixed = assign(replace(problem, mixes_genders=True, mixes_countries=True))
    assert [panel for panel in panels(mixed, genders) if len(set(panel)) == 1] == []
    assert [panel for panel in panels(mixed, countries) if len(set(panel)) < 3] == []
    assert list(faults_of(mixed)) == []
    assert plain.total * 0.9 < mixed.total <= mixed.best_total == plain.total


def test_who_fills_a_jury_later_mixes_the_panels_again_and_moves_nobody_more_for_it():
    asked = replace(a_mixed_jury(), mixes_genders=True, mixes_countries=True)
    words = [{one.id: getattr(one, word) for one in asked.jurors} for word in ("gender", "country")]
    kept = frozenset(assign(asked).pairs)
    gone = next(one.id for one in asked.jurors if one.gender == "female")
    begun = frozenset(pair for pair in kept if pair[1] == asked.jurors[1].id)
    fewer = replace(asked, jurors=[one for one in asked.jurors if one.id != gone])

    plain = repair(replace(fewer, mixes_genders=False, mixes_countries=False), kept, begun)
    mixed = repair(fewer, kept, begun)

    of_one, twice = (
        [sum(len(set(panel)) < least for panel in panels(each, word)) for each in (plain, mixed)]
        for word, least in zip(words, (2, 3), strict=True)
    )
    assert of_one[1] < of_one[0] and twice[1] < twice[0]
    assert len(kept - set(mixed.pairs)) == len(kept - set(plain.pairs))
    assert begun <= set(mixed.pairs)
    assert mixed.best_total == plain.best_total >= plain.total >= mixed.total
    assert list(faults_of(mixed)) == []
    assert repair(fewer, kept, begun) == mixed
