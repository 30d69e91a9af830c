"""The demonstration that the browser looks at: built by ``hamshahr demo`` from an empty folder, and kept."""

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import fasteners

ROOT = Path(__file__).parent.parent.parent
BUILD = ROOT / "build"
HAMSHAHR = Path(sys.executable).with_name("hamshahr")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def copy_demonstration(target: Path) -> None:
    """Copy what ``hamshahr demo`` has built and served; whoever comes first builds it, the others wait."""
    BUILD.mkdir(exist_ok=True)
    with fasteners.InterProcessLock(BUILD / "demonstration.lock"):
        shutil.copytree(demonstration(), target)


def demonstration() -> Path:
    """The one of these sources; those of others make room, and what a run that was killed left half-built."""
    folder = BUILD / f"demonstration-{digest_of_sources()}"
    if not folder.exists():
        for old in BUILD.glob("demonstration-*"):
            shutil.rmtree(old)
        building = BUILD / f"demonstration-building-{os.getpid()}" / "demo"
        building.mkdir(parents=True)
        with running("demo", building, free_port()):
            pass
        building.rename(folder)  # whole from the moment it has its name
    return folder


def digest_of_sources() -> str:
    """A name that changes with anything the demonstration is made of, and with the day, from which it reckons."""
    rooms = (file for file in (ROOT / "hamshahr").rglob("*") if file.suffix not in {".po", ".pyc"} and file.is_file())
    files = [file for file in rooms if "tests" not in file.parts[len(ROOT.parts) :]]
    lines = [
        f"{file.relative_to(ROOT)} {hashlib.sha256(file.read_bytes()).hexdigest()}"
        for file in [*sorted(files), ROOT / "requirements-dev.lock"]
    ]
    return hashlib.sha256("\n".join([f"{datetime.now(UTC):%F}", *lines]).encode()).hexdigest()[:16]


@contextmanager
def running(command: str, folder: Path, port: int) -> Iterator[None]:
    """The command at work on a folder, from its first answer on."""
    words, address = [HAMSHAHR, command, "--port", str(port)], f"http://127.0.0.1:{port}"
    with (folder.parent / f"{command}.log").open("w") as log:
        server = subprocess.Popen(words, cwd=ROOT, env=environment(folder, address), stdout=log, stderr=log)
        try:
            wait_for(f"{address}/health", server, folder.parent / f"{command}.log")
            yield
        finally:
            server.terminate()
            server.wait(20)


def environment(folder: Path, address: str) -> dict[str, str]:
    """The variables of a demonstration in a folder, and nothing of whoever runs the tests."""
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("HAMSHAHR_", "DJANGO_"))}
    return plain | {"HAMSHAHR_DATA": str(folder), "HAMSHAHR_DEMO": "yes", "HAMSHAHR_ADDRESS": address}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: str, server: subprocess.Popen, log: Path, seconds: int = 1800) -> None:
    for _try in range(seconds * 4):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    raise RuntimeError(f"The demonstration did not start:\n{log.read_text()[-3000:]}")


if __name__ == "__main__" and CHROMIUM:  # beside other work, before the first journey has to wait for it
    with tempfile.TemporaryDirectory() as beside:
        copy_demonstration(Path(beside) / "copy")
