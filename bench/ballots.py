"""A secret ballot of 1,000 delegates in a minute, 300 of them in its first five seconds, over HTTP on a real server.

``python -m bench ballots [delegates] [seconds] [sqlite|postgresql]``. Each delegate asks for the paper, looks again
and casts; every tenth loses the answer and sends the form again. The sessions are made beforehand; what signing in by
the form costs is measured apart. Reference of the same run: the page that asks for the e-mail, which reads no vote.
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

from .serving import ROOT, serving
from .stored import address, sql

GOALS = "goal: p95 under 1 s, p99 under 3 s, no ballot lost, none doubled, every answer known"
RUSH, RUSH_SECONDS, LINES = 0.3, 5.0, 64
CODE = re.compile(rb"<code>([0-9a-f]{32})<wbr>([0-9a-f]{32})</code>")
ONCE = re.compile(rb'name="once" value="([0-9a-f]{32})"')
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass
class Seen:
    """What the delegates were answered, and how long they waited."""

    waits: dict[str, list[float]] = field(default_factory=lambda: {"paper": [], "look": [], "cast": [], "again": []})
    statuses: Counter = field(default_factory=Counter)
    receipts: dict[int, set[str]] = field(default_factory=dict)
    guard: threading.Lock = field(default_factory=threading.Lock)

    def note(self, what: str, begun: float, status: int) -> None:
        with self.guard:
            self.waits[what].append(time.perf_counter() - begun)
            self.statuses[what, status] += 1


def run() -> None:
    """Build the store, serve it, let the delegates vote, and count what is there afterwards."""
    numbers = [int(word) for word in sys.argv[2:] if word.isdecimal()]
    delegates, seconds = [*numbers, *(1000, 60)[len(numbers) :]][:2]
    kinds = [word for word in sys.argv[2:] if word in ("sqlite", "postgresql")] or ["sqlite"]
    for kind in kinds:
        with tempfile.TemporaryDirectory() as folder:
            measure(kind, Path(folder), delegates, seconds)


def measure(kind: str, folder: Path, delegates: int, seconds: int) -> None:
    variables = {"HAMSHAHR_DATA": str(folder), "HAMSHAHR_DEMO": "yes", "HAMSHAHR_HTTPS": "no"}
    variables |= {"DJANGO_SETTINGS_MODULE": "hamshahr.settings"}
    if kind == "postgresql":
        sql("DROP DATABASE IF EXISTS bench_ballots WITH (FORCE)", "CREATE DATABASE bench_ballots")
        variables["HAMSHAHR_DATABASE"] = address("bench_ballots")
    (folder / "static").mkdir(exist_ok=True)
    static = [sys.executable, "manage.py", "collectstatic", "--no-input", "-v0"]
    subprocess.run(static, cwd=ROOT, env=os.environ | variables, check=True)
    made = asked(variables, str(delegates))
    more = ["--workers", "2", "--blocking-threads", "4", "--backpressure", "256"]
    with serving("hamshahr.wsgi:application", more=more, **variables) as (port, _workers):
        reference = page_times(port, "/account/login/")
        signing = sign_ins(port, min(10, delegates))
        seen = vote(port, made["ballot"], made["delegates"], seconds)
    report(kind, seen, asked(variables, made["ballot"]), delegates, reference, signing)


def asked(variables: dict[str, str], *words: str) -> dict:
    command = [sys.executable, "-m", "bench.voters", *words]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | variables, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


def moments(delegates: int, seconds: int) -> list[float]:
    """When each delegate begins: three tenths within the first seconds, the others evenly until the end."""
    dice, rush = random.Random(1), int(delegates * RUSH)
    begin = min(RUSH_SECONDS, seconds)
    first = [dice.uniform(0, begin) for _delegate in range(rush)]
    return sorted(first + [dice.uniform(begin, seconds) for _delegate in range(delegates - rush)])


def vote(port: int, key: str, delegates: list, seconds: int) -> Seen:
    seen, start = Seen(), time.perf_counter()
    waiting = list(zip(moments(len(delegates), seconds), enumerate(delegates), strict=True))[::-1]

    def line() -> None:
        while True:
            with seen.guard:
                if not waiting:
                    return
                moment, (place, (session, voice)) = waiting.pop()
            time.sleep(max(0.0, start + moment - time.perf_counter()))
            delegate(port, f"/en/ballots/{key}/", place, session, voice, seen)

    threads = [threading.Thread(target=line) for _line in range(LINES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def delegate(port: int, path: str, place: int, session: str, voice: int, seen: Seen) -> None:
    """The paper, a look, the vote; every tenth does not hear the answer and sends the same form again."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {
        "Host": "127.0.0.1",
        "Cookie": f"sessionid={session}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    paper = ask(line, "paper", path, headers, None, seen)
    headers["Cookie"] += f"; csrftoken={paper[1]}"
    form = {"csrfmiddlewaretoken": TOKEN.search(paper[0])[1].decode(), "once": ONCE.search(paper[0])[1].decode()}
    form[f"v{voice}-answer"] = ("yes", "no", "abstain")[place % 3]
    ask(line, "look", path, headers, form, seen)
    body, _cookie = ask(line, "cast", path, headers, form | {"confirmed": "yes"}, seen)
    told = {b"".join(code).decode() for code in CODE.findall(body)}
    if place % 10 == 0:
        body, _cookie = ask(line, "again", path, headers, form | {"confirmed": "yes"}, seen)
        told |= {b"".join(code).decode() for code in CODE.findall(body)}
    with seen.guard:
        seen.receipts[voice] = told


