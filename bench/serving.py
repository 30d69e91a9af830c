"""A real granian with one worker, and what a page costs it in processor time."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Cost:
    """Of one page: processor and wall milliseconds for each request, queries, bytes."""

    cpu: float
    wall: float
    queries: int
    size: int


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(application: str, *, more: Sequence[str] = (), **variables: str):
    """Serve a WSGI application until the block ends, no page kept unless asked; gives the port and the worker."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "1"]
    command += ["--port", str(port), "--host", "127.0.0.1", "--log-level", "error", *more, application]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"HAMSHAHR_CACHE": "none"} | variables)
    try:
        wait_for(port)
        yield port, psutil.Process(server.pid).children(recursive=True)
    finally:
        server.terminate()
        server.wait(20)


def wait_for(port: int, seconds: int = 60) -> None:
    for _try in range(seconds * 10):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server did not start.")


def cost_of(port: int, workers: list[psutil.Process], path: str, times: int = 200) -> Cost:
    """Ask for a page over one connection, after some to warm up."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for _number in range(20):
        timing, body = ask(connection, path)
    before, begun = processor(workers), time.perf_counter()
    for _number in range(times):
        timing, body = ask(connection, path)
    wall = time.perf_counter() - begun
    queries = re.search(r'desc="(\d+) queries"', timing or "")
    return Cost(
        cpu=(processor(workers) - before) / times * 1000,
        wall=wall / times * 1000,
        queries=int(queries[1]) if queries else 0,
        size=len(body),
    )


def ask(connection: http.client.HTTPConnection, path: str) -> tuple[str | None, bytes]:
    connection.request("GET", path, headers={"Host": "127.0.0.1", "Accept-Encoding": "identity"})
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise RuntimeError(f"{path} answers {response.status}")
    return response.headers["Server-Timing"], body


def processor(workers: list[psutil.Process]) -> float:
    return sum(sum(worker.cpu_times()[:2]) for worker in workers)


def memory(workers: list[psutil.Process]) -> float:
    """Megabytes of the worker, shared pages counted in part (PSS)."""
    return max(worker.memory_full_info().pss for worker in workers) / 1e6
