"""What the newsroom costs with 1,000 and with 100,000 stories, on SQLite and on PostgreSQL, nothing from a cache.

``python -m bench stories [sqlite|postgresql]`` prints each page beside references of the same run: a bare Wagtail page
of the same text (``bench.bare``), a file of the same bytes from granian, and the foot that the founding article was
printed with. Processor time is that of the worker, read from the kernel around each
request; so are the 99th percentiles, which the other jobs of a machine spoil less than the time on the wall.
"""

import http.client
import re
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from .newsroom import slug_of
from .serving import serving
from .stored import Store, bare_store, stores

SIZES = 1_000, 100_000
TIMES, FEWER, WARM_UP = 300, 60, 10
FOOT = "the founding article was printed with 1185 ms of generation, 853 ms of them queries"
ARTICLE = quote("پیشگامی-مشهد-در-فهرست-کلان-شهرهای-جهان")
DEEP = "before=20160101T000000.000000Z~0"
PAGES = {
    "the article, 39 claims": f"/fa/news/{ARTICLE}/",
    "news": "/fa/news/",
    "news, deep": f"/fa/news/?{DEEP}",
    "category": "/fa/news/category/bench-1/",
    "category, deep": f"/fa/news/category/bench-1/?{DEEP}",
    "category of a few": "/fa/news/category/bench-10/",
    "category, other language": "/es/news/category/bench-1/",
    "about a city": "/fa/news/of/mashhad/",
    "archive, month": "/fa/news/archive/1390/5/",
    "archive, years": "/fa/news/archive/",
    "feed": "/fa/news/feed.atom",
}


@dataclass
class Costs:
    """Of many requests: processor and wall milliseconds of each, queries and their time, bytes."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    queries: int = 0
    size: int = 0

    def row(self) -> str:
        return (
            f"{part(self.cpu, 50):7.2f}{part(self.cpu, 99):8.2f}{part(self.wall, 50):8.2f}{part(self.wall, 99):8.2f}"
            f"{self.queries:5}{part(self.waited, 50):7.2f}{self.size:8}"
        )


def part(values: list[float], percent: int) -> float:
    """The percentile of these values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def run() -> None:
    """Measure each kind of store that was asked for."""
    asked = [name for name in sys.argv[2:] if name in ("sqlite", "postgresql")] or ["sqlite", "postgresql"]
    print(FOOT)
    with tempfile.TemporaryDirectory() as folder:
        for name in asked:
            measured: dict[int, dict[str, Costs]] = {}
            for size, store in stores(name, Path(folder), SIZES):
                measured[size] = pages_of(store, size)
            report(name, measured, references(name, Path(folder), measured[SIZES[0]]))


def pages_of(store: Store, size: int) -> dict[str, Costs]:
    """The cost of each page; the story is another one each time, so that no luck of one row counts."""
    told = [
        f"/fa/news/{slug_of(number)}/" for number in range(1, size, max(1, size // (TIMES + WARM_UP))) if number % 4
    ]
    with serving("hamshahr.wsgi:application", **store.variables) as (port, workers):
        found = {
            "story": costs(port, workers, told),
            "the article's text": costs(port, workers, [f"/fa/news/{slug_of(0)}/"]),
        }
        return found | {name: costs(port, workers, [path], FEWER) for name, path in PAGES.items()}


def references(name: str, folder: Path, found: dict[str, Costs]) -> dict[str, Costs]:
    """The bare Wagtail page of the article's text, and files of the same bytes."""
    with bare_store(name, folder) as variables, serving("bench.bare.wsgi:application", **variables) as (port, workers):
        asked = {"bare Wagtail page": costs(port, workers, ["/story/"])}
    size = found["the article's text"].size
    static = folder / "static"
    static.mkdir(exist_ok=True)
    (static / "page.html").write_bytes(b"h" * size)
    mounted = ["--static-path-mount", str(static), "--static-path-route", "/static"]
    with serving("bench.hello:application", more=mounted) as (port, workers):
        asked["static file, granian"] = costs(port, workers, ["/static/page.html"])
    return asked


def costs(port: int, workers: list, paths: Iterable[str], times: int = TIMES) -> Costs:
    """Ask for these pages in turn over one connection."""
    paths = list(paths)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for number in range(WARM_UP):
        ask(connection, paths[-1 - number % len(paths)])
    found = Costs()
    for number in range(times):
        spent, begun = processor(workers), time.perf_counter()
        timing, body = ask(connection, paths[number % len(paths)])
        found.wall.append((time.perf_counter() - begun) * 1000)
        found.cpu.append((processor(workers) - spent) / 1e6)
        found.waited.append(float((re.search(r"db;dur=([\d.]+)", timing) or ["", "0"])[1]))
        found.queries = int((re.search(r'desc="(\d+) queries"', timing) or ["", "0"])[1])
    found.size = len(body)
    return found


def ask(connection: http.client.HTTPConnection, path: str) -> tuple[str, bytes]:
    connection.request("GET", path, headers={"Host": "127.0.0.1", "Accept-Encoding": "identity"})
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise RuntimeError(f"{path} answers {response.status}")
    return response.headers["Server-Timing"] or "", body


def processor(workers: list) -> int:
    """Nanoseconds that the threads of the workers have run."""
    threads = [path for worker in workers for path in Path(f"/proc/{worker.pid}/task").glob("*/schedstat")]
    return sum(int(path.read_text().split()[0]) for path in threads)


def report(name: str, measured: dict[int, dict[str, Costs]], references: dict[str, Costs]) -> None:
    few, many = measured[SIZES[0]], measured[SIZES[1]]
    bare = references["bare Wagtail page"]
    columns = "    cpu     p99    wall     p99  sql     ms   bytes"
    print(f"\n{name}: ms of each page{columns:>53} |{columns}")
    for page, cost in few.items():
        times = part(many[page].cpu, 50) / part(bare.cpu, 50)
        p99 = part(many[page].cpu, 99) / part(cost.cpu, 99)
        print(f"{page:26}{cost.row()} |{many[page].row()} | p99 x{p99:4.2f}, x{times:4.2f} of the bare page")
    for reference, cost in references.items():
        print(f"{reference:26}{cost.row()}")
    shares = [part(costs["the article's text"].cpu, 50) / part(bare.cpu, 50) for costs in (few, many)]
    print(f"goal 0.80: a story costs {shares[0]:.2f} and {shares[1]:.2f} of the bare Wagtail page of its text")
    for kind in ("cpu", "wall"):
        worst = part(getattr(many["story"], kind), 99) / part(getattr(few["story"], kind), 99)
        print(f"goal 1.30: its p99 ({kind}) is {worst:.2f} times as high with a hundred times the stories")
