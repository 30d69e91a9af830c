"""The real server and delegates who vote on it over HTTP, without Django in this process."""

import http.client
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

import psutil

from tests.stores import ROOT

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')
ONCE = re.compile(rb'name="once" value="([0-9a-f]{32})"')
CODE = re.compile(rb"<code>([0-9a-f]{32})<wbr>([0-9a-f]{32})</code>")
GIVEN_UP_AFTER = 120  # seconds in which nothing came back to life
SILENT = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


class Server:
    """Granian with two workers, as ``hamshahr serve`` starts it, that can be killed without a word."""

    def __init__(self, variables):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.variables = variables
        self.start()

    def start(self):
        words = [Path(sys.executable).with_name("hamshahr"), "serve", "--no-static", "--workers", "2"]
        self.process = subprocess.Popen(
            [*words, "--port", str(self.port)],
            cwd=ROOT,
            env=os.environ | self.variables,
            start_new_session=True,
            **SILENT,
        )
        self.until_alive()

    def until_alive(self):
        begun = time.monotonic()
        while time.monotonic() - begun < GIVEN_UP_AFTER:
            try:
                if self.asked("GET", "/health")[0] == 200:
                    return
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(0.05)
        raise TimeoutError("the server does not answer")

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def kill_a_worker(self, dice):
        workers = psutil.Process(self.process.pid).children()
        dice.choice(workers).kill()

    def asked(self, method, path, body=None, **headers):
        """The state, the page and the token of its forms."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request(method, path, body, {"Host": "127.0.0.1"} | headers)
            response = line.getresponse()
            cookie = re.search(r"csrftoken=(\w+)", response.headers.get("Set-Cookie", ""))
            return response.status, response.read(), cookie[1] if cookie else ""
        finally:
            line.close()


class Heard:
    """What the delegates were told, and what they were refused with."""

    def __init__(self):
        self.receipts, self.refused, self.cut, self.slowest = [], Counter(), 0, 0.0

    def told(self):
        """The receipts of each voice, in the order in which they were told."""
        found = {}
        for voice, receipt in self.receipts:
            found.setdefault(voice, []).append(receipt)
        return found


class Voter(threading.Thread):
    """Casts for some delegates, each form sent again until it is answered; notes every receipt it is told."""

    def __init__(self, server, path, delegates, heard):
        super().__init__(daemon=True)
        self.server, self.path, self.delegates, self.heard, self.forms = server, path, delegates, heard, []

    def run(self):
        for session, voice in self.delegates:
            paper, token = self.until_answered("GET", None, f"sessionid={session}")
            form = {"csrfmiddlewaretoken": TOKEN.search(paper)[1], "once": ONCE.search(paper)[1], "confirmed": "yes"}
            body = urlencode(form | {f"v{voice}-answer": ("yes", "no")[voice % 2]})
            self.forms.append((voice, body, f"sessionid={session}; csrftoken={token}"))
            self.cast(*self.forms[-1])

    def cast(self, voice, body, cookies):
        page, _token = self.until_answered("POST", body, cookies)
        self.heard.receipts.append((voice, b"".join(CODE.search(page).groups()).decode()))

    def until_answered(self, method, body, cookies):
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        begun = time.monotonic()
        while time.monotonic() - begun < GIVEN_UP_AFTER:
            asked = time.monotonic()
            try:
                status, page, token = self.server.asked(method, self.path, body, Cookie=cookies, **kind)
                self.heard.slowest = max(self.heard.slowest, round(time.monotonic() - asked, 2))
                if status == 200:
                    return page, token
                self.heard.refused[status] += 1
                if status != 503:  # only the store's silence is no fault of ours
                    raise AssertionError(page.decode())
            except (OSError, http.client.HTTPException):
                self.heard.cut += 1
            time.sleep(random.uniform(0.02, 0.1))
        raise TimeoutError(self.path)
