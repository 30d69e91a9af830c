"""A real Chromium against the real demonstration, served by granian as ``make demo`` serves it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import fasteners
import pytest
from playwright.sync_api import sync_playwright

from .people import sign_in

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]
LOCALES = {"fa": "fa-IR", "en": "en-GB", "es": "es-ES", "fr": "fr-FR"}


def pytest_collection_modifyitems(items):
    """Without a browser these tests skip themselves, but not in CI."""
    if CHROMIUM:
        return
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(missing_browser())


def missing_browser():
    if os.environ.get("CI"):
        return pytest.mark.usefixtures("no_browser_in_ci")
    return pytest.mark.skipif(True, reason="no Chromium on this machine")


@pytest.fixture
def no_browser_in_ci():
    pytest.fail("CI has no Chromium.")


@pytest.fixture(scope="session")
def demo(tmp_path_factory, demonstration):
    """The address of a demonstration network of one's own for each worker: a copy of the one that was built."""
    folder, port = tmp_path_factory.mktemp("served") / "demo", free_port()
    shutil.copytree(demonstration, folder)
    with running("serve", folder, port):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def demonstration(shared):
    """The folder of a demonstration that ``hamshahr demo`` has built and served, once for all workers of this run."""
    folder, building = shared / "demonstration", shared / "building"
    with fasteners.InterProcessLock(folder.with_suffix(".lock")):
        if not folder.exists():
            building.mkdir()
            with running("demo", building, free_port()):
                pass
            building.rename(folder)
    return folder


@contextmanager
def running(command, folder, port):
    """The command at work on a folder, from its first answer on."""
    words = [Path(sys.executable).with_name("hamshahr"), command, "--port", str(port)]
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("HAMSHAHR_", "DJANGO_"))}
    plain |= {"HAMSHAHR_DATA": str(folder), "HAMSHAHR_DEMO": "yes", "HAMSHAHR_ADDRESS": f"http://127.0.0.1:{port}"}
    with (folder.parent / f"{command}.log").open("w") as log:
        server = subprocess.Popen(words, cwd=ROOT, env=plain, stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{port}/health", server, folder.parent / f"{command}.log")
            yield
        finally:
            server.terminate()
            server.wait(20)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address, server, log, seconds=600):
    for _try in range(seconds * 4):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    pytest.fail(f"The demonstration did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def doors(chromium, demo):
    """The cookies of each person, who signs in once: a code of the second factor is good once."""
    kept = {}

    def cookies_of(name):
        if name not in kept:
            context = chromium.new_context(base_url=demo)
            sign_in(context.new_page(), name)
            kept[name] = context.storage_state()
            context.close()
        return kept[name]

    return cookies_of


@pytest.fixture
def reader(chromium, demo, doors):
    """Opens a reader's window: language, colour scheme, width; every foreign request and script fault is noted."""

    @contextmanager
    def open_window(language="fa", scheme="light", width=1280, signed_in=None):
        context = chromium.new_context(
            base_url=demo,
            locale=LOCALES[language],
            color_scheme=scheme,
            viewport={"width": width, "height": 900},
            storage_state=doors(signed_in) if signed_in else None,
        )
        page = context.new_page()
        page.faults = []
        page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("request", lambda request: note_foreign(page, request.url, demo))
        yield page
        context.close()

    return open_window


def note_foreign(page, url, demo):
    if not url.startswith((demo, "data:", "blob:")):
        page.faults.append(f"foreign request: {url}")
