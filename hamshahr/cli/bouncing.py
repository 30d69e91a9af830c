"""``hamshahr bounces``: what mail servers say came back of the newsletter."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from hamshahr.cli.start import console, errors, rooms
from hamshahr.kernel.speech import gettext as _
from hamshahr.kernel.speech import told


def register(app: typer.Typer) -> None:
    app.command(help=_("Read what mail servers say came back: one mail or an mbox; - reads standard input."))(bounces)


def bounces(
    source: Annotated[Path, typer.Argument(metavar="FILE", help=_("A mail, an mbox, or - for standard input."))],
) -> None:
    """Read what mail servers say came back: one mail or an mbox; - reads standard input."""
    try:
        text = sys.stdin.buffer.read() if str(source) == "-" else source.read_bytes()
    except OSError as fault:
        unread = _("%(file)s cannot be read: %(fault)s.")
        errors.print(f"[red]✗[/red] {told(unread, file=source, fault=fault.strerror)}", soft_wrap=True)
        raise typer.Exit(1) from fault
    services = rooms("hamshahr.stories.services")
    override, settings = rooms("django.utils.translation").override, rooms("django.conf").settings
    with override(settings.LANGUAGE_CODE):  # the reason that is kept is in the language of the installation
        read = services.read_bounces(text)
    found = _(
        "%(bounces)s bounces noted, %(ended)s subscriptions ended; %(known)s were read before, "
        "%(strange)s are no bounce of ours."
    )
    console.print(told(found, **vars(read)), soft_wrap=True)
