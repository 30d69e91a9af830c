"""A jury in its last ten minutes over HTTP on a real server: every score is saved as it is typed, none is lost.

``python -m bench judging [jurors] [entries] [seconds] [sqlite|postgresql]``; by itself 60 jurors, 40 entries each, five
criteria, 600 seconds. A juror opens an entry, types five scores, each saved by itself, and finishes. In every tenth
review a second tab that was opened before sends another score and must be refused. Fewer entries in as much less time
make the same load. Reference of the same run: the page that asks for the e-mail, which reads no score.
"""

import http.client
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from .ballots import page_times, part
from .serving import ROOT, serving
from .stored import address, sql

GOALS = "goal: p95 of saving under 500 ms, no score lost, none overwritten"
MARK = re.compile(rb'<input type="hidden" name="(was-[\w-]+)" value="(\w+)">')
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')
CRITERIA = 5


@dataclass
class Seen:
    """What the jurors were answered, how long they waited, and what they were told is saved."""

    waits: dict[str, list[float]] = field(default_factory=dict)
    statuses: Counter = field(default_factory=Counter)
    told: dict[str, str] = field(default_factory=dict)
    guard: threading.Lock = field(default_factory=threading.Lock)

    def note(self, what: str, begun: float, status: int) -> None:
        with self.guard:
            self.waits.setdefault(what, []).append(time.perf_counter() - begun)
            self.statuses[f"{what} {status}"] += 1


@dataclass
class Browser:
    """One juror's browser: a line that is kept open, its cookies, and the form of the entry that is open."""

    port: int
    session: str
    seen: Seen
    token: str = ""
    form: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def ask(self, what: str, path: str, form: dict[str, str] | None = None) -> tuple[int, bytes]:
        cookies = f"sessionid={self.session}" + (f"; csrftoken={self.token}" if self.token else "")
        headers = {"Host": "127.0.0.1", "Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        begun = time.perf_counter()
        self.line.request("POST" if form is not None else "GET", path, urlencode(form) if form else None, headers)
        response = self.line.getresponse()
        body = response.read()
        self.seen.note(what, begun, response.status)
        if cookie := re.search(r"csrftoken=(\w+)", response.headers.get("Set-Cookie", "")):
            self.token = cookie[1]
        self.form |= {name.decode(): mark.decode() for name, mark in MARK.findall(body)}
        return response.status, body

    def open(self, path: str) -> None:
        self.form = {}
        _status, body = self.ask("open", path)
        self.form["csrfmiddlewaretoken"] = TOKEN.search(body)[1].decode()


def run() -> None:
    """Build the store, serve it, let the jurors judge, and compare what is stored with what they were told."""
    numbers = [int(word) for word in sys.argv[2:] if word.isdecimal()]
    jurors, entries, seconds = [*numbers, *(60, 40, 600)[len(numbers) :]][:3]
    kinds = [word for word in sys.argv[2:] if word in ("sqlite", "postgresql")] or ["sqlite"]
    for kind in kinds:
        with tempfile.TemporaryDirectory() as folder:
            measure(kind, Path(folder), jurors, entries, seconds)


def measure(kind: str, folder: Path, jurors: int, entries: int, seconds: int) -> None:
    variables = {"HAMSHAHR_DATA": str(folder), "HAMSHAHR_DEMO": "yes", "HAMSHAHR_HTTPS": "no"}
    variables |= {"DJANGO_SETTINGS_MODULE": "hamshahr.settings"}
    if kind == "postgresql":
        sql("DROP DATABASE IF EXISTS bench_judging WITH (FORCE)", "CREATE DATABASE bench_judging")
        variables["HAMSHAHR_DATABASE"] = address("bench_judging")
    (folder / "static").mkdir(exist_ok=True)
    static = [sys.executable, "manage.py", "collectstatic", "--no-input", "-v0"]
    subprocess.run(static, cwd=ROOT, env=os.environ | variables, check=True)
    made = asked(variables, str(jurors), str(entries))
    more = ["--workers", "2", "--blocking-threads", "4", "--backpressure", "256"]
    with serving("hamshahr.wsgi:application", more=more, **variables) as (port, _workers):
        reference = page_times(port, "/account/login/")
        seen = judge(port, made, seconds)
    report(kind, seen, asked(variables, "stored"), reference)


def asked(variables: dict[str, str], *words: str):
    command = [sys.executable, "-m", "bench.judges", *words]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | variables, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


def judge(port: int, jurors: list, seconds: int) -> Seen:
    """Each juror in a thread, the entries spread evenly over the time."""
    seen, start = Seen(), time.perf_counter()

    def sit(place: int, session: str, seat: str, tasks: list[str]) -> None:
        dice, browser = random.Random(place), Browser(port, session, seen)
        pause = seconds / len(tasks)
        time.sleep(dice.uniform(0, pause))
        browser.ask("list", f"/en/juries/{seat}/")
        for step, task in enumerate(tasks):
            wait = start + (step + dice.random()) * pause - time.perf_counter()
            time.sleep(max(0.0, wait))
            one_review(browser, task, dice, two_tabs=(place + step) % 10 == 0)

    threads = [threading.Thread(target=sit, args=(place, *juror)) for place, juror in enumerate(jurors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def one_review(browser: Browser, task: str, dice: random.Random, *, two_tabs: bool) -> None:
    """Open, score criterion after criterion, let a stale tab try, finish."""
    path = f"/en/juries/reviews/{task}/"
    browser.open(path)
    stale = dict(browser.form)
    for number in range(1, CRITERIA + 1):
        value = str(dice.randint(0, 10))
        browser.form[f"score-c{number}"] = value
        status, _body = browser.ask("save", f"{path}saved/", browser.form)
        if status == 200:
            with browser.seen.guard:
                browser.seen.told[f"{task} c{number}"] = value
        time.sleep(dice.uniform(0, 0.2))
    if two_tabs:
        first = browser.form["score-c1"]
        kept = dict(browser.form)
        browser.ask("stale tab", f"{path}saved/", stale | {"score-c1": str((int(first) + 1) % 11)})
        browser.form = kept
    browser.ask("finish", path, browser.form | {"act": "finish"})


def report(kind: str, seen: Seen, stored: dict, reference: list[float]) -> None:
    base = part(reference, 50)
    print(f"{kind}: reference, the page of signing in: {base:.0f} ms; {GOALS}")
    for what, waits in seen.waits.items():
        row = " ".join(f"p{percent} {part(waits, percent):7.0f}" for percent in (50, 95, 99))
        print(f"{what:10}{len(waits):6} answers, ms: {row}   x{part(waits, 50) / base:.1f} of the reference")
    print("answers by state:", dict(sorted(seen.statuses.items())))
    lost = sum(key not in stored for key in seen.told)
    changed = sum(key in stored and stored[key][0] != value for key, value in seen.told.items())
    open_still = sum(not done for _value, done in stored.values())
    print(f"told saved {len(seen.told)}, stored {len(stored)}, lost {lost}, overwritten {changed}, open {open_still}")
