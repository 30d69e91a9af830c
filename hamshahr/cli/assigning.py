"""``hamshahr assign``: jurors to submissions, at the proven optimum, without a database."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from hamshahr.cli.deciding import refusing, tell
from hamshahr.kernel.speech import gettext as _


def register(app: typer.Typer) -> None:
    app.command(help=_("Assign jurors to submissions at the proven optimum, with a certificate."))(assign)


def assign(
    folder: Annotated[
        Path,
        typer.Option(
            "--in",
            help=_("A folder with submissions.csv, jurors.csv and declared_conflicts.csv."),
            exists=True,
            file_okay=False,
        ),
    ],
    out: Annotated[Path, typer.Option(dir_okay=False, help=_("Write the pairs of submission and juror here."))],
    certificate: Annotated[Path, typer.Option(dir_okay=False, help=_("Write the proof of the optimum here."))],
    reviews: Annotated[int, typer.Option(min=1, max=50, help=_("How many jurors read each submission."))] = 3,
    region_cap: Annotated[int, typer.Option(min=1, help=_("How many of them may be of one region."))] = 2,
    seed: Annotated[str, typer.Option(help=_("A published text that decides among equals."))] = "",
    fair: Annotated[
        bool, typer.Option("--fair", help=_("Give up at most 0.2 percent of the total for the poorest panels."))
    ] = False,
) -> None:
    """Assign jurors to submissions at the proven optimum, with a certificate."""
    # Numbers are worked with only where somebody assigns: every other command begins without them.
    from hamshahr.juries.assigning.commands import run_assign

    run = partial(run_assign, folder, out, certificate, reviews=reviews, region_cap=region_cap, seed=seed, fair=fair)
    refusing(lambda: run(tell=tell))
