"""A lake over the nation's districts, and the same answers by hand-written SQL and by pandas.

``bench/run.py lake``; ROWS (default 10,000,000) sets its size and WILAYAH the folder of areas. The rows are letters
and permits of one year, with the columns that the example counts, in parts by month as ``capaian import`` leaves
them; the hand gets the same rows as plain Parquet. Our counts are compared with the hand's, line by line.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[1]
WILAYAH = Path(os.environ.get("WILAYAH", ROOT.parent / "shared/data/wilayah"))

PLAN = """schema: capaian/plan@1
office: {code: "15.71.03", name: Kecamatan Contoh, head: {title: CAMAT, name: CONTOH}}
missions:
  - statement: M
    objectives:
      - statement: S
        indicators:
%s
variables:
  letters_in: {label: A, kind: flow, from: letters, count: rows, where: 'kind == "letter"'}
  letters_on_time:
    {label: B, kind: flow, from: letters, count: rows, where: 'kind == "letter" and served_on <= due_on'}
  permits_in: {label: C, kind: flow, from: letters, count: rows, where: 'kind == "permit"'}
  permits_on_time:
    {label: D, kind: flow, from: letters, count: rows, where: 'kind == "permit" and served_on <= due_on'}
  fees: {label: E, kind: flow, unit: rupiah, from: letters, sum: fee}
registers:
  letters:
    label: Surat
    office: place
    date: received_on
    fields:
      place: {type: area, required: true}
      received_on: {type: date, required: true}
      kind: {type: choice, required: true, choices: {permit: Perizinan, letter: Surat}}
      due_on: {type: date}
      served_on: {type: date}
      fee: {type: rupiah}
"""
FORMULAS = (
    "letters_on_time / letters_in * 100",
    "permits_on_time / permits_in * 100",
    "(letters_on_time + permits_on_time) / (letters_in + permits_in) * 100",
    "letters_in / (letters_in + permits_in) * 100",
    "permits_in / (letters_in + permits_in) * 100",
    "mean(letters_on_time / letters_in, permits_on_time / permits_in) * 100",
    "fees / permits_in / 1000",
    "fees / (letters_in + permits_in) / 1000",
    "(letters_in - letters_on_time) / letters_in * 100",
    "weighted(letters_on_time: 0.5, permits_on_time: 0.5) / (letters_in + permits_in) * 100",
)

BY_HAND = """
SELECT substr(place, 1, 8) AS office, month(received_on) AS span, count(*) AS seen,
  count(*) FILTER (kind = 'letter') AS a, count(*) FILTER (kind = 'letter' AND served_on <= due_on) AS b,
  count(*) FILTER (kind = 'permit') AS c, count(*) FILTER (kind = 'permit' AND served_on <= due_on) AS d,
  sum(fee) AS e
FROM read_parquet('%s') WHERE received_on BETWEEN DATE '2024-01-01' AND DATE '2024-12-31' GROUP BY 1, 2"""

HAND = "import duckdb; print(len(duckdb.sql({sql!r}).to_arrow_table()))"
OURS = """
from pathlib import Path
from capaian.core.period import Period
from capaian.engine.counts import lines_of
from capaian.pipeline.inputs import load
inputs, found = load(Path("plan.yaml"), registers=Path("registers"))
asked = {{v.name: v.counting for v in inputs.plan.variables.values()}}
book = inputs.books["letters"]
print(len(lines_of(book.register, book.table, asked, {periods}, 8)))
"""
SAME = """
import duckdb
hand = sorted(tuple(map(int, (o[:2] + o[3:5] + o[6:], *rest))) for o, *rest in duckdb.sql({sql!r}).fetchall())
names = ["_office", "_span", "seen", *(f"m{{n}}_meeting" for n in range(4)), "m4_amount"]
lines = lines_of(book.register, book.table, asked, {periods}, 8).select(names).to_pylist()
assert hand == sorted(tuple(int(str(line[name]).replace(".", "") if name == "_office" else line[name])
  for name in names) for line in lines)
"""
YEAR = "[Period(2024, month, 1) for month in range(1, 13)]"
PANDAS = """
import pandas as pd
f = pd.read_parquet("plain.parquet")
late = f.served_on <= f.due_on
letter, permit = f.kind == "letter", f.kind == "permit"
month = pd.to_datetime(f.received_on).dt.month
f = pd.DataFrame({"o": f.place.str[:8], "s": month, "a": letter, "b": letter & late, "c": permit,
  "d": permit & late, "e": f.fee})
