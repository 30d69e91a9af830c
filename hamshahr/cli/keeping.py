"""Commands that keep an installation: verify and rebuild the record, back up, restore."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

console = Console()
errors = Console(stderr=True)


def verify_log(
    head: Annotated[str, typer.Option(help="A digest printed elsewhere, as in minutes; it must be in the chain.")] = "",
) -> None:
    """Read the whole log of acts and name every row that was changed, removed, swapped or emptied."""
    from hamshahr.accounts import log
    from hamshahr.accounts.models import LogHead

    faults = list(log.faults(head))
    for fault in faults:
        errors.print(f"[red]✗[/red] {fault}")
    if faults:
        raise typer.Exit(1)
    last = LogHead.objects.filter(pk=1).first() or LogHead()
    console.print(f"The log is whole: {last.number} acts, head {last.digest}")


def rebuild_record() -> None:
    """Make the record again from the log of acts, and say what had to be mended."""
    from hamshahr.record.services import rebuild

    with console.status("Reading the acts"):
        result = rebuild()
    console.print(
        f"{result.kept} entries stood as they should, {result.restored} were restored, "
        f"{result.mended} mended, {result.removed} taken out."
    )


def backup(
    target: Annotated[Path, typer.Argument(help="The file to write, for example hamshahr-backup.tar.gz.")],
) -> None:
    """Write all rows and files into one archive that is whole or is refused."""
    from hamshahr.cli.archive import backup as write

    with console.status("Backing up") as status:
        manifest = write(target, lambda step: status.update(f"Backing up {step}"))
    rows = sum(manifest.rows.values())
    console.print(f"{target}: {rows} rows of {len(manifest.rows)} tables, log head {manifest.log_head[:12]}")


def restore(
    source: Annotated[Path, typer.Argument(help="A file that backup wrote.")],
    replace: Annotated[bool, typer.Option("--replace", help="Take out what this store holds first.")] = False,
) -> None:
    """Put a backup back, in one transaction; nothing is touched where the archive is not whole."""
    from hamshahr.cli.archive import restore as read
    from hamshahr.kernel.errors import Refused

    try:
        with console.status("Restoring") as status:
            manifest = read(source, replace=replace, progress=lambda step: status.update(f"Restoring {step}"))
    except Refused as refusal:
        errors.print(f"[red]✗[/red] {refusal}")
        raise typer.Exit(1) from refusal
    console.print(f"Restored {sum(manifest.rows.values())} rows as of {manifest.made_at}.")
