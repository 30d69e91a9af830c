"""Commands that keep an installation: the day's work, the log, the record, backups."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from hamshahr.cli.start import console, errors, rooms


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (daily, verify_log, rebuild_record, backup, restore):
        app.command()(command)


def daily() -> None:
    """Do what the calendar asks: move memberships, end what ended, warn of terms, send letters. Run it hourly."""
    services, timezone = rooms("hamshahr.bodies.services"), rooms("django.utils.timezone")
    on = timezone.localdate()
    with console.status("The day's work"):
        services.lapse_local_offices(on=on)
        services.move_memberships(on=on)
        services.warn_of_terms(on=on)
        rooms("hamshahr.decisions.services").close_proxies(on=on)
        sent = rooms("hamshahr.letters.services").send_waiting()
    console.print(
        f"{on}: the calendar is done; letters: {sent.sent} sent, {sent.failed} failed, {sent.in_doubt} in doubt."
    )


def verify_log(
    head: Annotated[str, typer.Option(help="A digest printed elsewhere, as in minutes; it must be in the chain.")] = "",
) -> None:
    """Read the whole log of acts and name every row that was changed, removed, swapped or emptied."""
    faults = list(rooms("hamshahr.accounts.log").faults(head))
    for fault in faults:
        errors.print(f"[red]✗[/red] {fault}")
    if faults:
        raise typer.Exit(1)
    models = rooms("hamshahr.accounts.models")
    last = models.LogHead.objects.filter(pk=1).first() or models.LogHead()
    console.print(f"The log is whole: {last.number} acts, head {last.digest}", soft_wrap=True)


def rebuild_record() -> None:
    """Make the record again from the log of acts, and say what had to be mended."""
    services = rooms("hamshahr.record.services")
    with console.status("Reading the acts"):
        result = services.rebuild()
    console.print(
        f"{result.kept} entries stood as they should, {result.restored} were restored, "
        f"{result.mended} mended, {result.removed} taken out."
    )


def backup(target: Annotated[Path, typer.Argument(help="The file to write, such as network.tar.gz.")]) -> None:
    """Write all rows and files into one archive that is whole or is refused."""
    archive = rooms("hamshahr.cli.archive")
    with Progress(console=errors, transient=True) as progress:
        task = progress.add_task("Backing up", total=None)
        manifest = archive.backup(target, lambda step: progress.update(task, description=f"Backing up {step}"))
    rows = sum(manifest.rows.values())
    console.print(f"{target}: {rows} rows of {len(manifest.rows)} tables, log head {manifest.log_head}", soft_wrap=True)


def restore(
    source: Annotated[Path, typer.Argument(help="A file that backup wrote.")],
    replace: Annotated[bool, typer.Option("--replace", help="Take out what this store holds first.")] = False,
) -> None:
    """Put a backup back, in one transaction; nothing is touched where the archive is not whole."""
    archive, refused = rooms("hamshahr.cli.archive"), rooms("hamshahr.kernel.errors").Refused
    call_command = rooms("django.core.management").call_command
    call_command("migrate", verbosity=0)
    try:
        with Progress(console=errors, transient=True) as progress:
            task = progress.add_task("Restoring", total=None)
            manifest = archive.restore(
                source,
                replace=replace,
                progress=lambda step: progress.update(task, description=f"Restoring {step}"),
            )
    except refused as refusal:
        errors.print(f"[red]✗[/red] {refusal}", soft_wrap=True)
        raise typer.Exit(1) from refusal
    call_command("update_index", verbosity=0)  # the office's search, which a backup leaves out
    console.print(f"Restored {sum(manifest.rows.values())} rows as of {manifest.made_at}.")
