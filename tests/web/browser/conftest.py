"""The application as it is served, on a database of its own, and Debian's browser before it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.searches import is_long
from tests.web.browser.stage import PASSWORD
from tests.web.conftest import ROOT

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
CAPAIAN = [sys.executable, "-c", "from capaian.cli.main import main; raise SystemExit(main())"]

As = Callable[..., BrowserContext]


POSTGRES = os.environ.get("CAPAIAN_TEST_DATABASE", "")
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")

# What a page looks like is no matter of the database: on PostgreSQL the year is walked, and two write at once.
LOOKS = ["test_pages.py", "test_keyboard.py", "test_staying.py", "test_trail.py", "test_looking.py"]
WALKS = ["test_audit.py", "test_city.py", "test_inspector.py"]
collect_ignore = [*LOOKS, *([] if is_long() else WALKS)] if POSTGRES else []


def environment(data: Path) -> dict[str, str]:
    """Return what the application is told by its environment: its folder, and no database of anybody else."""
    own = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "CAPAIAN_SECRET")}
    if POSTGRES:
        own["DATABASE_URL"] = urlunsplit(urlsplit(POSTGRES)._replace(path=f"/{_database(data)}"))
    return own | {"CAPAIAN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "capaian.web.settings"}


def _database(data: Path) -> str:
    return "stage" if data.name == "stage" else f"served{WORKER}"


def _create(data: Path, template: str) -> None:
    """Create the database of a folder on PostgreSQL; on SQLite it is a file of the folder."""
    if POSTGRES:
        import psycopg

        with psycopg.connect(POSTGRES, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {_database(data)} TEMPLATE {template}")


@pytest.fixture(scope="session")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demo, made once for all workers of the tests, and never served itself."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if WORKER else base) / "stage"
    with FileLock(f"{folder}.lock"):
        if not (folder / "things.json").exists():
            _create(folder, "template0")
            words = [sys.executable, "-m", "tests.web.browser.stage", str(folder), str(folder / "things.json")]
            subprocess.run(words, check=True, cwd=ROOT, env=environment(folder))
    return folder


@pytest.fixture(scope="session")
def things(staged: Path) -> dict[str, int]:
    """The numbers of rows, books and the like that stand in addresses."""
    numbers: dict[str, int] = json.loads((staged / "things.json").read_text(encoding="utf-8"))
    return numbers


@pytest.fixture(scope="session")
def data(staged: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that is served."""
    folder = tmp_path_factory.mktemp("served") / "data"
    shutil.copytree(staged, folder)
    _create(folder, "stage")
    return folder


@pytest.fixture(scope="session")
def live(data: Path) -> Iterator[str]:
    """The address of the application, served by ``capaian serve``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = data.with_name("serve.log")
    with log.open("w") as out:
        words = [*CAPAIAN, "serve", "--data", str(data), "--port", str(port)]
        server = subprocess.Popen(words, env=environment(data), stdout=out, stderr=subprocess.STDOUT)
    try:
        _wait(server, f"http://127.0.0.1:{port}/masuk/", log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def _wait(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(address).close()
            return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise RuntimeError(f"the application did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; where it is not there, the tests fail: they are not skipped."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def as_(browser: Browser, live: str) -> Iterator[As]:
    """Return the browser of somebody who is logged in; the second call returns the same one.

    ``as_("ani", again=True)`` is another browser of the same person.
    """
    known: dict[str, BrowserContext] = {}

    def of(username: str, *, again: bool = False) -> BrowserContext:
        if again or username not in known:
            context = browser.new_context(base_url=live, viewport=DESK, reduced_motion="reduce", locale="id-ID")
            if username != "nobody":
                log_in(context, username)
            known[f"{username} {len(known)}" if again else username] = context
            return context
        return known[username]

    yield of
    for context in known.values():
        context.close()


def log_in(context: BrowserContext, username: str) -> None:
    page = context.new_page()
    page.goto("/masuk/")
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(lambda address: "/masuk/" not in address)
    page.close()


@pytest.fixture
def page_of(as_: As) -> Iterator[Callable[..., Page]]:
    """Return a new page of somebody; pages are closed at the end of the test."""
    opened: list[Page] = []

    def of(username: str, **more: bool) -> Page:
        page = as_(username, **more).new_page()
        opened.append(page)
        return page

    yield of
    for page in opened:
        page.close()
