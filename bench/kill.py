"""Kill -9 in the middle: ``bench/kill.py [--times N] [--seed S] [--database sqlite|postgresql] [--from BACKUP]``.

A whole server, as ``capaian serve`` starts it, is killed with all its processes at a moment that the seed chooses:
while a book is uploaded, read and added; while a period is approved and frozen; while its documents are made; while
personal data is erased; while an empty database is brought up to date. Then the database and the files are looked
at, before anything mends them: the old state or the new. What a person was told is done has to be there. Another
server is started on what is left; what was cut off has to come to its end.

Between kill and start the signs of life of running jobs are put back by two minutes, which stands for that time: a
job is taken up by another worker a minute after its last sign.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import hashlib
import http.client
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from tests.databases import empty_databases  # noqa: E402

_CAPAIAN = "import sys; from capaian.cli.main import main; sys.exit(main())"
OFFICE, PERIOD, PASSWORD = "15.71.03", "", "contoh-capaian"
ROWS = int(os.environ.get("ROWS", "2000"))
"""Rows of each book that is imported."""
PATIENCE = 90


class Wrong(AssertionError):
    """The state between the old and the new."""


def must(condition: object, what: str) -> None:
    if not condition:
        raise Wrong(what)


# ---- the server ------------------------------------------------------------------------------------------


def start(data: Path, port: int, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _CAPAIAN, "serve", "--data", str(data), "--port", str(port), *more]
    log = data.with_name("server.log").open("ab")
    return subprocess.Popen(command, env=dict(os.environ), stdout=log, stderr=log, start_new_session=True)


def answers(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(PATIENCE * 20):
        must(process.poll() is None, "the server does not start again")
        with contextlib.suppress(OSError, http.client.HTTPException):
            door = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            door.request("GET", "/healthz")
            if door.getresponse().status == 200:
                return
        time.sleep(0.05)
    raise Wrong("the server does not answer")


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill the server and the processes that it started, all at once and without a word."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


# ---- what is done when it dies ---------------------------------------------------------------------------


class Deed:
    """What a person does at the server; ``told`` is how far he was told that it is done."""

    def __init__(self, site: Site) -> None:
        self.site, self.told = site, ""

    def prepare(self) -> None: ...

    def do(self) -> None: ...

    def look(self) -> str:
        """Look at what was left; return ``old`` or ``new``. Raises :class:`Wrong`."""
        raise NotImplementedError

    def end(self) -> None:
        """See that a server which was started again brings it to its end."""


class ImportBook(Deed):
    """Upload a book, wait until it is read, have it added."""

    def prepare(self) -> None:
        self.name = f"buku-{self.site.turn}.csv"
        day = datetime.date.today().isoformat()
        lines = [
            f"kill/{self.site.turn}/{number},15.71.03.1003,{day},letter,Rekomendasi,Sintetis,3,{day},{day}"
            for number in range(ROWS)
        ]
        head = "number,place,received_on,kind,service,applicant,standard_days,due_on,served_on"
        self.book = "\n".join([head, *lines]).encode()

    def do(self) -> None:
        site = self.site
        site.upload(f"/o/{OFFICE}/register/letters/unggah/", self.name, self.book)
        self.told = "uploaded"
        book = site.wait(lambda: self._book("read"))
        site.post("ani", f"/o/{OFFICE}/register/letters/buku/{book.pk}/masukkan/", {})
        self.told = "to be added"
        site.wait(lambda: self._book("added"))

    def _book(self, state: str = "") -> Any:
        found = self.site.models["Import"].objects.filter(name=self.name).first()
        return found if found and state in ("", found.state) else None

    def look(self) -> str:
        book, rows = self._book(), self.site.models["Row"].objects.filter(source__name=self.name).count()
        must(book or not self.told, "an upload that was acknowledged is gone")
        must(self.told != "to be added" or book.state in ("adding", "added"), "an order is gone")
        must(rows == (ROWS if book and book.state == "added" else 0), f"{rows} of {ROWS} rows of a book")
        people = self.site.models["Personal"].objects.filter(row__source__name=self.name).count()
        must(people == rows, f"{people} people of {rows} rows")
        return "new" if rows else "old"

    def end(self) -> None:
        book = self._book()
        if book and book.state in ("adding", "added"):
            self.site.wait(lambda: self._book("added"))
            must(self.site.models["Row"].objects.filter(source=book).count() == ROWS, "rows after the end")
        elif book:
            self.site.wait(lambda: self._book("read"))


class Freeze(Deed):
    """Approve a period that was verified: it is frozen."""

    documents = False

    def prepare(self) -> None:
        """Bring the period back to where it was verified."""
        self.site.verified()
        self.before = self._snapshots().count()

    def do(self) -> None:
        self.site.post("citra", f"/o/{OFFICE}/ukur/{PERIOD}/setujui/", {})
        self.told = "approved"

    def _snapshots(self) -> Any:
        return self.site.models["Snapshot"].objects.filter(office=OFFICE, period=PERIOD)

    def look(self) -> str:
        made = self._snapshots().count() - self.before
        state = self.site.models["Submission"].objects.get(office=OFFICE, period=PERIOD).state
        must((made, state) in ((0, "verified"), (1, "approved")), f"{made} snapshots of a period that is {state}")
        must(made or not self.told, "an approval that was acknowledged is gone")
        return "new" if made else "old"

    def end(self) -> None:
        last = self._snapshots().order_by("-id").first()
        if last:
            self.site.wait(lambda: last.documents.count() == 4)


class Report(Freeze):
    """Have the documents of an approved period made."""

    def prepare(self) -> None:
        super().prepare()
        self.site.approve()
        self.last = self._snapshots().order_by("-id").first()

    def do(self) -> None:
        self.site.wait(lambda: self.last.documents.count() == 4)

    def look(self) -> str:
        made = self.last.documents.count()
        must(made in (0, 4), f"{made} documents of four")
        return "new" if made else "old"


# ---- one server with its database ------------------------------------------------------------------------


class Site:
    """A folder, its database, the server that runs on it, and people who are logged in."""

    def __init__(self, folder: Path, backup: Path | None) -> None:
        self.data, self.turn = folder / "data", 0
        words = ["restore", str(backup), "--data", str(self.data)] if backup else []
        words = words or ["serve", "--data", str(self.data), "--demo", "--no-start"]
        subprocess.run([sys.executable, "-c", _CAPAIAN, *words], check=True, capture_output=True)
        os.environ |= {"CAPAIAN_DATA": str(self.data), "DJANGO_SETTINGS_MODULE": "capaian.web.settings"}
        import django

        django.setup()
        from django.apps import apps

        named = (
            "registers.Personal",
            "registers.ErasedFile",
            "registers.Import",
            "registers.Row",
            "registers.Month",
            "reporting.Snapshot",
            "work.Job",
        )
        named += ("reporting.Submission", "reporting.Document", "accounts.User", "accounts.Office", "trail.Event")
        self.models: dict[str, Any] = {name.partition(".")[2]: apps.get_model(name) for name in named}
        year = min(one.period for one in self.models["Submission"].objects.filter(office=OFFICE, state="approved"))
        globals()["PERIOD"] = year
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.browsers: dict[str, Any] = {}
        self.sound: set[int] = set()
        self.process = self.started()

    def started(self) -> subprocess.Popen[bytes]:
        process = start(self.data, self.port)
        answers(self.port, process)
        return process

    # People.

    def browser(self, who: str) -> Any:
        from web_client import Browser

        old = self.browsers.get(who)
        if old is None:
            old = Browser(self.port)
            old.log_in(who, PASSWORD)
            self.browsers[who] = old
        new = Browser(self.port, old.cookies)
        new.token = old.token
        return new

    def post(self, who: str, path: str, form: dict[str, str]) -> None:
        answer = self.browser(who).post(path, form)
        must(answer.status == 302, f"{path}: {answer.status}")

    def upload(self, path: str, name: str, content: bytes) -> None:
        one, edge = self.browser("ani"), "----capaian"
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{one.token}\r\n',
            f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: text/csv\r\n\r\n",
        ]
        body = "".join(parts).encode() + content + f"\r\n--{edge}--\r\n".encode()
        door = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        cookies = "; ".join(f"{key}={value}" for key, value in one.cookies.items())
        head = {"Cookie": cookies, "Content-Type": f"multipart/form-data; boundary={edge}"}
        door.request("POST", path, body, head)
        answer = door.getresponse()
        must(answer.status == 302, f"the upload: {answer.status}")

    def wait(self, ready: Callable[[], Any]) -> Any:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = ready()
            if found:
                return found
            if self.process.poll() is not None:
                raise ConnectionError("the server is dead")
            time.sleep(0.02)
        raise Wrong("it does not come to its end")

    def verified(self) -> None:
        from capaian.core.period import Period
        from capaian.web.reporting import actions

        office = self.models["Office"].objects.get(pk=OFFICE)
        people = {user.username: user for user in self.models["User"].objects.all()}
        period = Period.parse(PERIOD)
        state = self.models["Submission"].objects.get(office=OFFICE, period=PERIOD).state
        if state == "approved":
            actions.reopen(office=office, by=people["citra"], period=period, reason="sekali lagi")
        if state in ("approved", "draft"):
            actions.submit(office=office, by=people["budi"], period=period)
            actions.verify(office=office, by=people["sari"], period=period)

    def approve(self) -> None:
        from capaian.core.period import Period
        from capaian.web.reporting import actions

        office, citra = (
            self.models["Office"].objects.get(pk=OFFICE),
            self.models["User"].objects.get(username="citra"),
        )
        actions.approve(office=office, by=citra, period=Period.parse(PERIOD))

    # What holds at any moment.

    def look(self) -> None:
        """See that the chain is whole, that rows are counted right, that files and snapshots are what they were."""
        from django.db.models import Sum

        from capaian.files.snapshot import check_snapshot
        from capaian.web.reporting.provisional import published_figures
        from capaian.web.trail.record import broken_events

        must(not list(broken_events()), "the trail is broken")
        counted = self.models["Month"].objects.aggregate(rows=Sum("rows"))["rows"]
        must(counted == self.models["Row"].objects.filter(removed=False).count(), "months and rows differ")
        approvals = self.models["Event"].objects.filter(kind="approved").count()
        must(approvals == self.models["Snapshot"].objects.count(), "approvals and snapshots differ")
        for snapshot in self.models["Snapshot"].objects.exclude(pk__in=self.sound):
            published_figures(snapshot)
            must(not check_snapshot(self.data / snapshot.folder)[1], "a snapshot is not whole")
            documents = list(snapshot.documents.all())
            must(len(documents) in (0, 4), "some documents are missing")
            for one in documents:
                content = (self.data / one.file).read_bytes()
                must(hashlib.sha256(content).hexdigest() == one.sha256, "a document is not whole")
            if documents:
                self.sound.add(snapshot.pk)
        for file in (self.data / "files").glob("??/*"):
            must(hashlib.sha256(file.read_bytes()).hexdigest() == file.name, "a file is not whole")

    def die(self, deed: Deed, delay: float | None) -> float:
        """Do ``deed`` and kill the server after ``delay`` seconds, without one when it is done; return the time."""
        from django.db import connections

        deed.prepare()
        connections.close_all()
        found: list[BaseException] = []

        def act() -> None:
            try:
                deed.do()
            except (OSError, http.client.HTTPException):
                pass  # the server is dead: that is what we are here for
            except BaseException as error:
                found.append(error)
            finally:
                connections.close_all()

        person = threading.Thread(target=act)
        begun = time.monotonic()
        person.start()
        person.join(delay)
        spent = time.monotonic() - begun
        kill(self.process)
        person.join()
        if found:
            raise found[0]
        return spent

    def go_on(self) -> None:
        from django.utils import timezone

        running = self.models["Job"].objects.filter(state="running")
        running.update(seen_at=timezone.now() - datetime.timedelta(minutes=2))
        self.process = self.started()


class Erasure(Deed):
    """Erase whom a row is about, with the file that proves it."""

    def prepare(self) -> None:
        from django.core.files.uploadedfile import SimpleUploadedFile

        from capaian.web.registers import actions
        from capaian.web.registers.queries import registers_of
        from capaian.web.registers.uploads import store_upload

        site, day = self.site, datetime.date.today().isoformat()
        office, ani = site.models["Office"].objects.get(pk=OFFICE), site.models["User"].objects.get(username="ani")
        cells = {"number": f"hapus/{site.turn}", "place": "15.71.03.1003", "received_on": day, "kind": "letter"}
        register = registers_of(office)["letters"]
        self.row = actions.add_row(office=office, by=ani, register=register, cells=cells | {"applicant": "Siti"})
        self.file = store_upload(SimpleUploadedFile("ktp.pdf", b"%PDF-1.4 " + str(site.turn).encode()))
        actions.attach_evidence(office=office, by=ani, subject=f"row:{self.row.pk}", kept=self.file)

    def do(self) -> None:
        form = {"what": "erase", "row": str(self.row.pk), "reason": "Surat permohonan", "files": "on"}
        self.site.post("sari", f"/o/{OFFICE}/data-pribadi/", form)
        self.told = "erased"

    def look(self) -> str:
        person = self.site.models["Personal"].objects.get(row=self.row)
        erased = self.site.models["ErasedFile"].objects.filter(sha256=self.file.sha256).exists()
        events = self.site.models["Event"].objects.filter(kind="personal-erased").order_by("-number")[:20]
        told = any(person.pseudonym in event.after["pseudonyms"] for event in events)
        must((person.value is None) == erased == told, "a person is half erased")
        must(erased or not self.told, "an erasure that was acknowledged is gone")
        must(erased or self._path().exists(), "a file is gone that nobody erased")
        must(self.site.models["Row"].objects.get(pk=self.row.pk).data == self.row.data, "a row has changed")
        return "new" if erased else "old"

    def end(self) -> None:
        erased = self.site.models["ErasedFile"].objects.filter(sha256=self.file.sha256).exists()
        must(self._path().exists() is not erased, "an erased file is there after a start")

    def _path(self) -> Path:
        from capaian.web.registers.uploads import path_of

        return path_of(self.file.sha256)


DEEDS: dict[str, type[Deed]] = {"import": ImportBook, "freeze": Freeze, "report": Report, "erasure": Erasure}


def migration(
    folder: Path, database: Callable[[], str], delay: float | None, wanted: list[str]
) -> tuple[str, float]:
    """Kill a server that brings an empty database up to date, and start it again: its tables are as all others."""
    data = Path(tempfile.mkdtemp(dir=folder)) / "data"
    own = {"CAPAIAN_DATA": str(data)} | ({"DATABASE_URL": address} if (address := database()) else {})
    command = [sys.executable, "-c", _CAPAIAN, "serve", "--data", str(data), "--no-start"]
    begun, killed = time.monotonic(), "new"
    with subprocess.Popen(command, env=os.environ | own, start_new_session=True) as process:
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            killed = "old"
            kill(process)
    spent = time.monotonic() - begun
    done = subprocess.run(command, env=os.environ | own, capture_output=True, text=True, check=False)
    must(done.returncode == 0, f"it does not come up: {done.stderr[-500:]}")
    shape = _shape(data, own.get("DATABASE_URL", ""))
    if not wanted:
        wanted.append(shape)
    must(len(shape) > 10_000 and shape == wanted[0], "the tables are others than those of an undisturbed start")
    return killed, spent


def _shape(data: Path, address: str) -> str:
    """Return every table, column, index, constraint and guard of a database, and what it was brought up by."""
    if address:
        import psycopg

        with psycopg.connect(address) as door:
            return _told(door.execute(_ON_POSTGRESQL).fetchall(), door.execute(_APPLIED).fetchall())
    with contextlib.closing(sqlite3.connect(data / "db.sqlite3")) as file:
        return _told(file.execute(_ON_SQLITE).fetchall(), file.execute(_APPLIED).fetchall())


def _told(*lines: list[tuple[object, ...]]) -> str:
    return "\n".join(repr(line) for some in lines for line in some)


_APPLIED = "SELECT app, name FROM django_migrations ORDER BY 1, 2"
_ON_SQLITE = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
_ON_POSTGRESQL = """
    SELECT table_name, column_name, data_type || is_nullable FROM information_schema.columns
    WHERE table_schema = 'public'
    UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'trigger', tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'constraint', conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2, 3
