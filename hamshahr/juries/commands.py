"""`hamshahr rank`: a table of scores in, the public format out. Nothing here or below loads Django."""

from collections.abc import Callable
from pathlib import Path

from hamshahr.decisions import files
from hamshahr.decisions.commands import deliver
from hamshahr.kernel.speech import gettext as _
from hamshahr.kernel.speech import language, told

from .ranking import SEED, rank
from .ranking.reading import sheet_from
from .ranking.words import sentences
from .ranking.writing import ranking_as_json, text_of

Tell = Callable[[str], object]


def run_rank(
    path: Path,
    out: Path | None = None,
    *,
    top: int | None = None,
    seed: str = SEED,
    explain: str | None = None,
    tell: Tell = lambda _: None,
) -> None:
    """Rank the submissions of a file; ``explain`` tells in words why one of them has its place."""
    tell(told(_("Reading %(file)s"), file=path))
    sheet = sheet_from(files.read(path))
    if explain is not None and explain not in sheet.submissions:
        raise files.BadInput(told(_("There is no submission %(name)s with a score."), name=explain[:40]))
    if seed.encode(errors="ignore").decode() != seed:
        raise files.BadInput(_("The seed holds a letter that cannot be written as UTF-8."))
    sizes = {"submissions": len(sheet.submissions), "jurors": len(sheet.jurors)}
    tell(told(_("Ranking %(submissions)s submissions read by %(jurors)s jurors"), **sizes))
    ranking = rank(sheet, top=top, seed=seed)
    result = ranking_as_json(ranking)
    deliver(text_of(result), out)
    if not ranking.is_connected:
        parts = _("The reviews fall into %(parts)s parts without a common juror; severity cannot be told between them.")
        tell(told(parts, parts=len(ranking.components)))
    if explain is not None:
        row = next(one for one in result["submissions"] if one["submission"] == explain)
        tell("\n".join(sentences(row, result, language())))
    tell(told(_("%(number)s submissions ranked"), number=len(ranking.placed)))