print(len(f.groupby(["o", "s"]).sum()))
"""


def build(folder: Path, rows: int) -> None:
    """Write the lake, the plain file, the plan and the list of offices."""
    districts = f"read_csv('{WILAYAH}/districts.csv', all_varchar=true)"
    con = duckdb.connect()
    con.sql(f"COPY (SELECT code AS office, name FROM {districts}) TO '{folder}/offices.csv' (HEADER)")
    con.sql(
        f"CREATE TABLE villages AS SELECT row_number() OVER () - 1 AS n, code FROM "
        f"read_csv('{WILAYAH}/villages.csv', all_varchar=true)"
    )
    ((count,),) = con.sql("SELECT count(*) FROM villages").fetchall()
    con.sql("SET preserve_insertion_order = false")
    con.sql(f"""CREATE TABLE letters AS SELECT v.code AS place, day AS received_on,
      CASE WHEN h % 10 < 3 THEN 'permit' ELSE 'letter' END AS kind, day + 3 AS due_on,
      CASE WHEN h % 97 = 0 THEN NULL ELSE day + (h % 5)::INT END AS served_on,
      (CASE WHEN h % 10 < 3 THEN h % 50000 ELSE 0 END)::DECIMAL(18, 2) AS fee
      FROM (SELECT (hash(i) % {count}) AS n, hash(i + 7) AS h,
        DATE '2024-01-01' + (hash(i + 13) % 366)::INT AS day FROM range({rows}) t(i)) r
      JOIN villages v USING (n)""")
    con.sql(f"COPY (SELECT * FROM letters ORDER BY received_on) TO '{folder}/plain.parquet' (COMPRESSION zstd)")
    parts = []
    for month in range(1, 13):
        name = f"2024-{month:02}/part.parquet"
        (folder / "registers/letters" / name).parent.mkdir(parents=True)
        con.sql(
            f"COPY (SELECT * FROM letters WHERE month(received_on) = {month} ORDER BY place, received_on) "
            f"TO '{folder}/registers/letters/{name}' (COMPRESSION zstd)"
        )
        parts.append({"name": name, "rows": 0, "sha256": ""})
    listed = {"schema": "capaian/parts@1", "parts": parts}
    (folder / "registers/letters/_parts.json").write_text(json.dumps(listed), encoding="utf-8")
    indicators = "\n".join(
        f'          - {{code: "{n}", name: I{n}, unit: percent, better: higher, targets: {{2024: 80}}, '
        f"formula: '{formula}'}}"
        for n, formula in enumerate(FORMULAS, 1)
    )
    (folder / "plan.yaml").write_text(PLAN % indicators, encoding="utf-8")


def process(words: list[str], folder: Path) -> tuple[float, float]:
    """Return seconds and peak memory in MiB of a whole process."""
    start = time.perf_counter()
    child = subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert child.stderr is not None
    said = child.stderr.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{words}: status {child.returncode}\n{said}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def lake(folder: Path) -> None:
    """Count a year of the nation by month and district, and print all of its figures."""
    if not WILAYAH.is_dir():
        print(f"lake: not measured, there are no areas at {WILAYAH} (set WILAYAH)")
        return
    rows = int(os.environ.get("ROWS", 10_000_000))
    # In a process of its own: a child's peak starts from what its parent holds.
    make = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); from pathlib import Path; import lake; "
    )
    process([sys.executable, "-c", f"{make}lake.build(Path({str(folder)!r}), {rows})"], folder)
    capaian = str(Path(sys.executable).parent / "capaian")
    inputs = ["plan.yaml", "--registers", "registers", "--offices", "offices.csv"]
    report = [
        capaian,
        "measure",
        *inputs,
        "--period",
        "2024",
        "--each",
        "month",
        "--format",
        "parquet",
        "-o",
        "f.parquet",
    ]
    one = [capaian, "measure", *inputs[:3], "--period", "2024-05"]
    python = [sys.executable, "-c"]
    sql = BY_HAND % "plain.parquet"
    process([*python, OURS.format(periods=YEAR) + SAME.format(sql=sql, periods=YEAR)], folder)
    contenders = {
        "DuckDB by hand, plain Parquet": [*python, HAND.format(sql=sql)],
        "ours, the lake": [*python, OURS.format(periods=YEAR)],
        "ours, one month": [*python, OURS.format(periods="[Period(2024, 5, 1)]")],
        "ours, 874,200 figures to Parquet": report,
        "ours, one office's month": one,
        "pandas": [*python, PANDAS],
    }
    least: dict[str, tuple[float, float]] = {}
    for _ in range(int(os.environ.get("TURNS", 3))):
        for name, words in contenders.items():
            spent, memory = process(words, folder)
            before = least.get(name, (float("inf"), 0.0))
            least[name] = (min(spent, before[0]), max(memory, before[1]))
    hand = least["DuckDB by hand, plain Parquet"]
    print(f"{rows:,} rows: seconds, rows a second, peak memory, times the hand")
    for name, (spent, memory) in least.items():
        print(f"{name:36}{spent:8.2f} s{rows / spent / 1e6:8.1f} M rows/s{memory:8.0f} MiB{spent / hand[0]:7.2f}")
