"""Speed of the web application: whole servers as ``capaian serve`` starts them, a client on the same machine.

The server has the application's own settings; the bench's pages are beside its own (``web_urls``). Pages take
turns, so that a busy machine slows all alike; the best turn of each stands. Beside the answers a second stands the
processor time that the server spent for one, which other programs disturb less.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from web_client import LETTER, Browser, throughput

HERE = Path(__file__).resolve().parent
PASSWORD = "contoh-capaian"
SECONDS = float(os.environ.get("SECONDS_EACH", "1"))
TURNS = int(os.environ.get("TURNS", "5"))
MILLION = int(os.environ.get("MILLION", "1000000"))
OFFICE, SMALL, BIG = "15.71.03", "15.72.01", "15.72.02"
"""The demo's office; one with a thousand letters, and one with a million: of a city that the demo has not."""
_CAPAIAN = "import sys; from capaian.cli.main import main; sys.exit(main())"
_INSIDE = "import sys, django; django.setup(); import web_inside; web_inside.main(sys.argv[1:])"
_numbers = itertools.count(time.time_ns())


def web(folder: Path) -> None:
    """The speed goals of the web application."""
    _run(folder, "-c", _CAPAIAN, "serve", "--data", ".", "--demo", "--no-start")
    _rows_inside(folder)
    with _server(folder) as server:
        _screen(server)
        _rows_by_form(server)
        _after_a_row(server, OFFICE)
    start = time.perf_counter()
    _run(folder, "-c", _INSIDE, "fill", SMALL, str(min(1000, MILLION)), BIG, str(MILLION))
    print(f"{MILLION:,} rows inserted in {time.perf_counter() - start:.0f} s", flush=True)
    with _server(folder) as server:
        _registers(server)
        _after_a_row(server, BIG)


# ---- the server ------------------------------------------------------------------------------------------


class Server(NamedTuple):
    """A server that runs: where, and the process whose time is counted."""

    port: int
    pid: int

    def browser(self, username: str) -> Browser:
        browser = Browser(self.port)
        browser.log_in(username, PASSWORD)
        return browser

    def spent(self) -> float:
        """Return the seconds of processor time of the server and its workers."""
        return sum(_spent(pid) for pid in (self.pid, *_children(self.pid)))


