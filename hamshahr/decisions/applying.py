"""The values of statutes as the rule by which a verdict is found."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hamshahr.bodies.applied import WEIGHTS, BaseOf, Counted

from .verdicts import Base, Rule, Tie, Within

Values = Mapping[str, Mapping[str, Any]]

BASES = {
    BaseOf.MEMBERS: Base.ALL_ENTITLED,
    BaseOf.PRESENT: Base.PRESENT,
    BaseOf.CAST: Base.CAST,
    BaseOf.WITH_ABSTENTIONS: Base.CAST_WITH_ABSTENTIONS,
}
HALF = Fraction(1, 2)


def rule_from_values(values: Values) -> Rule:
    """The rule of statutes whose values are given by what they are about.

    Statutes that are silent ask for no quorum, decide by the simple majority of the votes cast, give each member one
    vote and set no limit to proxies.
    """
    quorum, proxy = values.get("quorum", {}), values.get("proxy", {})
    is_double = "double" in values.get("majority", {})
    return Rule(
        quorum=Fraction(quorum.get("fraction", 0)),
        quorum_strict=quorum.get("strict", False),
        quorum_number=quorum.get("minimum", 0),
        quorum_of_present=quorum.get("counted") == Counted.PRESENT,
        weighted=values.get("voting right", {}).get("votes") in WEIGHTS and not is_double,
        max_proxies_per_holder=proxy.get("maximum"),
        proxies_within=Within(values.get("proxy within", {}).get("within", "")),
        proxies_written=values.get("proxy written", {}).get("written", False),
        substitutes=values.get("substitutes", {}).get("only_when_absent", False),
        substitutes_mandated=values.get("substitutes", {}).get("political_mandate", False),
        tie=Tie(values.get("ties", {}).get("tie", Tie.OPEN)),
        **majority_from(values.get("majority", {})),
    )


def majority_from(majority: Mapping[str, Any]) -> dict[str, Any]:
    """The majority; a share up to the half must be passed unless the statutes say otherwise, a greater one reached."""
    share = Fraction(majority.get("fraction", HALF))
    is_double = "double" in majority
    return {
        "majority": share,
        "strict": majority.get("strict", share <= HALF),
        "base": BASES[majority.get("base", BaseOf.CAST)],
        "least_yes": majority.get("minimum", 0),
        "double": Fraction(majority.get("double_fraction", share)) if is_double else None,
    }
