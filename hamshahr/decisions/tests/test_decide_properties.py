"""What must hold of every assembly: neither the order of votes nor those that are ignored ever matter."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from hamshahr.decisions.verdicts import Base, Case, Choice, Member, Outcome, Proxy, Rule, decide

IDS = [f"m{number}" for number in range(7)]
shares = (
    st.tuples(st.integers(0, 4), st.integers(1, 4)).filter(lambda pair: pair[0] <= pair[1]).map(lambda p: Fraction(*p))
)
rules = st.builds(Rule, shares, shares, st.booleans(), st.sampled_from(Base), st.booleans(), st.integers(0, 2))
members = st.lists(
    st.builds(
        Member,
        st.sampled_from(IDS),
        st.fractions(0, 5, max_denominator=4),
        st.integers(0, 3).map(bool),
        st.booleans(),
        st.integers(0, 3).map(lambda number: number == 3),
    ),
    unique_by=lambda member: member.id,
)
ids = st.sampled_from(IDS)
proxies = st.lists(st.builds(Proxy, ids, ids), max_size=8)
cases = st.builds(
    Case, st.just("c"), rules, members.map(tuple), proxies.map(tuple), st.dictionaries(ids, st.sampled_from(Choice))
)


def plainly(case):
    """The same rules once more, from the members' side and by counting one by one."""
    rule, there, lent = case.rule, {}, {}
    for member in case.members:
        if member.fees_paid and not member.suspended:
            there[member.id] = member.present
    for proxy in case.proxies:
        fine = proxy.grantor in there and there.get(proxy.holder) and not there[proxy.grantor]
        if fine and proxy.grantor not in lent and list(lent.values()).count(proxy.holder) < rule.max_proxies_per_holder:
            lent[proxy.grantor] = proxy.holder
    weights = {member.id: member.weight if rule.weighted else 1 for member in case.members}
    all_entitled = sum(weights[id] for id in there)
    present = sum(weights[id] for id, is_here in there.items() if is_here or id in lent)
    yes, no, abstain = (
        sum(weights[id] for id, is_here in there.items() if (is_here or id in lent) and case.votes.get(id) == choice)
        for choice in (Choice.YES, Choice.NO, Choice.ABSTAIN)
    )
    if present == 0 or present * rule.quorum.denominator < rule.quorum.numerator * all_entitled:
        return Outcome.NO_QUORUM
    of = {
        "cast": yes + no,
        "cast_with_abstentions": yes + no + abstain,
        "present": present,
        "all_entitled": all_entitled,
    }
    gap = yes * rule.majority.denominator - rule.majority.numerator * of[rule.base]
    if rule.base == "cast" and rule.strict and rule.majority == Fraction(1, 2) and yes == no:
        return Outcome.TIE
    return Outcome.ADOPTED if yes and (gap > 0 or (gap == 0 and not rule.strict)) else Outcome.REJECTED


@settings(max_examples=100, deadline=None)
@given(cases)
def test_every_case_comes_out_as_counted_one_by_one(case):
    verdict = decide(case)

    assert verdict.outcome == plainly(case)
    assert verdict.participating <= verdict.entitled
    assert len(verdict.rejections) <= len(case.proxies)
    assert verdict.tally.participating <= verdict.entitled_voices


@settings(max_examples=100, deadline=None)
@given(cases, st.randoms(use_true_random=False))
def test_the_order_of_members_and_votes_never_matters(case, chance):
    shuffled = chance.sample(case.members, len(case.members))
    votes = dict(chance.sample(sorted(case.votes.items()), len(case.votes)))

    assert decide(replace(case, members=tuple(shuffled), votes=votes)) == decide(case)


@settings(max_examples=100, deadline=None)
@given(cases)
def test_votes_that_are_ignored_could_as_well_not_have_been_cast(case):
    verdict = decide(case)
    kept = {id: choice for id, choice in case.votes.items() if id not in verdict.ignored_votes}

    assert decide(replace(case, votes=kept)) == replace(verdict, ignored_votes=())


@settings(max_examples=100, deadline=None)
@given(cases)
def test_an_abstention_instead_of_silence_changes_nothing_where_only_cast_votes_count(case):
    case = replace(case, rule=replace(case.rule, base=Base.CAST))
    silent = {member.id: Choice.ABSTAIN for member in case.members if member.id not in case.votes}

    assert decide(replace(case, votes={**case.votes, **silent})).outcome == decide(case).outcome


@settings(max_examples=100, deadline=None)
@given(cases)
def test_a_changed_mind_in_favour_never_turns_adopted_into_rejected(case):
    if decide(case).outcome == Outcome.ADOPTED:
        for id, choice in case.votes.items():
            if choice != Choice.YES:
                assert decide(replace(case, votes={**case.votes, id: Choice.YES})).outcome == Outcome.ADOPTED
