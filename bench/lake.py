"""A lake over the nation's districts: the example's ten indicators counted by us and by everybody else.

``bench/run.py lake``. ROWS (10,000,000) sets its size, WILAYAH the folder of areas, LAKE a folder where it is kept
for the next run, TURNS how often each contender runs, LIMIT the seconds it is given, and CONTENDERS
(``hand,ours,polars``) who takes part. Each is a whole process with its start. All count the same rows for every
district and month that has any, and the answers are compared line by line, before anything is timed.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import lake_ours
import lake_servers
from lake_rows import YEAR, known_by

ROOT = Path(__file__).resolve().parents[1]
HERE = Path(__file__).parent
WILAYAH = Path(os.environ.get("WILAYAH", ROOT.parent / "shared/data/wilayah"))
CAPAIAN = str(Path(sys.executable).parent / "capaian")

ALL = ("hand", "ours", "polars", "pandas", "sqlite", "postgres", "spark")
ASKED_AT = {"sqlite": range(10_000_001), "postgres": range(10_000_001), "spark": range(1_000_000, 10**12)}
"""How many rows these are asked about unless they are named: a row store takes long to load, a cluster to start."""
ONCE = 30.0
"""Seconds after which a contender is not asked again: the turn in which its answers were compared is its time."""

Words = list[str]


@dataclass
class Contender:
    """One process to be timed; ``before`` is not. Its ``answers`` are compared, where it can write them."""

    name: str
    words: Words
    before: Callable[[], object] = lambda: None
    answers: bool = False
    inside: bool = False
    """It prints its own seconds."""
    settings: Mapping[str, str] = field(default_factory=dict)
    seconds: float = float("inf")
    memory: float = 0.0
    done: bool = False
    gave_up: str = ""


class GaveUp(Exception):
    """A process ended with another status than zero; the message says how."""


def process(
    words: Words, folder: Path, settings: Mapping[str, str] | None = None, limit: float = 3600
) -> tuple[float, float, str]:
    """Return seconds, peak memory in MiB and output of a whole process. Raises :class:`GaveUp`."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        child = subprocess.Popen(words, cwd=folder, stdout=out, stderr=said, env=os.environ | dict(settings or {}))
        clock = threading.Timer(limit, child.kill)
        clock.start()
        _, status, usage = os.wait4(child.pid, 0)
        spent = time.perf_counter() - start
        clock.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said.seek(0)
        if child.returncode:
            last = said.read().decode(errors="replace").strip().rsplit("\n", 1)[-1]
            late = f" after {limit:.0f} s" if spent >= limit else ""
            how = signal.Signals(-child.returncode).name if child.returncode < 0 else f"status {child.returncode}"
            raise GaveUp(f"{how}{late}: {last}")
        return spent, usage.ru_maxrss / 1024, out.read().decode()


def python(script: str, *words: object) -> Words:
    return [sys.executable, str(HERE / f"{script}.py"), *map(str, words)]


def ready(work: Path, rows: int) -> Path:
    """Return the folder of a lake of ``rows`` rows, built unless LAKE holds it already."""
    folder = Path(os.environ.get("LAKE") or work / "lake").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        if not lake_is(folder, rows):
            raise SystemExit(f"LAKE: {folder} holds something else than a lake of {rows:,} rows; empty it first")
        print(f"the lake is the one in {folder}")
        return folder
    # In a process of its own, like all that needs memory: a child's peak starts from what its parent holds.
    spent, memory, _ = process(python("lake_rows", folder, rows, WILAYAH), folder)
    print(f"the lake was built in {spent:.1f} s, with {memory:.0f} MiB")
    return folder


def lake_is(folder: Path, rows: int) -> bool:
    try:
        return bool(json.loads((folder / "lake.json").read_text(encoding="utf-8")) == known_by(rows))
    except FileNotFoundError:
        return False


