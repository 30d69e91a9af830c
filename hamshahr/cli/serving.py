"""``hamshahr serve``: the pages, by granian over WSGI."""

import os
import sys
from typing import Annotated

import typer

from hamshahr.cli.start import console, rooms
from hamshahr.kernel.speech import gettext as _
from hamshahr.kernel.speech import told


def register(app: typer.Typer) -> None:
    app.command(help=_("Serve the platform until it is stopped."))(serve)


def serve(
    host: Annotated[str, typer.Option(help=_("Address to listen on."))] = "127.0.0.1",
    port: Annotated[int, typer.Option(help=_("Port to listen on."))] = 8000,
    workers: Annotated[int, typer.Option(min=1, help=_("Processes; about one for each core."))] = 1,
    threads: Annotated[int, typer.Option(min=1, help=_("Threads of each process that wait for the database."))] = 4,
    static: Annotated[bool, typer.Option(help=_("Collect style sheets, fonts and scripts first."))] = True,
) -> None:
    """Serve the platform until it is stopped."""
    if static:
        with console.status(_("Collecting static files ...")):
            rooms("hamshahr.cli.static_files").collect()
    console.print(told(_("Hamshahr is served at %(address)s (Ctrl+C stops it)"), address=f"http://{host}:{port}/"))
    start_server(host, port, workers, threads)


def start_server(host: str, port: int, workers: int, threads: int) -> None:
    """Become granian: signals and the exit code are its own from here on."""
    sys.stdout.flush()
    os.environ.setdefault("HAMSHAHR_PATIENCE", "15")  # whoever waits for a page has left by then
    arguments = [
        *(sys.executable, "-m", "granian", "hamshahr.wsgi:application"),
        *("--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", str(threads)),
        *("--backpressure", str(threads * 16), "--respawn-failed-workers", "--no-ws", "--log-level", "warning"),
    ]
    os.execv(sys.executable, arguments)  # noqa: S606  no shell: every argument is a number or ours