def _spent(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _children(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield int(child)
            yield from _children(int(child))


def _environment(folder: Path) -> dict[str, str]:
    path = os.pathsep.join([str(HERE.parent / "src"), str(HERE)])
    own = {"CAPAIAN_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "web_settings", "PYTHONPATH": path}
    return os.environ | own


def _run(folder: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, *words], cwd=folder, env=_environment(folder), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{words}: status {done.returncode}\n{done.stderr}")
    return done.stdout


@contextlib.contextmanager
def _server(folder: Path) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-c", _CAPAIAN, "serve", "--data", ".", "--port", str(port)]
    with subprocess.Popen(
        command, cwd=folder, env=_environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait(port)
            yield Server(port, process.pid)
        finally:
            process.terminate()


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            Browser(port).get("/kosong/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server does not answer")


# ---- what is measured ------------------------------------------------------------------------------------


class Speed(NamedTuple):
    """The best of the turns: answers a second, and the server's milliseconds of processor time for one."""

    answers: float
    processor: float

    def __str__(self) -> str:
        return f"{self.answers:.0f}/s, {self.processor:.2f} ms"


def _turns(server: Server, asked: dict[str, Asked]) -> dict[str, Speed]:
    """Ask for each in turn, and return the best of each."""
    best: dict[str, Speed] = {}
    for turn in range(TURNS + 1):
        for name, one in asked.items():
            before = server.spent()
            answers = throughput(one.browser, one.request, wanted=one.wanted, seconds=SECONDS, width=one.width)
            processor = (server.spent() - before) / (answers * SECONDS) * 1000
            old = best.get(name, Speed(0, float("inf")))
            if turn:  # the first one warms up
                best[name] = Speed(max(answers, old.answers), min(processor, old.processor))
    return best


class Asked(NamedTuple):
    """A request, over and over."""

    browser: Browser
    request: Callable[[], bytes]
    wanted: int = 200
    width: int = 4


def _page(browser: Browser, path: str) -> Asked:
    request = browser.request(path)
    return Asked(browser, lambda: request)


def _screen(server: Server) -> None:
    """Camat's screen against pages that are empty: at least 0.35 of those of one who is logged in."""
    citra, nobody = server.browser("citra"), Browser(server.port)
    speeds = _turns(
        server,
        {
            "empty": _page(nobody, "/kosong/"),
            "empty, logged in": _page(citra, "/kosong-masuk/"),
            "screen": _page(citra, f"/o/{OFFICE}/"),
        },
    )
    for against, wanted in (("empty, logged in", "at least 0.35 of the answers"), ("empty", "to know")):
        tell(f"camat's screen / {against}", speeds, "screen", against, wanted)


def _rows_by_form(server: Server) -> None:
    """A row saved through the form, against a page that only inserts one."""
    ani = server.browser("ani")
    path = f"/o/{OFFICE}/register/letters/baris-baru/"
    token = {"csrfmiddlewaretoken": ani.token}

    def form() -> bytes:
        return ani.request(path, LETTER | token | {"number": f"form/{next(_numbers)}"})

    def bare() -> bytes:
        return ani.request("/satu-baris/", token | {"office": OFFICE})

    asked = {"bare insert": Asked(ani, bare, 200, 1), "form": Asked(ani, form, 302, 1)}
    speeds = _turns(server, asked)
    print(
        _line(
            "bare insert / form, by HTTP", speeds["bare insert"].answers / speeds["form"].answers, "to know", speeds
        )
    )


def _rows_inside(folder: Path) -> None:
    """A row saved through the action against one that Django inserts in a transaction: at most 2.5 times."""
    least = json.loads(_run(folder, "-c", _INSIDE, "rows"))
    shown = {name: f"{spent * 1000:.3f} ms" for name, spent in least.items()}
    print(_line("row by the action / bare insert", least["action"] / least["bare insert"], "at most 2.5", shown))


def _registers(server: Server) -> None:
    """A register of a million rows against one of a thousand: at most twice as long."""
    ani = server.browser("ani")
    pages = {"a thousand": f"/o/{SMALL}/register/letters/", "a million": f"/o/{BIG}/register/letters/"}
    speeds = _turns(server, {name: _page(ani, path) for name, path in pages.items()})
    ratio = speeds["a thousand"].answers / speeds["a million"].answers
    print(_line("register of a million rows / of a thousand", ratio, "at most 2", speeds))


def _after_a_row(server: Server, office: str) -> None:
    """How long until the screen shows what a row changed."""
    ani, path = server.browser("ani"), f"/o/{office}/"
    times: dict[str, list[float]] = {"first screen": [], "row": [], "screen after it": [], "screen again": []}
    with _timed(times["first screen"]):
        shown = ani.get(path).body
    for _ in range(3):
        cells = LETTER | {"number": f"after/{next(_numbers)}", "place": f"{office}.1003"}
        with _timed(times["row"]):
            assert ani.post(f"{path}register/letters/baris-baru/", cells).status == 302
        with _timed(times["screen after it"]):
            now = ani.get(path).body
        with _timed(times["screen again"]):
            ani.get(path)
        if now == shown:
            print("the screen shows the same: the row changed no figure that is printed")
        shown = now
    least = "; ".join(f"{name} {min(spent):.3f} s" for name, spent in times.items())
    print(f"after one row changed, office {office}: {least}", flush=True)


@contextlib.contextmanager
def _timed(times: list[float]) -> Iterator[None]:
    start = time.perf_counter()
    yield
    times.append(time.perf_counter() - start)


def tell(name: str, speeds: dict[str, Speed], over: str, under: str, wanted: str) -> None:
    """Print a ratio of answers a second, and that of the processor time."""
    answers = speeds[over].answers / speeds[under].answers
    processor = speeds[under].processor / speeds[over].processor
    print(_line(name, answers, f"{wanted}; by processor time {processor:.2f}", speeds))


def _line(name: str, ratio: float, wanted: str, shown: Mapping[str, object]) -> str:
    return f"{name} = {ratio:.2f}  ({wanted})  [{'; '.join(f'{key} {value}' for key, value in shown.items())}]"
