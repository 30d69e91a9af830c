"""A real Chromium against the real demonstration, served by granian as ``make demo`` serves it."""

import os
from contextlib import contextmanager

import pytest
from playwright.sync_api import sync_playwright

from .demonstration import CHROMIUM, copy_demonstration, free_port, running
from .people import sign_in
from .post import Post

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]
LOCALES = {"fa": "fa-IR", "en": "en-GB", "es": "es-ES", "fr": "fr-FR"}


@pytest.hookimpl(tryfirst=True)  # before the distribution over workers reads the marks
def pytest_collection_modifyitems(items):
    """A story keeps its file together; pages that are only looked at go to whoever is free. None without a browser."""
    for item in items:
        if "browser" not in item.path.parts:
            continue
        if item.path.stem != "test_pages":
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
        if not CHROMIUM:  # skips itself, but not in CI
            item.add_marker(missing_browser())


def missing_browser():
    if os.environ.get("CI"):
        return pytest.mark.usefixtures("no_browser_in_ci")
    return pytest.mark.skipif(True, reason="no Chromium on this machine")


@pytest.fixture
def no_browser_in_ci():
    pytest.fail("CI has no Chromium.")


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """A demonstration network of one's own for each worker: a copy of the one that was built."""
    copied = tmp_path_factory.mktemp("served") / "demo"
    copy_demonstration(copied)
    return copied


@pytest.fixture(scope="session")
def demo(folder):
    """The address at which it is served."""
    port = free_port()
    with running("serve", folder, port):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def post(folder, demo):
    """The letters that it sends."""
    return Post(folder, demo)


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
