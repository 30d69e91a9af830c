"""A ranking as the public format writes it (`hamshahr rank`), and as the store keeps it."""

import json
from fractions import Fraction
from typing import Any

from .results import Bias, CriterionFit, Placed, Ranking

PLACES = 6
WRITTEN = json.JSONEncoder(ensure_ascii=False)


def ranking_as_json(ranking: Ranking) -> dict[str, Any]:
    """Everything that a ranking says, in the order of its places."""
    return {
        "format": "hamshahr-ranking/1",
        "submissions": [placed(one) for one in ranking.placed],
        "jurors": [{"juror": one.juror, "severity": one.severity, "scores": one.scores} for one in ranking.jurors],
        "criteria": [fitted(one) for one in ranking.criteria],
        "top": ranking.top,
        "draws": ranking.draws,
        "seed": ranking.seed,
        "connected": ranking.is_connected,
        "components": components(ranking),
        "bias": [favour(one) for one in ranking.bias],
    }


def placed(one: Placed) -> dict[str, Any]:
    return {
        "submission": one.submission,
        "rank": one.rank,
        "estimate": one.estimate,
        "interval": list(one.interval),
        "chance_of_top": one.chance,
        "raw_mean": plain(one.raw_mean),
        "raw_rank": one.raw_rank,
        "shift": one.shift,
        "pull": one.pull,
        "scores": one.scores,
    }


def fitted(one: CriterionFit) -> dict[str, Any]:
    return {
        "criterion": one.criterion,
        "weight": plain(one.weight),
        "mean": one.mean,
        "spread_of_submissions": one.of_submissions,
        "spread_of_jurors": one.of_jurors,
        "spread_of_chance": one.of_chance,
    }


def favour(one: Bias) -> dict[str, Any]:
    return {
        "criterion": one.criterion,
        "own": one.own,
        "others": one.others,
        "effect": one.effect,
        "interval": list(one.interval),
    }


def components(ranking: Ranking) -> list[dict[str, list[str]]]:
    """The parts between which severity cannot be told; where all hangs together there is nothing to name."""
    if ranking.is_connected:
        return []
    return [{"submissions": list(part.submissions), "jurors": list(part.jurors)} for part in ranking.components]


def plain(amount: Fraction) -> int | float:
    """A whole number as such, another with six decimals."""
    return amount.numerator if amount.denominator == 1 else round(float(amount), PLACES)


def text_of(result: dict[str, Any]) -> str:
    """The public format as text: a submission, a juror or a criterion a line, so that large sheets are written fast."""
    return "{\n" + ",\n".join(f"  {flat(key)}: {listed(value)}" for key, value in result.items()) + "\n}\n"


def listed(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return flat(value)
    return "[\n" + ",\n".join(f"    {flat(one)}" for one in value) + "\n  ]"


def flat(value: Any) -> str:
    return WRITTEN.encode(value)