def ask(line, what: str, path: str, headers: dict, form: dict | None, seen: Seen) -> tuple[bytes, str]:
    begun = time.perf_counter()
    line.request("POST" if form else "GET", path, urlencode(form) if form else None, headers)
    response = line.getresponse()
    body = response.read()
    seen.note(what, begun, response.status)
    cookie = re.search(r"csrftoken=(\w+)", response.headers.get("Set-Cookie", ""))
    return body, cookie[1] if cookie else ""


def page_times(port: int, path: str, times: int = 100) -> list[float]:
    """How long a simple page of the site takes, one at a time."""
    line, waits = http.client.HTTPConnection("127.0.0.1", port, timeout=60), []
    for _time in range(times):
        begun = time.perf_counter()
        line.request("GET", path, headers={"Host": "127.0.0.1"})
        line.getresponse().read()
        waits.append(time.perf_counter() - begun)
    return waits[10:]


def sign_ins(port: int, number: int) -> list[float]:
    """How long signing in by the form takes, the check of the password included."""
    waits = []
    for place in range(number):
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        line.request("GET", "/account/login/", headers={"Host": "127.0.0.1"})
        response = line.getresponse()
        token = TOKEN.search(response.read())[1].decode()
        cookie = re.search(r"csrftoken=(\w+)", response.headers["Set-Cookie"])[1]
        form = {"csrfmiddlewaretoken": token, "login": f"d{place}@example.org", "password": "correct horse battery"}
        headers = {
            "Host": "127.0.0.1",
            "Cookie": f"csrftoken={cookie}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        begun = time.perf_counter()
        line.request("POST", "/account/login/", urlencode(form), headers)
        line.getresponse().read()
        waits.append(time.perf_counter() - begun)
    return waits


def part(values: list[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] * 1000 if ordered else 0.0


def report(kind: str, seen: Seen, box: dict, delegates: int, reference: list[float], signing: list[float]) -> None:
    base = part(reference, 50)
    print(f"{kind}: {delegates} delegates; reference, the page of signing in: {base:.0f} ms; {GOALS}")
    print(f"signing in by the form: p50 {part(signing, 50):.0f} ms")
    for what, waits in seen.waits.items():
        row = " ".join(f"p{percent} {part(waits, percent):7.0f}" for percent in (50, 95, 99))
        print(f"{what:6}{len(waits):6} answers, ms: {row}   x{part(waits, 50) / base:.1f} of the reference")
    print("answers by state:", {f"{what} {status}": number for (what, status), number in sorted(seen.statuses.items())})
    lying = [slip["receipt"] for slip in box["slips"]]
    told = [receipt for receipts in seen.receipts.values() for receipt in receipts]
    unknown = sum(len(receipts) != 1 for receipts in seen.receipts.values())
    print(
        f"voted {len(box['voted'])}, slips {len(lying)}, lost {len(set(told) - set(lying))}, "
        f"doubled {len(lying) - len(set(lying)) + len(lying) - len(box['voted'])}, without one receipt {unknown}"
    )
