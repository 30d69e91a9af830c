"""The rules by which an assembly decides, as statutes of city networks have them; pure functions, exact arithmetic.

Sources: the public format of `hamshahr decide`, and behind it the statutes of Metropolis and UCLG: the vote hangs on
the fees of the preceding year; the majority is one of members present or represented who vote, unless a rule names
another base; a proxy is void when its giver arrives. A member that is absent and not represented never counts,
whatever it sent.
"""

from dataclasses import replace
from fractions import Fraction

from hamshahr.decisions.counting.lots import Lots
from hamshahr.decisions.verdicts.facts import Base, Case, Choice, Member, Outcome, Rule, Tally, Tie, Verdict
from hamshahr.decisions.verdicts.room import room_of, voices

SIMPLE_MAJORITY = Fraction(1, 2)


def decide(case: Case) -> Verdict:
    """Answer one case under its rule."""
    room = room_of(case.rule, case.members, case.proxies)
    rule, entitled, participating = case.rule, room.entitled, room.participating
    tally, entitled_voices = tally_of(rule, case, participating), voices(rule, entitled.values())
    by_weight = replace(rule, weighted=True)
    weights = tally_of(by_weight, case, participating) if rule.double is not None else None
    all_weights = voices(by_weight, entitled.values())
    verdict = Verdict(
        case=case.name,
        rule=rule,
        entitled=len(entitled),
        participating=len(participating),
        entitled_voices=entitled_voices,
        quorum_met=room.has_quorum,
        rejections=room.rejections,
        ignored_votes=tuple(sorted(case.votes.keys() - participating.keys())),
        tally=tally,
        denominator=denominator_of(rule, tally, entitled_voices),
        outcome=Outcome.NO_QUORUM,
        present=len(room.present),
        present_voices=voices(rule, room.present.values()),
        weights=weights,
        weights_denominator=denominator_of(rule, weights, all_weights) if weights else Fraction(0),
        seed=case.seed if rule.tie is Tie.LOT else None,
    )
    return settled(verdict, case, yes_members_of(case, participating)) if verdict.quorum_met else verdict


def tally_of(rule: Rule, case: Case, participating: dict[str, Member]) -> Tally:
    """The voices of those who take part, by answer; a represented member's vote stands under its own id."""
    said: dict[Choice | None, list[Member]] = {choice: [] for choice in (*Choice, None)}
    for id, member in participating.items():
        said[case.votes.get(id)].append(member)
    return Tally(*(voices(rule, said[choice]) for choice in (Choice.YES, Choice.NO, Choice.ABSTAIN, None)))


def yes_members_of(case: Case, participating: dict[str, Member]) -> int:
    """How many members are for, whatever they weigh."""
    return sum(case.votes.get(id) is Choice.YES for id in participating)


def denominator_of(rule: Rule, tally: Tally, entitled: Fraction) -> Fraction:
    """That of which the majority is a share; those represented are present."""
    return {
        Base.CAST: tally.cast,
        Base.CAST_WITH_ABSTENTIONS: tally.cast + tally.abstain,
        Base.PRESENT: tally.participating,
        Base.ALL_ENTITLED: entitled,
    }[rule.base]


def settled(verdict: Verdict, case: Case, yes_members: int) -> Verdict:
    """The verdict with its outcome, where the quorum is met.

    What fails for another reason than the tie is rejected; a casting vote or a lot cannot mend that.
    """
    rule, tally = verdict.rule, verdict.tally
    if yes_members < rule.least_yes or not is_double(verdict):
        return replace(verdict, outcome=Outcome.REJECTED)
    is_simple = rule.base == Base.CAST and rule.strict and rule.majority == SIMPLE_MAJORITY
    if is_simple and tally.yes == tally.no:
        return replace(verdict, is_tied=True, outcome=outcome_of_tie(rule, case))
    is_reached = is_majority(rule, rule.majority, tally.yes, verdict.denominator)
    return replace(verdict, outcome=Outcome.ADOPTED if is_reached else Outcome.REJECTED)


def is_double(verdict: Verdict) -> bool:
    """Whether the majority stands by weight too, where the rule asks for that."""
    if verdict.rule.double is None or verdict.weights is None:
        return True
    return is_majority(verdict.rule, verdict.rule.double, verdict.weights.yes, verdict.weights_denominator)


def is_majority(rule: Rule, share: Fraction, yes: Fraction, denominator: Fraction) -> bool:
    """Whether enough are for; what nobody is for is never adopted."""
    needed = share * denominator
    return yes > 0 and (yes > needed if rule.strict else yes >= needed)


def outcome_of_tie(rule: Rule, case: Case) -> Outcome:
    """What a tie is under the rule; it stays a tie until the chair has cast or a seed was published."""
    if rule.tie is Tie.REJECTED:
        return Outcome.REJECTED
    if rule.tie is Tie.CHAIR and case.casting_vote in {Choice.YES, Choice.NO}:
        return Outcome.ADOPTED if case.casting_vote is Choice.YES else Outcome.REJECTED
    if rule.tie is Tie.LOT and case.seed:
        return Outcome.ADOPTED if Lots.drawn(2, case.seed).order[0] == 0 else Outcome.REJECTED
    return Outcome.TIE
