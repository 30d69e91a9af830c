"""``hamshahr import-stories``: pages of other desks brought in as drafts of the newsroom."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from hamshahr.cli.importing import bar
from hamshahr.cli.start import console, errors, rooms
from hamshahr.kernel.speech import gettext as _

SHOWN = 50


def register(app: typer.Typer) -> None:
    help_text = _(
        "Bring in pages of another news desk as drafts: a file, a folder, a ZIP, CSV, JSON lines, WXR or RSS."
    )
    app.command("import-stories", help=help_text)(import_stories)


def import_stories(
    path: Annotated[Path, typer.Argument(help=_("A page, a folder or an archive."))],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Say what each page would become; change nothing."))
    ] = False,
    claims: Annotated[
        bool, typer.Option(help=_("Look for claims in the texts and propose them to the editors."))
    ] = True,
    zone: Annotated[str, typer.Option(help=_("The time zone of the desk that wrote the pages."))] = "Asia/Tehran",
    by: Annotated[
        str, typer.Option(help=_("E-mail of the user in whose name it is done; without it, the operator."))
    ] = "",
) -> None:
    """Bring in pages as drafts; run again after a stop, it goes on where it stopped, and nothing comes in twice."""
    work = rooms("hamshahr.cli.pages")
    refused: list[tuple[str, str]] = []
    with bar() as progress:
        task = progress.add_task(path.name, total=None)
        tell = lambda done, total: progress.update(task, completed=done, total=total)  # noqa: E731  one line
        counted, refused, sentence = work.bring_in(path, dry_run=dry_run, claims=claims, zone=zone, by=by, tell=tell)
    if sentence:
        errors.print(f"[red]{sentence}[/red]")
        raise typer.Exit(1)
    console.print(", ".join(f"{number} {outcome}" for outcome, number in counted.items()))
    report(refused)
    raise typer.Exit(1 if refused else 0)


def report(refused: list[tuple[str, str]]) -> None:
    """The pages that could not be brought in, each with what to do."""
    if not refused:
        return
    sentences = Table(_("page"), _("what to do"), show_lines=False)
    for name, remark in refused[:SHOWN]:
        sentences.add_row(name, remark)
    console.print(sentences)
