"""What a count gives: who is elected, the totals of each stage, and every step with its figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from hamshahr.decisions.counting.lots import Lots

Amount = int | Fraction


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a count: its kind, which has a sentence in ``words``, and the figures of that sentence."""

    kind: str
    figures: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stage:
    """The totals after one stage; votes that found no next preference, or were cut off, are ``non_transferable``."""

    number: int
    action: str
    candidate: int | None
    totals: tuple[Amount, ...]
    non_transferable: Amount
    elected: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A whole count; ``elected`` in the order of election, candidates from 0."""

    elected: tuple[int, ...]
    stages: tuple[Stage, ...]
    steps: tuple[Step, ...]
    lots: Lots
    quota: int | None = None
    pairwise: tuple[tuple[int, ...], ...] | None = None
    strongest_paths: tuple[tuple[int, ...], ...] | None = None


def leaders(totals: Sequence[Amount], among: Iterable[int], places: int, lots: Lots) -> tuple[list[int], list[Step]]:
    """The highest totals in order; where the last place is tied, the lots decide and a step says so."""
    ranked = sorted(lots.in_order(among), key=lambda one: -totals[one])
    chosen, steps = ranked[:places], []
    if len(ranked) > places and totals[ranked[places]] == totals[chosen[-1]]:
        tied = [one for one in ranked if totals[one] == totals[chosen[-1]]]
        steps.append(tie(tied, [one for one in tied if one in chosen], lots))
    return chosen, steps


def tie(tied: list[int], winners: list[int], lots: Lots) -> Step:
    """The step that says how a tie was settled."""
    return Step("tie by lot" if lots.seed is not None else "tie by list", {"candidates": tied, "winners": winners})
