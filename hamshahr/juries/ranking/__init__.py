"""From scores to a ranking: shrunken for chance, freed of the jurors' severity, with the interval of every rank.

The scores stay what they are: raw means are kept exactly. numpy is loaded when somebody ranks, not at start-up.
"""

from collections.abc import Callable

from .results import Bias, Component, CriterionFit, JurorSeverity, Placed, Ranking
from .sheets import Given, Sheet

SEED = "hamshahr"
Tell = Callable[[str], object]


def rank(sheet: Sheet, *, top: int | None = None, seed: str = SEED, draws: int | None = None) -> Ranking:
    """Rank what a sheet of scores judges; ``top`` is how many places count, a tenth unless told."""
    from . import engine  # noqa: PLC0415  numpy is not loaded before it is needed

    return engine.rank(sheet, top or max(1, -(-len(sheet.submissions) // 10)), seed, draws)


__all__ = ["SEED", "Bias", "Component", "CriterionFit", "Given", "JurorSeverity", "Placed", "Ranking", "Sheet", "rank"]
