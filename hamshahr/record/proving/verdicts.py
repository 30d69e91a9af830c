"""From what a query finds to the state of a claim: pure rules."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_noop

from ..models import Claim, State
from .findings import Finding, Missing

Comparison = Claim.Comparison
ONE = Decimal(1)
NOTHING = gettext_noop("Nothing in the record answers to the sentence.")
TOO_FEW = gettext_noop("A source confirms %(sure)s of the %(needed)s that the sentence names.")
NOT_MORE = gettext_noop("A source confirms %(sure)s; the sentence says more than %(needed)s.")
TOO_MANY = gettext_noop("A source confirms %(sure)s where the sentence names %(needed)s.")
UNSURE = gettext_noop("What was found is inferred, or only the city itself says it; no source confirms it.")
OTHERWISE = gettext_noop("A confirmed record says otherwise.")


@dataclass(frozen=True)
class Verdict:
    """The state of a claim with the numbers it rests on and the sentences about what is missing."""

    state: str
    value: Decimal
    sure: Decimal
    weakest: str
    missing: tuple[Missing, ...]


def needed_by(comparison: str, quantity: Decimal | None) -> Decimal:
    """The number that the record must show: what is one of nine is one."""
    if comparison in (Comparison.ONE_OF, Comparison.FIRST) or quantity is None:
        return ONE
    return quantity


def meets(comparison: str, number: Decimal, needed: Decimal) -> bool:
    """Whether a number of the record is what the sentence says."""
    if comparison == Comparison.MORE:
        return number > needed
    if comparison in (Comparison.SINCE, Comparison.RANK):
        return 0 < number <= needed
    if comparison == Comparison.EQUAL:
        return number == needed
    return number >= needed


def exceeds(comparison: str, number: Decimal, needed: Decimal) -> bool:
    """Whether the record shows that the sentence cannot be right, however much is missing from it."""
    return comparison in (Comparison.EQUAL, Comparison.SINCE, Comparison.RANK) and number > needed


def judged(claim: Claim, finding: Finding) -> Verdict:
    """The state of the claim; only what a source confirms proves, whatever else was found proves in part."""
    needed = needed_by(claim.comparison, claim.quantity)
    state = state_of(claim.comparison, needed, finding)
    missing = ()
    if state not in (State.PROVEN, State.OPINION):
        missing = (*finding.missing, *shortfall(claim.comparison, needed, finding, state))
    return Verdict(state, finding.value, finding.sure, finding.weakest, missing)


def state_of(comparison: str, needed: Decimal, finding: Finding) -> str:
    if comparison == Comparison.OPINION:
        return State.OPINION
    if finding.is_against or exceeds(comparison, finding.sure, needed):
        return State.CONTRADICTED
    if meets(comparison, finding.sure, needed):
        return State.PROVEN
    return State.PARTLY if finding.has_ground or finding.value > 0 else State.CLAIMED


def shortfall(comparison: str, needed: Decimal, finding: Finding, state: str) -> list[Missing]:
    """What the numbers say is missing; nothing where the query has said it already."""
    numbers = {"sure": finding.sure, "needed": needed}
    if state == State.CONTRADICTED:
        return [Missing(TOO_MANY, numbers)] if exceeds(comparison, finding.sure, needed) else [Missing(OTHERWISE)]
    if finding.missing:
        return []
    if not finding.value and not finding.has_ground:
        return [Missing(NOTHING)]
    if meets(comparison, finding.value, needed) and finding.sure < finding.value:
        return [Missing(UNSURE)]
    return [Missing(NOT_MORE if comparison == Comparison.MORE else TOO_FEW, numbers)]
