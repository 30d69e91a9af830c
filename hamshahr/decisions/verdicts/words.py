"""A verdict in sentences: the rule and the arithmetic, for a page, for minutes, or for ``decide --explain``.

Whole sentences with named places, in the language that is asked for.
"""

from collections.abc import Iterator

from hamshahr.decisions.exact_json import figure
from hamshahr.decisions.verdicts.facts import Base, Outcome, Reason, Verdict
from hamshahr.kernel.speech import decimal, gettext, shown
from hamshahr.kernel.speech import gettext_noop as _

QUORUM = {
    True: _("%(present)s of %(entitled)s take part or are represented; the quorum of %(quorum)s is met."),
    False: _("%(present)s of %(entitled)s take part or are represented; the quorum of %(quorum)s is not met."),
}
PROXY = _("The proxy of %(grantor)s does not count: %(reason)s.")
REASONS = {
    Reason.GRANTOR_NOT_ENTITLED: _("grantor not entitled"),
    Reason.HOLDER_NOT_THERE: _("holder not present or not entitled"),
    Reason.GRANTOR_PRESENT: _("grantor is present"),
    Reason.SECOND_PROXY: _("second proxy by the same grantor"),
    Reason.HOLDER_AT_LIMIT: _("holder at limit"),
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
OUTCOMES = {
    Outcome.ADOPTED: _("Adopted."),
    Outcome.REJECTED: _("Rejected."),
    Outcome.TIE: _("As many for as against: a tie, for the casting vote or another round to settle."),
    Outcome.NO_QUORUM: _("Without a quorum nothing is decided."),
}


def sentences(verdict: Verdict, language: str = "en") -> Iterator[str]:
    """Every step of a verdict in words, in the order in which it was made."""
    rule, tally = verdict.rule, verdict.tally
    names = ("yes", "no", "abstain", "not_voting")
    figures = {name: figure(getattr(tally, name)) for name in names} | {
        "present": figure(tally.participating),
        "entitled": figure(verdict.entitled_voices),
        "quorum": rule.quorum,
        "majority": rule.majority,
        "denominator": figure(verdict.denominator),
        "needed": rule.majority * verdict.denominator,
    }
    for rejected in verdict.rejections:
        yield gettext(PROXY, language) % {
            "grantor": shown(rejected.grantor, language),
            "reason": gettext(REASONS[rejected.reason], language),
        }
    yield from (gettext(IGNORED, language) % {"id": shown(id, language)} for id in verdict.ignored_votes)
    steps = [QUORUM[verdict.quorum_met]]
    if verdict.quorum_met:
        steps += [VOTES, BASES[rule.base], NEEDED[rule.strict]]
    written = {name: decimal(str(number), language) for name, number in figures.items()}
    for step in (*steps, OUTCOMES[verdict.outcome]):
        yield gettext(step, language) % written
