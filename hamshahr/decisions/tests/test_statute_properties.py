"""What must hold under any statutes: of the further rules, and of the smallest absence that breaks a quorum."""

import itertools
from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from hamshahr.decisions.verdicts import (
    Base,
    Case,
    Choice,
    Member,
    Outcome,
    Proxy,
    Rule,
    Tie,
    Within,
    decide,
    room_of,
    smallest_absence,
)
from hamshahr.decisions.verdicts.reading import rule_from
from hamshahr.decisions.verdicts.words import sentences
from hamshahr.decisions.verdicts.writing import rule_as_json

IDS = [f"m{number}" for number in range(7)]
shares = st.sampled_from([Fraction(0), Fraction(1, 4), Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(1)])
plain = {
    "quorum": shares,
    "majority": shares,
    "strict": st.booleans(),
    "base": st.sampled_from(Base),
    "max_proxies_per_holder": st.none() | st.integers(0, 2),
    "quorum_of_present": st.booleans(),
    "quorum_strict": st.booleans(),
    "quorum_number": st.integers(0, 4),
    "least_yes": st.integers(0, 2),
    "proxies_within": st.sampled_from(Within),
    "proxies_written": st.booleans(),
    "substitutes": st.booleans(),
    "substitutes_mandated": st.booleans(),
    "tie": st.sampled_from(Tie),
}
rules = st.builds(Rule, weighted=st.booleans(), **plain) | st.builds(
    Rule, weighted=st.just(False), double=shares, **plain
)
members = st.lists(
    st.builds(
        Member,
        id=st.sampled_from(IDS),
        weight=st.integers(0, 5).map(Fraction),
        fees_paid=st.integers(0, 4).map(bool),
        present=st.booleans(),
        circle=st.sampled_from(["", "africa", "asia"]),
        substitute_present=st.booleans(),
        substitute_mandated=st.booleans(),
    ),
    min_size=1,
    unique_by=lambda member: member.id,
)
ids = st.sampled_from(IDS)
proxies = st.lists(st.builds(Proxy, ids, ids, st.booleans()), max_size=6, unique_by=lambda proxy: proxy.grantor)
answers = st.dictionaries(ids, st.sampled_from(Choice))
seeds = st.none() | st.sampled_from(["2020", "2021"])
castings = st.none() | st.sampled_from(Choice)
cases = st.builds(Case, st.just("c"), rules, members.map(tuple), proxies.map(tuple), answers, castings, seeds)


@settings(max_examples=150, deadline=None)
@given(cases, st.randoms(use_true_random=False))
def test_neither_the_order_of_members_nor_that_of_votes_nor_the_json_of_the_rule_changes_a_verdict(case, chance):
    shuffled = chance.sample(case.members, len(case.members))
    votes = dict(chance.sample(sorted(case.votes.items()), len(case.votes)))
    rule = rule_from(rule_as_json(case.rule), "rule")

    verdict = decide(case)

    assert decide(replace(case, rule=rule, members=tuple(shuffled), votes=votes)) == verdict
    assert verdict.participating == verdict.present + verdict.represented <= verdict.entitled
    assert len(list(sentences(verdict, "en"))) >= 2


@settings(max_examples=100, deadline=None)
@given(cases)
def test_an_abstention_instead_of_silence_never_changes_a_base_of_cast_votes(case):
    case = replace(case, rule=replace(case.rule, base=Base.CAST))
    silent = {member.id: Choice.ABSTAIN for member in case.members if member.id not in case.votes}

    before, after = decide(case), decide(replace(case, votes={**case.votes, **silent}))

    assert (after.outcome, after.denominator, after.weights_denominator) == (
        before.outcome,
        before.denominator,
        before.weights_denominator,
    )


@settings(max_examples=100, deadline=None)
@given(cases)
def test_a_further_voice_for_never_takes_an_adopted_motion_down_unless_only_the_tie_carried_it(case):
    verdict = decide(case)
    if verdict.outcome is Outcome.ADOPTED:
        for id, choice in case.votes.items():
            if choice is not Choice.YES:
                assert decide(replace(case, votes={**case.votes, id: Choice.YES})).outcome is Outcome.ADOPTED


@settings(max_examples=100, deadline=None)
@given(cases)
def test_a_member_more_in_the_room_never_breaks_a_quorum_where_nobody_lends_a_voice(case):
    case = replace(case, proxies=())
    if decide(case).quorum_met:
        for number, one in enumerate(case.members):
            more = (*case.members[:number], replace(one, present=True), *case.members[number + 1 :])
            assert decide(replace(case, members=more)).quorum_met


def without(case, away):
    gone = [replace(one, present=False, substitute_present=False) if one.id in away else one for one in case.members]
    return room_of(case.rule, gone, case.proxies)


@settings(max_examples=150, deadline=None)
@given(cases)
def test_the_smallest_absence_is_the_smallest_of_all_that_break_the_quorum(case):
    room = room_of(case.rule, case.members, case.proxies)
    lent = {proxy.grantor for proxy in case.proxies}
    if any(id in lent for id in room.present):  # whoever is there and has lent its voice would be represented then
        return
    found = smallest_absence(room)
    if not room.has_quorum:
        assert found == (() if room.counted else None)
        return

    tried = (set(away) for size in range(len(IDS) + 1) for away in itertools.combinations(sorted(room.present), size))
    first = next(away for away in tried if not without(case, away).has_quorum)

    assert not without(case, set(found)).has_quorum
    assert len(found) == len(first)
