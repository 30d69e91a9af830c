"""The rules by which an assembly decides, as statutes of city networks have them; pure functions, exact arithmetic.

Sources: the public format of `hamshahr decide`, and behind it the statutes of Metropolis and UCLG: the vote hangs on
the fees of the preceding year; the majority is one of members present or represented who vote, unless a rule names
another base; a proxy is void when its giver arrives. A member that is absent and not represented never counts,
whatever it sent.
"""

from collections.abc import Iterable
from fractions import Fraction

from hamshahr.decisions.verdicts.facts import (
    Base,
    Case,
    Choice,
    Member,
    Outcome,
    Reason,
    Rejection,
    Rule,
    Tally,
    Verdict,
)

SIMPLE_MAJORITY = Fraction(1, 2)


def decide(case: Case) -> Verdict:
    """Answer one case under its rule."""
    rule = case.rule
    entitled = {member.id: member for member in case.members if member.is_entitled}
    represented, rejections = valid_proxies(case, entitled)
    participating = {id: member for id, member in entitled.items() if member.present or id in represented}
    tally = tally_of(case, participating)
    entitled_voices = voices(rule, entitled.values())
    quorum_met = has_quorum(rule, present=tally.participating, entitled=entitled_voices)
    denominator = denominator_of(rule, tally, entitled_voices)
    return Verdict(
        case=case.name,
        rule=rule,
        entitled=len(entitled),
        participating=len(participating),
        entitled_voices=entitled_voices,
        quorum_met=quorum_met,
        rejections=rejections,
        ignored_votes=tuple(sorted(case.votes.keys() - participating.keys())),
        tally=tally,
        denominator=denominator,
        outcome=outcome_of(rule, tally, denominator) if quorum_met else Outcome.NO_QUORUM,
    )


def valid_proxies(case: Case, entitled: dict[str, Member]) -> tuple[dict[str, str], tuple[Rejection, ...]]:
    """Who is represented by whom, and the proxies that do not count; taken in the order they were lodged."""
    represented: dict[str, str] = {}
    held: dict[str, int] = {}
    rejections = []
    for proxy in case.proxies:
        grantor, holder = proxy.grantor, proxy.holder
        is_full = held.get(holder, 0) >= case.rule.max_proxies_per_holder
        if reason := void_because(grantor, holder, entitled, represented, is_full):
            rejections.append(Rejection(grantor, reason))
        else:
            represented[grantor] = holder
            held[holder] = held.get(holder, 0) + 1
    return represented, tuple(rejections)


def void_because(
    grantor: str, holder: str, entitled: dict[str, Member], represented: dict[str, str], is_full: bool
) -> Reason | None:
    """Why this proxy does not count, or None; a proxy that was void does not use up its giver's one."""
    if grantor not in entitled:
        return Reason.GRANTOR_NOT_ENTITLED
    if holder not in entitled or not entitled[holder].present:
        return Reason.HOLDER_NOT_THERE
    if entitled[grantor].present:
        return Reason.GRANTOR_PRESENT
    if grantor in represented:
        return Reason.SECOND_PROXY
    return Reason.HOLDER_AT_LIMIT if is_full else None


def voices(rule: Rule, members: Iterable[Member]) -> Fraction:
    """How much these members weigh: one each, or their weights under a weighted rule; never both in one table."""
    return sum((member.weight if rule.weighted else Fraction(1) for member in members), Fraction(0))


def tally_of(case: Case, participating: dict[str, Member]) -> Tally:
    """The voices of those who take part, by answer; a represented member's vote stands under its own id."""
    said: dict[Choice | None, list[Member]] = {choice: [] for choice in (*Choice, None)}
    for id, member in participating.items():
        said[case.votes.get(id)].append(member)
    return Tally(*(voices(case.rule, said[choice]) for choice in (Choice.YES, Choice.NO, Choice.ABSTAIN, None)))


def has_quorum(rule: Rule, *, present: Fraction, entitled: Fraction) -> bool:
    """The quorum is reached at its exact share; an empty room never has one."""
    return present > 0 and present >= rule.quorum * entitled


def denominator_of(rule: Rule, tally: Tally, entitled: Fraction) -> Fraction:
    """That of which the majority is a share; those represented are present."""
    return {
        Base.CAST: tally.cast,
        Base.CAST_WITH_ABSTENTIONS: tally.cast + tally.abstain,
        Base.PRESENT: tally.participating,
        Base.ALL_ENTITLED: entitled,
    }[rule.base]


def outcome_of(rule: Rule, tally: Tally, denominator: Fraction) -> Outcome:
    """Adopted, rejected or tied where the quorum is met; what nobody is for is never adopted.

    A tie is what a simple majority of the votes cast (more than half) leaves open when as many are for as against.
    """
    is_simple = rule.base == Base.CAST and rule.strict and rule.majority == SIMPLE_MAJORITY
    if is_simple and tally.yes == tally.no:
        return Outcome.TIE
    needed = rule.majority * denominator
    is_reached = tally.yes > needed if rule.strict else tally.yes >= needed
    return Outcome.ADOPTED if is_reached and tally.yes > 0 else Outcome.REJECTED
