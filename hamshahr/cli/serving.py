"""``hamshahr serve``: the pages, by granian over WSGI."""

import os
import sys

import typer

from hamshahr.cli.start import console, rooms


def register(app: typer.Typer) -> None:
    app.command()(serve)


def serve(
    host: str = typer.Option("127.0.0.1", help="Address to listen on."),
    port: int = typer.Option(8000, help="Port to listen on."),
    workers: int = typer.Option(1, min=1, help="Processes; about one for each core."),
    threads: int = typer.Option(4, min=1, help="Threads of each process that wait for the database."),
    static: bool = typer.Option(True, help="Collect the static files into the data folder first."),
) -> None:
    """Serve the platform until it is stopped."""
    if static:
        collect_static()
    console.print(f"Hamshahr is served at [bold]http://{host}:{port}/[/bold] (Ctrl+C stops it)")
    start_server(host, port, workers, threads)


def collect_static() -> None:
    """Bring the style sheets, fonts and scripts to where WhiteNoise reads them; what is there already stays."""
    with console.status("Collecting static files ..."):
        rooms("django.core.management").call_command("collectstatic", interactive=False, verbosity=0)


def start_server(host: str, port: int, workers: int, threads: int) -> None:
    """Become granian: signals and the exit code are its own from here on."""
    sys.stdout.flush()
    arguments = [
        *(sys.executable, "-m", "granian", "hamshahr.wsgi:application"),
        *("--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", str(threads)),
        *("--backpressure", str(threads * 16), "--respawn-failed-workers", "--no-ws", "--log-level", "warning"),
    ]
    os.execv(sys.executable, arguments)  # noqa: S606  no shell: every argument is a number or ours
