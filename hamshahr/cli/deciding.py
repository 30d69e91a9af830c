"""``hamshahr decide`` and ``hamshahr count``: the engines of decisions without a database."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from hamshahr.cli.start import errors
from hamshahr.decisions import commands
from hamshahr.decisions.counting import Method
from hamshahr.decisions.files import BadInput
from hamshahr.kernel import speech
from hamshahr.kernel.speech import gettext as _

Language = Literal["fa", "en", "es", "fr"]


def register(app: typer.Typer) -> None:
    app.command(help=_("Answer each case under its rule: who is entitled, quorum, proxies, majority, outcome."))(decide)
    app.command(help=_("Count an election, with every stage and every step in words."))(count)


def decide(
    cases: Annotated[Path, typer.Argument(help=_("A JSON file with a list of cases."), exists=True, dir_okay=False)],
    out: Annotated[Path | None, typer.Option(dir_okay=False, help=_("Write here, not to standard output."))] = None,
    explain: Annotated[bool, typer.Option("--explain", help=_("Tell every step in words on standard error."))] = False,
) -> None:
    """Answer each case under its rule: who is entitled, quorum, proxies, majority, outcome."""
    refusing(lambda: commands.run_decide(cases, out, explain=explain, tell=tell))


def count(
    ballots: Annotated[Path, typer.Argument(help=_("Rows of count,3>1>4, from 1."), exists=True, dir_okay=False)],
    method: Annotated[Method, typer.Option(help=_("How to count."))],
    seats: Annotated[int, typer.Option(min=1, help=_("How many places there are to fill."))] = 1,
    candidates: Annotated[Path | None, typer.Option(help=_("Names, one a row."), exists=True, dir_okay=False)] = None,
    out: Annotated[Path | None, typer.Option(dir_okay=False, help=_("Write here, not to standard output."))] = None,
    seed: Annotated[str | None, typer.Option(help=_("A published text for lots; else the list decides ties."))] = None,
    told_in: Annotated[
        Language | None, typer.Option("--language", help=_("Of the steps; else the terminal’s."))
    ] = None,
) -> None:
    """Count an election, with every stage and every step in words."""
    run = partial(commands.run_count, ballots, out, method=method, seats=seats, candidates_path=candidates, seed=seed)
    refusing(lambda: run(language=told_in or speech.language(), tell=tell))


def tell(sentence: str) -> None:
    errors.print(sentence, markup=False, highlight=False, soft_wrap=True)


def refusing(act: Callable[[], None]) -> None:
    """Do it, or say the reason and leave with 1."""
    try:
        act()
    except BadInput as refusal:
        tell(f"✗ {refusal}")
        raise typer.Exit(1) from refusal
