"""A verdict in sentences: the rule and the arithmetic, for a page, for minutes, or for ``decide --explain``.

Whole sentences with named places, in the language that is asked for; a step that rests on an article cites it.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType

from hamshahr.decisions.exact_json import figure
from hamshahr.decisions.verdicts.facts import Base, Outcome, Reason, Tie, Verdict
from hamshahr.kernel.citing import cited
from hamshahr.kernel.speech import decimal, gettext, shown
from hamshahr.kernel.speech import gettext_noop as _

NO_ARTICLES: Mapping[str, str] = MappingProxyType({})
QUORUM = {
    True: _("%(present)s of %(entitled)s take part or are represented; the quorum of %(quorum)s is met."),
    False: _("%(present)s of %(entitled)s take part or are represented; the quorum of %(quorum)s is not met."),
}
QUORUM_OF_PRESENT = {
    True: _("%(present)s of %(entitled)s are there themselves; the quorum of %(quorum)s is met."),
    False: _("%(present)s of %(entitled)s are there themselves; the quorum of %(quorum)s is not met."),
}
STRICT_QUORUM = _("More than that share must be there: more than %(quorum_needed)s.")
NUMBER = _("At least %(quorum_number)s members must be there; %(heads)s are.")
NO_QUORUM_RULE = _("No quorum is asked; %(present)s of %(entitled)s take part or are represented.")
WEIGHTED = _("Voices are counted by weight; %(heads)s of %(entitled_heads)s members take part or are represented.")
PROXY = _("The proxy of %(grantor)s does not count: %(reason)s.")
REASONS = {
    Reason.GRANTOR_NOT_ENTITLED: _("grantor not entitled"),
    Reason.HOLDER_NOT_THERE: _("holder not present or not entitled"),
    Reason.GRANTOR_PRESENT: _("grantor is present"),
    Reason.SECOND_PROXY: _("second proxy by the same grantor"),
    Reason.NOT_WRITTEN: _("no written mandate"),
    Reason.OTHER_CIRCLE: _("holder of another circle"),
    Reason.HOLDER_AT_LIMIT: _("holder at limit"),
}
TOPICS = {
    Reason.GRANTOR_PRESENT: "proxy void",
    Reason.NOT_WRITTEN: "proxy written",
    Reason.OTHER_CIRCLE: "proxy within",
    Reason.HOLDER_AT_LIMIT: "proxy",
}
IGNORED = _("The vote of %(id)s does not count: it neither takes part nor is validly represented.")
VOTES = _("%(yes)s for, %(no)s against, %(abstain)s abstentions, %(not_voting)s without a vote.")
BASES = {
    Base.CAST: _("The majority is taken of the votes for and against: %(denominator)s."),
    Base.CAST_WITH_ABSTENTIONS: _("The majority is taken of the votes with the abstentions: %(denominator)s."),
    Base.PRESENT: _("The majority is taken of all who take part or are represented: %(denominator)s."),
    Base.ALL_ENTITLED: _("The majority is taken of all who are entitled: %(denominator)s."),
}
NEEDED = {
    True: _("More than %(majority)s of %(denominator)s are needed, that is more than %(needed)s; %(yes)s are for."),
    False: _("At least %(majority)s of %(denominator)s are needed, that is %(needed)s; %(yes)s are for."),
}
DOUBLE = {
    True: _("By weight too, more than %(double)s of %(weights)s are needed; %(weight_yes)s are for."),
    False: _("By weight too, at least %(double)s of %(weights)s are needed; %(weight_yes)s are for."),
}
LEAST = _("At least %(least_yes)s members must be for.")
OUTCOMES = {
    Outcome.ADOPTED: _("Adopted."),
    Outcome.REJECTED: _("Rejected."),
    Outcome.TIE: _("As many for as against: a tie, for the casting vote or another round to settle."),
    Outcome.NO_QUORUM: _("Without a quorum nothing is decided."),
}
OPEN_TIES = {
    Tie.OPEN: OUTCOMES[Outcome.TIE],
    Tie.CHAIR: _("As many for as against: the chair has the casting vote."),
    Tie.SECOND_ROUND: _("As many for as against: a second round follows."),
    Tie.LOT: _("As many for as against: the lot decides, once its seed is published."),
    Tie.REJECTED: OUTCOMES[Outcome.REJECTED],
}
SETTLED_TIES = {
    (Tie.CHAIR, Outcome.ADOPTED): _("As many for as against; the casting vote of the chair is for."),
    (Tie.CHAIR, Outcome.REJECTED): _("As many for as against; the casting vote of the chair is against."),
    (Tie.LOT, Outcome.ADOPTED): _("As many for as against; the lot drawn from “%(seed)s” fell for."),
    (Tie.LOT, Outcome.REJECTED): _("As many for as against; the lot drawn from “%(seed)s” fell against."),
    (Tie.REJECTED, Outcome.REJECTED): _("As many for as against: that is a rejection."),
}


def sentences(verdict: Verdict, language: str = "en", articles: Mapping[str, str] = NO_ARTICLES) -> Iterator[str]:
    """Every step of a verdict in words, in the order in which it was made; ``articles`` by the topic of the rule."""
    for rejected in verdict.rejections:
        words = {
            "grantor": shown(rejected.grantor, language),
            "reason": gettext(REASONS[rejected.reason], language),
        }
        yield cited(gettext(PROXY, language) % words, articles.get(TOPICS.get(rejected.reason, ""), ""), language)
    yield from (gettext(IGNORED, language) % {"id": shown(id, language)} for id in verdict.ignored_votes)
    written = {name: decimal(str(number), language) for name, number in figures_of(verdict).items()}
    written["seed"] = shown(verdict.seed or "", language)
    for topic, step in steps_of(verdict):
        yield cited(gettext(step, language) % written, articles.get(topic, ""), language)


def steps_of(verdict: Verdict) -> Iterator[tuple[str, str]]:
    """The steps, each with the topic of the rule that it applies."""
    yield from steps_of_quorum(verdict)
    if verdict.quorum_met:
        rule = verdict.rule
        yield "", VOTES
        yield "", BASES[rule.base]
        yield "majority", NEEDED[rule.strict]
        if rule.least_yes:
            yield "majority", LEAST
        if rule.double is not None:
            yield "majority", DOUBLE[rule.strict]
    if verdict.is_tied:
        yield from steps_of_tie(verdict)
    else:
        yield "", OUTCOMES[verdict.outcome]


def steps_of_quorum(verdict: Verdict) -> Iterator[tuple[str, str]]:
    rule = verdict.rule
    if rule.weighted:
        yield "voting right", WEIGHTED
    if not rule.quorum and verdict.quorum_met:
        yield "quorum" if rule.quorum_number else "", NO_QUORUM_RULE if not rule.quorum_number else NUMBER
        return
    yield "quorum", (QUORUM_OF_PRESENT if rule.quorum_of_present else QUORUM)[verdict.quorum_met]
    if rule.quorum_strict:
        yield "quorum", STRICT_QUORUM
    if rule.quorum_number:
        yield "quorum", NUMBER


def steps_of_tie(verdict: Verdict) -> Iterator[tuple[str, str]]:
    """How a tie was settled and so what came of it, or who is to settle it."""
    settled = SETTLED_TIES.get((verdict.rule.tie, verdict.outcome))
    yield "ties", settled or OPEN_TIES[verdict.rule.tie]
    if settled:
        yield "", OUTCOMES[verdict.outcome]


def figures_of(verdict: Verdict) -> dict[str, object]:
    """Every number that a sentence may name."""
    rule, tally = verdict.rule, verdict.tally
    names = ("yes", "no", "abstain", "not_voting")
    return {name: figure(getattr(tally, name)) for name in names} | {
        "present": figure(verdict.counted_voices),
        "entitled": figure(verdict.entitled_voices),
        "heads": verdict.present if rule.quorum_of_present else verdict.participating,
        "entitled_heads": verdict.entitled,
        "quorum": rule.quorum,
        "quorum_needed": rule.quorum * verdict.entitled_voices,
        "quorum_number": rule.quorum_number,
        "majority": rule.majority,
        "denominator": figure(verdict.denominator),
        "needed": rule.majority * verdict.denominator,
        "least_yes": rule.least_yes,
        "double": rule.double or Fraction(0),
        "weights": figure(verdict.weights_denominator),
        "weight_yes": figure(verdict.weights.yes) if verdict.weights else 0,
    }
