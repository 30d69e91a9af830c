"""What the public pages cost: on the demonstration network and on one of 50,000 parties and 1,000,000 entries.

``python -m bench pages [--large-entries N]`` prints each page beside a page of the same bytes from memory.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .serving import ROOT, Cost, cost_of, memory, serving

PAGES = {
    "home": "/fa/",
    "city": "/fa/cities/mashhad/",
    "directory": "/fa/cities/",
    "body": "/fa/bodies/metropolis-board/",
    "gathering": "/fa/gatherings/wc-13/",
    "search": "/fa/search/?q=%D9%85%D8%B4%D9%87%D8%AF",
}


def run() -> None:
    """Build both stores in a temporary folder and measure each page on each."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small", Path(folder) / "large"
        build(small)
        shutil.copytree(small, large)
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "bench.large"], cwd=ROOT, env=store(large), check=True)
        print(f"the large store was made in {time.perf_counter() - begun:.0f} s")
        first, weight = measure(small)
        second, _weight = measure(large, {"city, 20 entries": "/fa/cities/bench-77/"})
        print(f"memory of the worker: {weight:.0f} MB (PSS)")
        report(first, second)


def store(folder: Path) -> dict[str, str]:
    return os.environ | {"HAMSHAHR_DATA": str(folder), "HAMSHAHR_DEMO": "yes", "HAMSHAHR_HTTPS": "no"}


def build(folder: Path) -> None:
    begun = time.perf_counter()
    command = [Path(sys.executable).with_name("hamshahr"), "demo", "--load-only"]
    subprocess.run(command, cwd=ROOT, env=store(folder), check=True, stdout=subprocess.DEVNULL)
    static = [sys.executable, "manage.py", "collectstatic", "--no-input", "-v0"]
    subprocess.run(static, cwd=ROOT, env=store(folder), check=True)
    print(f"the demonstration network was made in {time.perf_counter() - begun:.1f} s")


def measure(folder: Path, more: dict[str, str] | None = None) -> tuple[dict[str, Cost], float]:
    with serving("hamshahr.wsgi:application", **store(folder)) as (port, workers):
        costs = {name: cost_of(port, workers, path) for name, path in (PAGES | (more or {})).items()}
        return costs, memory(workers)


def hello(size: int) -> Cost:
    with serving("bench.hello:application", HELLO_BYTES=str(size)) as (port, workers):
        return cost_of(port, workers, "/", times=2000)


def report(small: dict[str, Cost], large: dict[str, Cost]) -> None:
    base = hello(small["city"].size)
    print(f"reference: a page of {small['city'].size} bytes from memory, {base.cpu:.2f} ms of processor")
    print(f"{'page':22}{'queries':>9}{'cpu ms':>9}{'x hello':>9}{'bytes':>9} | large: queries  cpu ms   ratio")
    for name, cost in small.items():
        big = large[name]
        left = f"{name:22}{cost.queries:>9}{cost.cpu:>9.2f}{cost.cpu / base.cpu:>9.1f}{cost.size:>9}"
        print(f"{left} | {big.queries:>14}{big.cpu:>9.2f}{big.cpu / cost.cpu:>8.2f}")
    for name in large.keys() - small.keys():
        print(f"{name:58} | {large[name].queries:>14}{large[name].cpu:>9.2f}")