"""


@contextlib.contextmanager
def databases(kind: str, folder: Path) -> Iterator[Callable[[], str]]:
    """Give addresses of empty databases; on SQLite there are none to give."""
    os.environ.pop("DATABASE_URL", None)
    if kind == "sqlite":
        yield lambda: ""
        return
    with empty_databases(folder / "postgres") as empty:
        yield empty


def run(kind: str, times: int, seed: int, backup: Path | None, folder: Path) -> Counter[str]:
    """Kill ``times`` servers; return how often each deed left the old state and the new."""
    choose, left, whole = random.Random(f"{kind}{seed}"), Counter[str](), {}
    with databases(kind, folder) as empty:
        if address := empty():
            os.environ["DATABASE_URL"] = address
        site = Site(folder, backup)
        names, wanted = ["migration", *DEEDS], list[str]()
        try:
            for turn in range(-len(names), times):
                # The first of each is killed when it is done, to know how long it takes.
                name = names[turn % len(names)]
                delay = choose.uniform(0.02, 1.05) * whole[name] if turn >= 0 else None
                site.turn = turn
                if name == "migration":
                    state, spent = migration(folder, empty, delay, wanted)
                else:
                    deed = DEEDS[name](site)
                    spent = site.die(deed, delay)
                    state = deed.look()
                    site.look()
                    site.go_on()
                    deed.end()
                if turn < 0:
                    whole[name] = spent
                else:
                    left[f"{name} {state}"] += 1
                    print(f"{kind} {turn + 1}/{times} {name} after {delay:.3f} s: {state}", flush=True)
            site.wait(lambda: not site.models["Job"].objects.filter(state__in=("waiting", "running")).exists())
            site.look()
            must(not site.models["Job"].objects.filter(state="failed").exists(), "a job was given up")
        finally:
            kill(site.process)
            from django.db import connections

            connections.close_all()
    return left


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--times", type=int, default=200)
    words.add_argument("--seed", type=int, default=int(time.time()))
    words.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    words.add_argument("--from", dest="backup", type=Path, help="begin with a backup in place of the demo")
    options = words.parse_args()
    sys.path[:0] = [str(HERE)]
    os.environ["PYTHONPATH"] = os.pathsep.join([str(HERE.parent / "src"), str(HERE)])
    with tempfile.TemporaryDirectory(prefix="capaian-kill-", ignore_cleanup_errors=True) as place:
        begun = time.monotonic()
        left = run(options.database, options.times, options.seed, options.backup, Path(place))
        log = (Path(place) / "server.log").read_text(errors="replace")
    faults = log.count("Traceback")
    spent = time.monotonic() - begun
    print(f"{options.database}, seed {options.seed}: {options.times} killed in {spent:.0f} s, nothing between")
    print("; ".join(f"{name} {count}" for name, count in sorted(left.items())), f"; traces in the log: {faults}")


if __name__ == "__main__":
    main()
