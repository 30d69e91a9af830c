"""``hamshahr demo``: from an empty folder to a running network with a sign-in for each role."""

import gc
import os
import shutil
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from hamshahr.cli.serving import start_server
from hamshahr.cli.start import console, errors, rooms
from hamshahr.kernel.speech import gettext as _
from hamshahr.kernel.speech import told


def register(app: typer.Typer) -> None:
    app.command(
        help=_("Build the demonstration network, print its sign-ins, and serve it; what stands already is kept.")
    )(demo)


def demo(
    load_only: Annotated[
        bool, typer.Option("--load-only", help=_("Build and load everything; serve nothing."))
    ] = False,
    port: Annotated[int, typer.Option(help=_("Port to listen on."))] = 8000,
    fresh: Annotated[
        bool, typer.Option("--fresh", help=_("Remove the demonstration's data and build it anew."))
    ] = False,
) -> None:
    """Build the demonstration network, print its sign-ins, and serve it; what stands already is kept."""
    folder = settings_of_demo(port)
    if fresh and folder.is_dir():
        empty(folder)
    collect_rarely()
    with ThreadPoolExecutor(1) as beside, bar() as progress:
        # Compressing needs the second core and no database, so it runs while the network is loaded.
        static = None if load_only else beside.submit(rooms("hamshahr.cli.static_files").collect)
        migrate(progress)
        load(progress)
        people = rooms("hamshahr.cli.cast").settle()
        replay(progress)
        run_edition(progress)
        stage(progress)
        if static:
            finish(progress, static)
    show_sign_ins(people)
    if not load_only:
        show_rooms(port)
        served = _("The network is served at %(address)s (Ctrl+C stops it)")
        console.print(f"\n{told(served, address=f'http://127.0.0.1:{port}/')}\n")
        start_server("127.0.0.1", port, workers=1, threads=4)


def collect_rarely() -> None:
    """Migrations make millions of small things and few cycles: a fifth of their time went into looking for those.

    It costs some 100 MB, until this process becomes the server or ends.
    """
    gc.freeze()
    gc.set_threshold(200_000, 50, 50)


def bar() -> Progress:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    return Progress(*columns, console=errors)


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
    task = progress.add_task(_("Making the tables (about 15 s the first time)"), total=None)
    rooms("django.core.management").call_command("migrate", interactive=False, verbosity=0)
    progress.update(task, total=1, completed=1, description=_("The tables are made"))


def load(progress: Progress) -> None:
    loading = rooms("hamshahr.cli.loading")
    task = progress.add_task(_("Loading the network"), total=None)

    def tell(file: str, done: int, total: int) -> None:
        progress.update(task, description=told(_("Loading %(file)s"), file=file), completed=done, total=total)

    counted = loading.load_network(tell)
    total = sum(counted.values())
    progress.update(
        task, description=told(_("The network is loaded (%(rows)s rows)"), rows=total), completed=1, total=1
    )


def replay(progress: Progress) -> None:
    """Play the two meetings that the data tell of, once."""
    replays = rooms("hamshahr.cli.replays")
    task = progress.add_task(_("Replaying two meetings"), total=len(replays.MEETINGS))
    for slug in replays.MEETINGS:
        replays.replay(slug)
        progress.advance(task)


def stage(progress: Progress) -> None:
    """Make two trial meetings ready to be played by hand, once."""
    replays, staging = rooms("hamshahr.cli.replays"), rooms("hamshahr.cli.replays.staging")
    task = progress.add_task(_("Making two trial meetings ready"), total=len(staging.MEETINGS))
    for slug in staging.MEETINGS:
        staging.stage(slug, replays.read())
        progress.advance(task)


def run_edition(progress: Progress) -> None:
    """Run an edition of the example award and a project of its fund, once."""
    editions = rooms("hamshahr.cli.editions")
    task = progress.add_task(_("Running an edition of an award"), total=editions.STEPS)
    editions.run_edition(tell=lambda done: progress.update(task, completed=done))
    progress.update(task, completed=editions.STEPS)


def finish(progress: Progress, static: Future) -> None:
    task = progress.add_task(_("Compressing style sheets, fonts and scripts"), total=None)
    static.result()
    progress.update(task, total=1, completed=1)


def show_rooms(port: int) -> None:
    """Say where the trial meetings are played, and who begins them."""
    staging = rooms("hamshahr.cli.replays.staging")
    said = _("A trial meeting to play: %(address)s (sara opens the session, jun chairs, nasrin votes, omid looks on)")
    for slug in staging.MEETINGS:
        console.print(told(said, address=f"http://127.0.0.1:{port}/fa/meetings/{slug}/room/"))


def show_sign_ins(people: list) -> None:
    """Print one line for each person of the demonstration, and what opens the second door where there is one."""
    headings = (_("role"), _("e-mail"), _("password"))
    table = Table(*headings, title=_("Sign-ins of the demonstration"), box=box.SIMPLE_HEAD)
    for person in people:
        table.add_row(person.role, person.email, person.password)
    headings = (_("who"), _("code now"), _("secret for an authenticator"), _("recovery codes, once each"))
    codes = Table(*headings, box=box.SIMPLE_HEAD)
    for person in people:
        if person.second_factor:
            codes.add_row(person.email.split("@")[0], *person.second_factor)
    console.print(table)
    console.print(codes)
