"""Every bench runs end to end at a size that proves nothing but that it runs, and prints its figures.

A bench is run once in many months; what it stands on changes every week. Of how fast anything is, nothing is said.
"""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / "bench"
RATIO = r" = \d+\.\d\d  \("
"""A ratio, and the goal after it."""

PLACES = {
    "districts": ("15.71.03", "15.71.04", "16.71.01"),
    "villages": ("15.71.03.1001", "15.71.03.1002", "15.71.04.1001", "16.71.01.1001"),
}
"""A nation of three districts, that of the example among them."""


class Bench(NamedTuple):
    """A bench at a tiny size, and what it has to print, as patterns; ``words`` begin with its file."""

    words: tuple[str, ...]
    says: tuple[str, ...]
    settings: tuple[tuple[str, str], ...] = ()


BENCHES = {
    "cold": Bench(("run.py", "cold"), (f"cold measure / python -c pass{RATIO}",)),
    # Where there is no LibreOffice it says so, by its name.
    "documents": Bench(
        ("run.py", "documents"),
        (f"four documents / LibreOffice(: not measured, soffice is not installed|{RATIO})",),
    ),
    "offices": Bench(
        ("run.py", "offices"), (f"4 offices / 2 offices{RATIO}", rf"1 process / \d+ processes{RATIO}")
    ),
    "import": Bench(("run.py", "import"), (f"import of 200 rows / reading them{RATIO}",)),
    "audit": Bench(("run.py", "audit"), (f"audit of 4 pages / extracting their text{RATIO}",)),
    "lake": Bench(
        ("run.py", "lake"),
        (
            r"the answers of \d+ contenders are the same",
            r"not asked: postgres, spark",
            r"DuckDB by hand, plain Parquet +\d+\.\d{3} .* 1\.00$",
            r"ours, nothing kept of before +\d+\.\d{3} ",
            r"ours, one month more +\d+\.\d{3} ",
            r"ours, one office's month +\d+\.\d{3} ",
            r"(Polars: skipped, polars is not installed|Polars +\d+\.\d{3} )",
            r"(pandas: skipped, pandas is not installed|pandas +\d+\.\d{3} )",
            r"SQLite +\d+\.\d{3} ",
        ),
        (("ROWS", "2000"), ("CONTENDERS", "hand,ours,polars,pandas,sqlite")),
    ),
    "web": Bench(
        ("run.py", "web"),
        (
            f"row by the action / bare insert{RATIO}",
            f"camat's screen / empty, logged in{RATIO}",
            f"bare insert / form, by HTTP{RATIO}",
            "100 rows inserted in",
            f"register of a million rows / of a thousand{RATIO}",
            r"after one row changed, office 15\.71\.03: first screen \d",
            r"after one row changed, office 15\.72\.02: first screen \d",
        ),
        (("SECONDS_EACH", "0.1"), ("TURNS", "1"), ("MILLION", "100")),
    ),
    # One report for each known fault, in formats that need no program beside Python.
    "planted": Bench(
        ("planted.py", "1", "20", "txt,docx,xlsx"),
        (r"^\| all \| 25 \| \d+ \(", r"^\| path \|", r"^\| fault \|", r"^\| own pdf \|"),
    ),
    "packing": Bench(
        ("packing.py", "200"), (r"\d+ files, \d+ MB, \d+ s \(\d+ s of the processor\), peak \d+ MiB",)
    ),
    "sampling": Bench(
        ("sampling.py", "500"), (r"500 with a key: 500 rows counted in", r"500 with no key: 500 rows counted in")
    ),
    # Against itself: the commit before pseudonyms is in no archive of sources.
    "personal": Bench(
        ("personal.py", str(ROOT), "--rows", "20", "--turns", "1"),
        tuple(
            rf"{register} {what}: \d.* = \d+\.\d\d$"
            for register in ("letters", "rastra")
            for what in ("read", "import", "page", "form")
        ),
    ),
    "personal, searching": Bench(
        ("personal.py", str(ROOT), "--rows", "20", "--search"), (r'"nik": \d.*"name": \d.*"nobody": \d',)
    ),
    "server_size": Bench(
        ("server_size.py",),
        (
            r"disk for 100 rows: \d+ MB",
            r"public page: \d+ a second; unchanged \(304\): \d+",
            r"memory of the server with one process: \d+ MB",
        ),
        (("ROWS", "100"), ("SECONDS_EACH", "0.2")),
    ),
    "load": Bench(
        ("load.py", "--clerks", "2", "--seconds", "4", "--think", "0.1", "--hard", "2"),
        (r"with thinking", r"without thinking", r"median \d.* ms, p99 \d.* ms", r"months count right: True"),
    ),
    "kill": Bench(
        ("kill.py", "--times", "1", "--seed", "1"),
        (r"sqlite, seed 1: 1 killed in \d+ s, nothing between", r"traces in the log: 0"),
        (("ROWS", "20"),),
    ),
}
NO_BENCH = frozenset(
    {"lake_answers", "lake_hand", "lake_ours", "lake_rivals", "lake_rows", "lake_servers"}
    | {"web_client", "web_inside", "web_settings", "web_urls"}
)
"""Files that a bench is made of."""


def ran(bench: Bench, areas: Path) -> str:
    """Run a bench in a process of its own, as a person does; return what it printed."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("CAPAIAN_", "DJANGO_"))}
    settings.pop("DATABASE_URL", None)
    settings |= {"TINY": "1", "WILAYAH": str(areas), **dict(bench.settings)}
    file, *words = bench.words
    command = [sys.executable, str(BENCH / file), *words]
    done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


@pytest.fixture
def areas(tmp_path: Path) -> Path:
    for name, codes in PLACES.items():
        lines = [f"{code},{code.rpartition('.')[0]},Wilayah {code}" for code in codes]
        (tmp_path / f"{name}.csv").write_text("\n".join(["code,parent,name", *lines]) + "\n", encoding="utf-8")
    return tmp_path


@pytest.mark.long
@pytest.mark.parametrize("name", BENCHES)
def test_a_bench_runs_to_its_end_and_prints_its_figures(name: str, areas: Path) -> None:
    bench = BENCHES[name]
    said = ran(bench, areas)
    missing = [pattern for pattern in bench.says if not re.search(pattern, said, re.MULTILINE)]
    assert not missing, f"{missing}\n{said}"


def test_no_bench_is_left_out() -> None:
    run_too = {word for bench in BENCHES.values() for word in bench.words if bench.words[0] == "run.py"}
    reached = {Path(bench.words[0]).stem for bench in BENCHES.values()} | run_too
    there = {file.stem for file in BENCH.glob("*.py")}
    assert there - NO_BENCH <= reached, "a bench that nothing runs breaks unseen"
    named = re.search(r"^BENCHES.*?^}", (BENCH / "run.py").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert named and set(re.findall(r'^    "(\w+)"', named[0], re.MULTILINE)) <= run_too
