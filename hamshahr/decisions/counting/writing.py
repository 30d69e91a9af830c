"""A count in the public JSON format: candidates by their numbers from 1, totals with five decimals, steps in words."""

from collections.abc import Sequence
from decimal import Decimal

from hamshahr.decisions.counting import words
from hamshahr.decisions.counting.ballots import Ballots
from hamshahr.decisions.counting.results import Amount, Count, Stage


def count_as_json(count: Count, ballots: Ballots, method: str, seats: int, language: str = "en") -> dict:
    """Everything that is needed to follow the count by hand; only the steps are told in a language."""
    return {
        "method": method,
        "seats": seats,
        "candidates": {str(number): name for number, name in enumerate(ballots.candidates, start=1)},
        "ballots": {"cast": ballots.valid + ballots.blank, "valid": ballots.valid, "blank": ballots.blank},
        "quota": count.quota,
        "first_preferences": by_number(ballots.first_preferences),
        "elected": [one + 1 for one in count.elected],
        "totals_by_stage": [stage_as_json(stage) for stage in count.stages],
        "final_totals": five_by_number(count.stages[-1].totals),
        "pairwise": count.pairwise and [list(row) for row in count.pairwise],
        "strongest_paths": count.strongest_paths and [list(row) for row in count.strongest_paths],
        "lots": {"seed": count.lots.seed, "order": [one + 1 for one in count.lots.order]},
        "steps": list(words.sentences(count, ballots.candidates, language)),
    }


def stage_as_json(stage: Stage) -> dict:
    return {
        "stage": stage.number,
        "action": stage.action,
        "candidate": None if stage.candidate is None else stage.candidate + 1,
        "totals": five_by_number(stage.totals),
        "non_transferable": five(stage.non_transferable),
        "elected": [one + 1 for one in stage.elected],
    }


def by_number(totals: Sequence[int]) -> dict[str, int]:
    return {str(number): total for number, total in enumerate(totals, start=1)}


def five_by_number(totals: Sequence[Amount]) -> dict[str, Decimal]:
    return {str(number): five(total) for number, total in enumerate(totals, start=1)}


def five(amount: Amount) -> Decimal:
    return Decimal(words.five_places(amount))
