"""``hamshahr roll``: who may vote at a meeting, by the books of a moment; nothing is written."""

from datetime import datetime
from typing import Annotated

import typer

from hamshahr.cli.start import console, errors, rooms
from hamshahr.kernel.speech import gettext as _


def register(app: typer.Typer) -> None:
    app.command(name="roll", help=_("Say who may vote at a meeting, by the books up to a moment, and why not."))(roll)


def roll(
    gathering: Annotated[str, typer.Argument(help=_("The address of the meeting, for example assembly-2026."))],
    cut_off: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d"],
            help=_("Books up to this hour, by the clock of the meeting’s place; else as its statutes say."),
        ),
    ] = None,
    whole: Annotated[bool, typer.Option("--json", help=_("Print the canonical text whose digest is signed."))] = False,
) -> None:
    """Say who may vote at a meeting, by the books up to a moment, and why not."""
    told = rooms("hamshahr.rolls.telling")
    try:
        roll, lines = told.reckoned(gathering, cut_off)
    except rooms("hamshahr.kernel.errors").Refused as refusal:
        errors.print(f"✗ {refusal}", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(1) from refusal
    if whole:
        typer.echo(told.canonical(roll, lines))
        return
    for sentence in told.sentences(roll, lines):
        console.print(sentence, markup=False, highlight=False, soft_wrap=True)
