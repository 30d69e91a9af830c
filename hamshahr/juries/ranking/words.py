"""A rank explained in sentences: from the scores as they were given to the place, step by step."""

from collections.abc import Iterator
from typing import Any

from hamshahr.kernel.speech import decimal, gettext, shown
from hamshahr.kernel.speech import gettext_noop as _

STANDS = _("Place %(rank)s, with %(estimate)s points.")
RAW = _("The mean of its %(scores)s scores is %(raw)s; by that alone it would have place %(raw_rank)s.")
HARSH = _("Its jurors are harsher than the others: they took %(points)s points from it, which it is given back.")
MILD = _("Its jurors are milder than the others: they gave it %(points)s points too many, which are taken off.")
EVEN = _("Its jurors are neither harsher nor milder than the others.")
DOWN = _("So few scores have some luck in them: it is drawn %(points)s points down towards the middle.")
UP = _("So few scores have some bad luck in them: it is drawn %(points)s points up towards the middle.")
SURE = _("Its true place lies from %(low)s to %(high)s nine times in ten, as far as such jurors can tell.")
CHANCE = _("Its chance to be among the first %(top)s is %(chance)s of a hundred.")
LIMITS = {
    True: _("A line behind place %(places)s runs through this interval: the scores alone do not settle it."),
    False: _("A line behind place %(places)s lies outside this interval: the scores settle it."),
}
APART = _(
    "The reviews fall into %(parts)s parts without a common juror: between these, places rest on the scores alone."
)
ROUND = 2


def sentences(row: dict[str, Any], result: dict[str, Any], code: str, cut: int | None = None) -> Iterator[str]:
    """Why a submission has its place, told of a ranking as it is written down; with a cut, what it does to it."""

    def say(sentence: str, **values: Any) -> str:
        return gettext(sentence, code) % {name: figure(value, code) for name, value in values.items()}

    yield say(STANDS, rank=row["rank"], estimate=row["estimate"])
    yield say(RAW, scores=row["scores"], raw=row["raw_mean"], raw_rank=row["raw_rank"])
    yield say(turned(row["shift"], HARSH, MILD, EVEN), points=abs(row["shift"]))
    if round(row["pull"], ROUND):
        yield say(UP if row["pull"] > 0 else DOWN, points=abs(row["pull"]))
    low, high = row["interval"]
    yield say(SURE, low=low, high=high)
    yield say(CHANCE, top=result["top"], chance=round(100 * row["chance_of_top"]))
    if cut is not None:
        yield say(LIMITS[low <= cut < high], places=cut)
    if not result["connected"]:
        yield say(APART, parts=len(result["components"]))


def turned(points: float, above: str, below: str, even: str) -> str:
    if not round(points, ROUND):
        return even
    return above if points > 0 else below


def figure(value: Any, code: str) -> str:
    """A number as the readers of a language write it; points with two decimals."""
    return decimal(f"{value:.{ROUND}f}", code) if isinstance(value, float) else shown(value, code)
