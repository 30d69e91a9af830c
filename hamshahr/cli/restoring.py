"""``hamshahr restore-text``: damaged Persian lines in, restored lines out."""

import io
import sys
from pathlib import Path
from typing import Annotated

import typer

from hamshahr.cli.start import errors
from hamshahr.kernel.speech import gettext as _
from hamshahr.kernel.speech import told


def register(app: typer.Typer) -> None:
    sentence = _(
        "Restore standard input onto standard output: lost lams, glued words, half-spaces, letters and digits."
    )
    app.command("restore-text", help=sentence)(restore_text)


def restore_text(
    document: Annotated[bool, typer.Option("--document", help=_("Judge the whole input as one text."))] = False,
    report: Annotated[Path | None, typer.Option(dir_okay=False, help=_("Write each change as JSON here."))] = None,
) -> None:
    """Restore standard input onto standard output: lost lams, glued words, half-spaces, letters and digits."""
    from hamshahr.kernel.restoration import command

    source = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", newline="")
    target = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
    try:
        command.run(document, report, source, target)
    except UnicodeDecodeError as fault:
        errors.print("✗ " + _("The input is not UTF-8."))
        raise typer.Exit(1) from fault
    except OSError as fault:
        errors.print("✗ " + told(_("The report cannot be written (%(fault)s)."), fault=fault.strerror), markup=False)
        raise typer.Exit(1) from fault
    finally:
        target.flush()
        target.detach()
        source.detach()
