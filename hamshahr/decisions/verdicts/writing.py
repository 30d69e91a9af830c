"""Verdicts and rules as JSON, in the public format (`hamshahr decide`); what a rule leaves out is left out here."""

from fractions import Fraction
from typing import Any

from hamshahr.decisions.exact_json import figure
from hamshahr.decisions.verdicts.facts import Rule, Tally, Verdict

EMPTY: tuple[Any, ...] = (False, 0, None, "", "open")
FURTHER = (
    *("quorum_of_present", "quorum_strict", "quorum_number", "least_yes", "proxies_within"),
    *("proxies_written", "substitutes", "substitutes_mandated", "tie"),
)


def pair(share: Fraction) -> list[int]:
    return [share.numerator, share.denominator]


def rule_as_json(rule: Rule) -> dict[str, Any]:
    """A rule as ``rule_from`` reads it."""
    said = {
        "quorum": pair(rule.quorum),
        "majority": pair(rule.majority),
        "strict": rule.strict,
        "base": str(rule.base),
        "weighted": rule.weighted,
        "max_proxies_per_holder": rule.max_proxies_per_holder,
    }
    further = {name: getattr(rule, name) for name in FURTHER}
    said |= {name: str(each) if isinstance(each, str) else each for name, each in further.items() if each not in EMPTY}
    return said | ({"double": pair(rule.double)} if rule.double is not None else {})


def tally_as_json(tally: Tally) -> dict[str, Any]:
    return {name: figure(getattr(tally, name)) for name in ("yes", "no", "abstain", "not_voting")}


def verdict_as_json(verdict: Verdict) -> dict[str, Any]:
    """A verdict in the public format; a second table only where the rule asks for two majorities."""
    said = {
        "case": verdict.case,
        "entitled": verdict.entitled,
        "participating": verdict.participating,
        "quorum_met": verdict.quorum_met,
        "rejected_proxies": [[one.grantor, str(one.reason)] for one in verdict.rejections],
        "ignored_votes": list(verdict.ignored_votes),
        "tally": tally_as_json(verdict.tally),
        "denominator": figure(verdict.denominator),
        "outcome": str(verdict.outcome),
    }
    if verdict.weights is not None:
        said["tally_by_weight"] = tally_as_json(verdict.weights)
        said["denominator_by_weight"] = figure(verdict.weights_denominator)
    return said
