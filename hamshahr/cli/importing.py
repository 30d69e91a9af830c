"""``hamshahr import`` and ``hamshahr import-network``: tables brought in from files."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from hamshahr.cli.start import console, errors, rooms
from hamshahr.kernel.speech import gettext as _
from hamshahr.kernel.speech import listed, told

SHOWN = 50


def register(app: typer.Typer) -> None:
    app.command(
        "import", help=_("Bring one table in, row by row, with a report; the same file twice changes nothing.")
    )(import_table)
    network = _(
        "Bring in a whole network: regions.csv, countries.csv, cities.csv and so on, in the order they need each other."
    )
    app.command("import-network", help=network)(import_network)


def import_table(
    table: Annotated[str, typer.Argument(help=_("Which table: regions, countries, cities, bodies, memberships ..."))],
    file: Annotated[Path, typer.Argument(help=_("A CSV or XLSX file."))],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Say what each row would become; change nothing."))
    ] = False,
    all_or_nothing: Annotated[bool, typer.Option("--all-or-nothing", help=_("Bring in every row or none."))] = False,
    resume: Annotated[bool, typer.Option("--resume", help=_("Go on with the stopped run of this same file."))] = False,
    by: Annotated[
        str, typer.Option(help=_("E-mail of the user in whose name it is done; without it, the operator."))
    ] = "",
) -> None:
    """Bring one table in, row by row, with a report; the same file twice changes nothing."""
    work = rooms("hamshahr.cli.tables")
    run, refusal = None, None
    with bar() as progress:
        task = progress.add_task(table, total=None)
        tell = lambda done, total: progress.update(task, completed=done, total=total)  # noqa: E731  one line
        run, refusal = work.bring_in(
            table, file, dry_run=dry_run, whole=all_or_nothing, resume=resume, by=by, tell=tell
        )
    if run is not None:
        report(work, run)
    if refusal:
        errors.print(f"[red]{refusal}[/red]")
    raise typer.Exit(1 if refusal or (run is not None and work.refused(run)) else 0)


def import_network(
    folder: Annotated[Path, typer.Argument(help=_("A folder with one CSV or XLSX file for each table."))],
    by: Annotated[
        str, typer.Option(help=_("E-mail of the user in whose name it is done; without it, the operator."))
    ] = "",
) -> None:
    """Bring in a whole network: regions.csv, countries.csv, cities.csv and so on, in the order they need each other."""
    work = rooms("hamshahr.cli.tables")
    refused = 0
    for table, file in work.files_of(folder):
        with bar() as progress:
            task = progress.add_task(file.name, total=None)
            tell = lambda done, total, task=task: progress.update(task, completed=done, total=total)  # noqa: E731
            run, refusal = work.bring_in(table, file, dry_run=False, whole=False, resume=False, by=by, tell=tell)
        if refusal:
            errors.print(f"[red]{file.name}: {refusal}[/red]")
        refused += bool(refusal) or (report(work, run, brief=True) if run is not None else 0)
    raise typer.Exit(1 if refused else 0)


def bar() -> Progress:
    columns = (TextColumn("{task.description:>16}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=errors, transient=True)


def report(work, run, brief: bool = False) -> int:
    """Print how many rows became what, and the sentence of each that was refused; their number."""
    counted = work.counted(run)
    outcomes = [told("%(number)s", number=number) + f" {outcome}" for outcome, number in counted.items()]
    console.print(f"{run.table}: {listed(outcomes)}")
    refused = work.refused(run)
    if refused:
        sentences = Table(_("row"), _("column"), _("what to do"), show_lines=False)
        for row in refused[:SHOWN]:
            sentences.add_row(told("%(number)s", number=row.number), row.column, row.remark)
        console.print(sentences)
    if len(refused) > SHOWN and not brief:
        more = _("... and %(number)s more; the office shows them all under this import.")
        console.print(told(more, number=len(refused) - SHOWN))
    return len(refused)