def size(folder: Path) -> float:
    """Return the megabytes of the files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


# ---- who takes part ---------------------------------------------------------------------------------


def ours(folder: Path, work: Path) -> list[Contender]:
    """Return what we do with the lake: counts from nothing, with what was kept, and after one month more."""
    counts = python("lake_ours", "counts", folder)
    more = [*counts, "--registers", lake_ours.MORE]
    lists = [lake_ours.PLAN, "--registers", lake_ours.REGISTERS]
    nation = [*lists, "--offices", lake_ours.OFFICES, "--values", lake_ours.PEOPLE, "--period", str(YEAR)]
    each = [CAPAIAN, "measure", *nation, "--each", "month", "--format", "parquet", "-o"]
    levels = ["--level", "nation", "--level", "province", "--level", "city"]
    own = [CAPAIAN, "measure", *lists, "--values", lake_ours.OWN_PEOPLE, "--period", f"{YEAR}-05"]

    def one_month_more() -> None:
        lake_ours.forget(folder, lake_ours.MORE)
        lake_ours.list_months(folder, 11)
        process(more, folder)
        lake_ours.list_months(folder, 12)

    return [
        Contender("ours, nothing kept of before", counts, partial(lake_ours.forget, folder), answers=True),
        Contender("ours, counted before", counts, answers=True),
        Contender("ours, one month more", more, one_month_more, answers=True),
        Contender("ours, all districts' figures", [*each, str(work / "districts.parquet")]),
        Contender("ours, nation, provinces and cities", [*each, str(work / "areas.parquet"), *levels]),
        Contender("ours, one office's month", own),
        Contender("ours, the same inside a process", python("lake_ours", "warm", folder), inside=True),
    ]


def rival(name: str, shown: str, folder: Path, at: str = "") -> Contender:
    return Contender(shown, [*python("lake_rivals", name, folder), *(["--at", at] if at else [])], answers=True)


def contenders(names: set[str], folder: Path, work: Path, stack: ExitStack) -> list[Contender]:
    """Return all that ``names`` ask for and that can be had here; of the others it is said why not."""
    found = [rival("hand", "DuckDB by hand, plain Parquet", folder)] if "hand" in names else []
    found += ours(folder, work) if "ours" in names else []
    for name, shown in (("polars", "Polars"), ("pandas", "pandas")):
        if name in names and is_there(shown, name):
            found.append(rival(name, shown, folder))
    if "sqlite" in names:
        found += loaded("sqlite", "SQLite", folder, str(work / "rows.sqlite"))
    for name, shown, server in (
        ("postgres", "PostgreSQL", lake_servers.postgres),
        ("spark", "Spark", lake_servers.spark),
    ):
        if name in names:
            try:
                at = stack.enter_context(server(work))
            except lake_servers.Unavailable as error:
                print(f"{shown}: skipped, {error}")
                continue
            found += loaded(name, f"{shown} (client)", folder, at) if name == "postgres" else [on_spark(folder, at)]
    return found


def is_there(shown: str, package: str) -> bool:
    if find_spec(package) is None:
        print(f"{shown}: skipped, {package} is not installed")
        return False
    return True


def loaded(name: str, shown: str, folder: Path, at: str) -> list[Contender]:
    """Return a database with the rows in it, or nothing where it cannot take them."""
    try:
        spent, _, _ = process(python("lake_rivals", f"{name}-load", folder, "--at", at), folder, limit=limit())
    except GaveUp as error:
        print(f"{shown}: gave up loading: {error}")
        return []
    print(f"{shown}: loaded in {spent:.1f} s")
    return [rival(name, shown, folder, at)]


def on_spark(folder: Path, address: str) -> Contender:
    words = python("lake_ours", "counts", folder, "--engine", address)
    # Its memory is that of the process that asks; the Java processes have their own.
    return Contender(
        "ours on Spark, 2 workers (client)", words, answers=True, settings=lake_servers.spark_settings()
    )


def limit() -> float:
    return float(os.environ.get("LIMIT", 1800))


# ---- the race ---------------------------------------------------------------------------------------


def run(one: Contender, folder: Path, more: Words | None = None) -> float:
    """Let a contender run once and return its seconds; ``inf`` where it gave up."""
    try:
        one.before()
        spent, memory, out = process([*one.words, *(more or [])], folder, one.settings, limit())
    except GaveUp as error:
        one.gave_up = str(error)
        return float("inf")
    one.memory = max(one.memory, memory)
    return float(out) if one.inside else spent


def compare(every: list[Contender], folder: Path, work: Path) -> None:
    """Stop where an answer differs from the first contender's, line by line."""
    first: Path | None = None
    for number, one in enumerate(every):
        goal = work / f"answers-{number}"
        spent = run(one, folder, ["--answers", str(goal)] if one.answers else None)
        if spent > ONCE:
            one.seconds, one.done = spent, True
        if one.answers and not one.gave_up:
            first = first or goal
            try:
                process(python("lake_answers", first, goal), folder)
            except GaveUp as error:
                raise SystemExit(
                    f"{one.name}: its answers differ from those of {every[0].name}: {error}"
                ) from error
    print(f"the answers of {sum(one.answers and not one.gave_up for one in every)} contenders are the same")


def lake(work: Path) -> None:
    """Count a year of the nation by month and district, and print all of its figures."""
    if not WILAYAH.is_dir():
        print(f"lake: not measured, there are no areas at {WILAYAH} (set WILAYAH)")
        return
    rows = int(os.environ.get("ROWS", 10_000_000))
    names = set(os.environ.get("CONTENDERS", "").split(",")) - {""}
    if names - set(ALL):
        raise SystemExit(f"CONTENDERS: {', '.join(sorted(names - set(ALL)))}; there are {', '.join(ALL)}")
    names = names or {name for name in ALL if rows in ASKED_AT.get(name, (rows,))}
    folder = ready(work, rows)
    kept, plain = size(folder / "registers"), size(folder / "plain")
    print(f"{rows:,} rows: the lake {kept:.0f} MB, plain Parquet {plain:.0f} MB")
    if missing := sorted(set(ALL) - names):
        print(f"not asked: {', '.join(missing)}")
    with ExitStack() as stack:
        every = contenders(names, folder, work, stack)
        compare(every, folder, work)
        for _ in range(int(os.environ.get("TURNS", 3 if rows >= 1_000_000 else 1))):
            for one in every:
                if not (one.gave_up or one.done):
                    one.seconds = min(one.seconds, run(one, folder))
        tell(every, rows)


def tell(every: list[Contender], rows: int) -> None:
    """Print a line for each contender: the least of its turns, and the most memory."""
    hand = next((one.seconds for one in every if "by hand" in one.name), float("nan"))
    print(f"{'':36}{'seconds':>10}{'M rows/s':>10}{'MiB':>9}{'times the hand':>16}")
    for one in every:
        if one.gave_up:
            print(f"{one.name:36}  gave up: {one.gave_up}")
            continue
        speed = rows / one.seconds / 1e6
        print(f"{one.name:36}{one.seconds:10.3f}{speed:10.1f}{one.memory:9.0f}{one.seconds / hand:16.2f}")
