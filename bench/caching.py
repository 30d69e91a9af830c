"""What a page from the cache costs: ``python -m bench cache``, some three minutes, most of them for the demonstration.

Beside each page, in the same run: the same page made anew, and a file of the same bytes that granian serves from the
disk without any Python. The founding article told at its own foot what one page took: 1.185 s. Processor time is that
of the server alone, so that it can be compared on a busy machine; with ``wrk``, requests a second are told too.
"""

import http.client
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from .pages import build, store
from .serving import Cost, cost_of, serving

FOOT_OF_THE_ARTICLE = 1185.0
SECONDS = 2


@dataclass(frozen=True)
class Figures:
    cost: Cost
    a_second: float


def run() -> None:
    """Build the demonstration, measure, print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(folder)
        files = folder / "files"
        files.mkdir()
        anew, pages = measured(folder, "none")
        for page, (_path, body) in pages.items():
            (files / f"{page}.html").write_bytes(body)
        mount = ("--static-path-mount", str(files), "--static-path-route", "/files")
        kept, _pages = measured(folder, "memory", *mount)
        with serving("hamshahr.wsgi:application", more=mount, **store(folder)) as (port, workers):
            static = {page: figures(port, workers, f"/files/{page}.html", 2000) for page in pages}
    report(anew, kept, static)


def measured(folder: Path, cache: str, *options: str) -> tuple[dict[str, Figures], dict[str, tuple[str, bytes]]]:
    """Each page with this cache, and the pages themselves."""
    variables = store(folder) | {"HAMSHAHR_CACHE": cache}
    with serving("hamshahr.wsgi:application", more=options, **variables) as (port, workers):
        paths = {"home": "/fa/", "city": "/fa/cities/mashhad/", "story": first_story(port)}
        times = 100 if cache == "none" else 2000
        found = {page: figures(port, workers, path, times) for page, path in paths.items()}
        return found, {page: (path, body_of(port, path)) for page, path in paths.items()}


def first_story(port: int) -> str:
    """The address of the founding article: the first entry of the feed."""
    feed = body_of(port, "/fa/news/feed.atom").decode()
    return urlsplit(re.search(r'<entry>.*?<link href="([^"]+)"', feed, re.S)[1]).path


def body_of(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Host": "127.0.0.1"})
    return connection.getresponse().read()


def figures(port: int, workers: list, path: str, times: int) -> Figures:
    return Figures(cost_of(port, workers, path, times), a_second(port, path))


def a_second(port: int, path: str) -> float:
    """Requests a second that wrk gets answered over 16 connections; 0 where it is not installed."""
    wrk = shutil.which("wrk")
    if not wrk:
        return 0.0
    address = f"http://127.0.0.1:{port}{path}"
    command = [wrk, "-t1", "-c16", f"-d{SECONDS}", "-H", "Host: 127.0.0.1", address]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])


def report(anew: dict[str, Figures], kept: dict[str, Figures], static: dict[str, Figures]) -> None:
    """One line for each page: made anew, from the cache, the file; then what the goals ask."""
    columns = f"{'anew ms':>8}{'/s':>7} | {'kept ms':>8}{'/s':>8} | {'file ms':>8}{'/s':>8}"
    print(f"{'page':8}{'bytes':>8} | {columns} | goals")
    for page, made in anew.items():
        found, file = kept[page], static[page]
        share = found.a_second / file.a_second if file.a_second else file.cost.cpu / found.cost.cpu
        print(
            f"{page:8}{found.cost.size:>8} | {made.cost.cpu:>8.2f}{made.a_second:>7.0f} | "
            f"{found.cost.cpu:>8.3f}{found.a_second:>8.0f} | {file.cost.cpu:>8.3f}{file.a_second:>8.0f} | "
            f"{share:.2f} of the file's requests (0.5), "
            f"{FOOT_OF_THE_ARTICLE / found.cost.wall:,.0f} times the article's own page (100)"
        )
