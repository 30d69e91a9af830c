"""``hamshahr rank``: from the scores of a jury to a ranking, without a database."""

from pathlib import Path
from typing import Annotated

import typer

from hamshahr.cli.deciding import refusing, tell
from hamshahr.juries import commands
from hamshahr.juries.ranking import SEED
from hamshahr.kernel.speech import gettext as _


def register(app: typer.Typer) -> None:
    app.command(help=_("Rank submissions by their scores, freed of the jurors’ severity, with intervals."))(rank)


def rank(
    scores: Annotated[Path, typer.Argument(help=_("Rows of submission, juror, score."), exists=True, dir_okay=False)],
    out: Annotated[Path | None, typer.Option(dir_okay=False, help=_("Write here, not to standard output."))] = None,
    top: Annotated[int | None, typer.Option(min=1, help=_("How many places count; a tenth unless told."))] = None,
    seed: Annotated[str, typer.Option(help=_("A published text from which the draws follow."))] = SEED,
    explain: Annotated[
        str | None, typer.Option(help=_("A submission whose place is told in words on standard error."))
    ] = None,
) -> None:
    """Rank submissions by their scores, freed of the jurors’ severity, with intervals."""
    refusing(lambda: commands.run_rank(scores, out, top=top, seed=seed, explain=explain, tell=tell))
