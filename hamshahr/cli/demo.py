"""``hamshahr demo``: from an empty folder to a running network with a sign-in for each role."""

import os
import shutil
from pathlib import Path

import typer
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from hamshahr.cli.serving import collect_static, start_server
from hamshahr.cli.start import console, errors, rooms


def register(app: typer.Typer) -> None:
    app.command()(demo)


def demo(
    load_only: bool = typer.Option(False, "--load-only", help="Build and load everything, but serve nothing."),
    port: int = typer.Option(8000, help="Port to listen on."),
    fresh: bool = typer.Option(False, "--fresh", help="Remove the demonstration's data first and build it anew."),
) -> None:
    """Build the demonstration network, print its sign-ins, and serve it; what stands already is kept."""
    folder = settings_of_demo(port)
    if fresh and folder.is_dir():
        empty(folder)
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=errors
    ) as progress:
        migrate(progress)
        load(progress)
    people = rooms("hamshahr.cli.cast").settle()
    console.print(sign_ins(people))
    if not load_only:
        collect_static()
        console.print(f"\nThe network is served at [bold]http://127.0.0.1:{port}/[/bold] (Ctrl+C stops it)\n")
        start_server("127.0.0.1", port, workers=1, threads=4)


def settings_of_demo(port: int) -> Path:
    """Settings for one machine without TLS, and the folder where everything of the demonstration stands."""
    os.environ["HAMSHAHR_DEMO"] = "yes"
    os.environ.setdefault("HAMSHAHR_DATA", str(Path.cwd() / "var" / "demo"))
    os.environ.setdefault("HAMSHAHR_ADDRESS", f"http://127.0.0.1:{port}")
    folder = Path(os.environ["HAMSHAHR_DATA"])
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def empty(folder: Path) -> None:
    """Remove what a demonstration wrote, and nothing else that may stand in the folder."""
    for path in folder.glob("hamshahr.sqlite3*"):
        path.unlink()
    for name in ("static", "media", "letters"):
        shutil.rmtree(folder / name, ignore_errors=True)


def migrate(progress: Progress) -> None:
    task = progress.add_task("Making the tables (about 15 s the first time)", total=None)
    rooms("django.core.management").call_command("migrate", interactive=False, verbosity=0)
    progress.update(task, total=1, completed=1, description="The tables are made")


def load(progress: Progress) -> None:
    loading = rooms("hamshahr.cli.loading")
    task = progress.add_task("Loading the network", total=None)

    def tell(file: str, done: int, total: int) -> None:
        progress.update(task, description=f"Loading {file}", completed=done, total=total)

    counted = loading.load_network(tell)
    total = sum(counted.values())
    progress.update(task, description=f"The network is loaded ({total} rows)", completed=1, total=1)


def sign_ins(people: list) -> Table:
    """One line for each person of the demonstration."""
    table = Table(
        title="Sign-ins of the demonstration", caption="The code changes every 30 seconds; a recovery code works once."
    )
    for heading in ("role", "e-mail", "password", "second factor"):
        table.add_column(heading, overflow="fold")
    for person in people:
        table.add_row(person.role, person.email, person.password, person.second_factor)
    return table
