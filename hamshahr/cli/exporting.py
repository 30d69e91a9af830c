"""``hamshahr export``: the registers written as the tables by which they are brought in."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from hamshahr.cli.start import console, errors, rooms
from hamshahr.kernel.speech import gettext as _
from hamshahr.kernel.speech import listed, told

FORMATS = ("csv", "xlsx", "json")


def register(app: typer.Typer) -> None:
    sentence = _(
        "Write the registers as tables in the very columns that import-network reads; nothing is written by halves."
    )
    app.command("export", help=sentence)(export)


def known_format(ending: str) -> str:
    if ending not in FORMATS:
        raise typer.BadParameter(told(_("choose one of these: %(formats)s."), formats=listed(list(FORMATS))))
    return ending


def export(
    folder: Annotated[
        Path, typer.Argument(help=_("Where one file for each table is written; an empty or new folder."))
    ],
    ending: Annotated[
        str, typer.Option("--format", callback=known_format, help=_("csv, xlsx or json; import reads the first two."))
    ] = "csv",
    table: Annotated[list[str] | None, typer.Option(help=_("Only this table; may be given several times."))] = None,
    with_drafts: Annotated[bool, typer.Option("--with-drafts", help=_("Also what is not published."))] = False,
    replace: Annotated[bool, typer.Option("--replace", help=_("Replace the tables that the folder holds."))] = False,
) -> None:
    """Write the registers as tables in the very columns that import-network reads; nothing is written by halves."""
    work = rooms("hamshahr.cli.outgoing")
    with bar() as progress:
        task = progress.add_task(_("Exporting"), total=None)

        def tell(name: str, done: int, total: int) -> None:
            progress.update(task, description=name, completed=done, total=total)

        choice = {"with_drafts": with_drafts, "replace": replace}
        written, refusal = work.export_tables(folder, ending, table or [], tell=tell, **choice)
    if refusal:
        errors.print(f"✗ {refusal}", style="red", markup=False, soft_wrap=True)
        raise typer.Exit(1)
    report(folder, written, with_drafts)


def bar() -> Progress:
    columns = (TextColumn("{task.description:>16}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=errors, transient=True)


def report(folder: Path, written: list, with_drafts: bool) -> None:
    """Say how many rows each file holds, and what could not be brought in again as it stands."""
    for file in written:
        console.print(
            told(_("%(file)s: %(rows)s rows"), file=file.name, rows=file.rows),
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
        for column, number in file.lacking.items():
            tell_lack(file.name, column, number)
    if with_drafts:
        warn(_("Drafts stand among the rows and are not marked; whoever brings the tables in publishes them."))
    console.print(
        told(_("%(folder)s: %(tables)s tables"), folder=folder, tables=len(written)),
        markup=False,
        highlight=False,
        soft_wrap=True,
    )


def tell_lack(name: str, column: str, number: int) -> None:
    lacking = _(
        "%(file)s: %(number)s rows have no %(column)s, without which they cannot be brought in; fill the column first."
    )
    warn(told(lacking, file=name, number=number, column=column))


def warn(sentence: str) -> None:
    errors.print(f"! {sentence}", style="yellow", markup=False, highlight=False, soft_wrap=True)
