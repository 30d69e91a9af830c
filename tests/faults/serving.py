"""``python -m tests.faults.serving [--rounds 250] [sqlite|postgresql]``: votes over HTTP while server and store break.

In every round something else is killed or frozen while delegates cast on the real server; afterwards every form is sent
once more, as after a lost answer. What was told and what lies in the box is printed as JSON.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from tests.stores import ROOT

from .breaking import PostgresqlStore, SqliteStore
from .server import Heard, Server, Voter

LINES, VOTES_A_ROUND, PATIENCE = 4, 6, 1


def asked(variables, *words):
    command = [sys.executable, "-m", "bench.voters", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | variables, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


class Breaking:
    """Breaks one thing after the other while votes come in, and notes how long each took to come back."""

    def __init__(self, server, store, heard, reader):
        self.server, self.store, self.heard, self.reader = server, store, heard, reader
        self.breaks = store.breaks
        self.dice, self.back, self.seen = random.Random(1), {}, []

    def round(self, number, voters):
        """Wait for some votes, break, mend what a supervisor would, and wait until the server answers."""
        enough = len(self.heard.receipts) + self.dice.randint(1, VOTES_A_ROUND - 3)
        while len(self.heard.receipts) < enough and any(voter.is_alive() for voter in voters):
            time.sleep(0.001)
        time.sleep(self.dice.uniform(0, 0.03))
        what = self.breaks[number % len(self.breaks)]
        getattr(self, f"break_{what}")()
        begun = time.monotonic()
        self.mend(what)
        self.server.until_alive()
        self.back[what] = round(max(self.back.get(what, 0.0), time.monotonic() - begun), 2)

    def mend(self, what):
        if what in ("server", "database"):
            {"server": self.server, "database": self.store}[what].start()
        elif what == "freeze":
            self.store.thaw()

    def break_server(self):
        self.server.kill()

    def break_worker(self):
        self.server.kill_a_worker(self.dice)

    def break_backend(self):
        self.store.kill_a_backend(self.dice)

    def break_database(self):
        self.store.kill()

    def break_freeze(self):
        """Until a voter was refused and every reader was answered, more of them than there are threads."""
        refused = self.heard.refused.total()
        self.store.freeze()
        readers = [threading.Thread(target=self.read, args=words) for words in self.reader * 5]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        begun = time.monotonic()
        while self.heard.refused.total() == refused and time.monotonic() - begun < 20:
            time.sleep(0.01)

    def read(self, path, cookies):
        begun = time.monotonic()
        status, page, _token = self.server.asked("GET", path, Cookie=cookies)
        assert status == 200 or b"The store does not answer" in page, page.decode()
        self.seen.append((status, round(time.monotonic() - begun, 2)))


def tried(store, variables, rounds, breaking):
    made = asked(variables, rounds * VOTES_A_ROUND)
    path, sessions = f"/en/ballots/{made['ballot']}/", made["delegates"]
    heard, server = Heard(), Server(variables)
    voters = [Voter(server, path, sessions[place::LINES], heard) for place in range(LINES)]
    reader = [(path, f"sessionid={sessions[0][0]}"), ("/en/", "")]
    breaking = breaking(server, store, heard, reader)
    try:
        for voter in voters:
            voter.start()
        for number in range(rounds):
            breaking.round(number, voters)
        for voter in voters:
            voter.join()
        for voter in voters:
            for form in voter.forms:
                voter.cast(*form)
    finally:
        server.kill()
    return found(made, heard, asked(variables, made["ballot"])) | observed(breaking, heard)


def found(made, heard, box):
    """What must be so whatever happened."""
    told = {voice: set(receipts) for voice, receipts in heard.told().items()}
    lying = Counter(slip["receipt"] for slip in box["slips"])
    known = set().union(*told.values())
    return {
        "delegates": len(made["delegates"]), "answered twice": sum(len(told) > 1 for told in heard.told().values()),
        "contradicted": sum(len(receipts) > 1 for receipts in told.values()),
        "lost": len(known - set(lying)), "unknown": len(set(lying) - known),
        "doubled": lying.total() - len(made["delegates"]), "voted": len(box["voted"]),
    }  # fmt: skip


def observed(breaking, heard):
    waits = [wait for _status, wait in breaking.seen]
    return {
        "back": breaking.back, "refused": dict(heard.refused), "cut off": heard.cut,
        "read while frozen": sorted({status for status, _wait in breaking.seen}),
        "longest wait while frozen": max([heard.slowest, *waits]),
    }  # fmt: skip


def plain_names(folder):
    """Style sheets go by their own names; nobody looks at them here."""
    folder.mkdir()
    files = [path for path in ROOT.glob("hamshahr/*/static/**/*") if path.is_file()]
    names = [path.as_posix().partition("/static/")[2] for path in files]
    (folder / "staticfiles.json").write_text(json.dumps({"version": "1.1", "paths": {name: name for name in names}}))


def main():
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever stops this leaves no server behind
    reading = argparse.ArgumentParser()
    reading.add_argument("kind", nargs="?", default="sqlite", choices=["sqlite", "postgresql"])
    reading.add_argument("--rounds", type=int, default=5)
    words = reading.parse_args()
    with tempfile.TemporaryDirectory(prefix="hamshahr-faults-", ignore_cleanup_errors=True) as name:
        print(json.dumps(broken(Path(name), words.kind, words.rounds)))  # noqa: T201


def broken(folder, kind, rounds, breaking=Breaking):
    """What was found after some rounds with a store that lies in a folder."""
    plain_names(folder / "static")
    store = {"sqlite": SqliteStore, "postgresql": PostgresqlStore}[kind](folder)
    variables = {"HAMSHAHR_DATA": str(folder), "HAMSHAHR_DATABASE": store.address, "HAMSHAHR_DEMO": "yes"}
    variables |= {"HAMSHAHR_DEBUG": "no", "HAMSHAHR_HTTPS": "no", "HAMSHAHR_HOSTS": "127.0.0.1"}
    variables |= {"HAMSHAHR_PATIENCE": str(PATIENCE), "DJANGO_SETTINGS_MODULE": "hamshahr.settings"}
    try:
        return tried(store, variables, rounds, breaking)
    finally:
        store.remove()


if __name__ == "__main__":
    sys.exit(main())
