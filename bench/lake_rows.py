"""Builds the lake of ``lake.py``: the example's ten registers over the nation's areas, in a year.

Run as ``lake_rows.py FOLDER ROWS WILAYAH``. Rows are made by arithmetic on hashes of their numbers, so that every
run makes the same; they stream, whatever their number. Two copies are written: ``plain/<register>.parquet``, in the
order of dates, for the rivals, and ``registers/`` as ``capaian import`` leaves them, by month, sorted by office.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path
from typing import Any, NamedTuple

EXAMPLE = Path(__file__).resolve().parents[1] / "examples/jambi-timur/plan.yaml"
YEAR = 2024
DAYS = 366
ROW_GROUP = 122_880
MEMORY = "4GB"


class Made(NamedTuple):
    """How a register's rows are made: ``share`` of a thousand rows, and ``columns`` as SQL.

    ``i`` numbers the rows, ``day`` grows with it and is never a weekend, ``a`` and ``b`` are hashes of it. ``p`` is
    the number of the row, or for one row in 50 that of the row before: the same thing, entered twice in its office.
    ``place`` is a village, or where ``districts`` is set a district.
    """

    share: int
    columns: str
    districts: bool = False


# What a district's offices write down: mostly letters and lists of recipients. The audit office looks at districts,
# so akip and findings belong to them, as in the example.
REGISTERS: dict[str, Made] = {
    "letters": Made(
        550,
        """'A' || i AS number, place, day AS received_on, if(permit, 'permit', 'letter') AS kind,
        if(a % 40 = 0, NULL, list_extract(if(permit, ['IMB ringan', 'Izin keramaian', 'Izin usaha mikro'],
          ['Surat pengantar', 'Legalisasi', 'Rekomendasi']), 1 + ((a >> 8) % 3)::INT)) AS service,
        if(b % 200 = 0, NULL, 'Pemohon sintetis ' || b % 1000003) AS applicant, standard::BIGINT AS standard_days,
        if(a % 101 = 0, NULL, day + standard + 2 * ((isodow(day)::INT + standard - 1) // 5)) AS due_on,
        if(b % 33 = 0, NULL, day + ((b >> 24) % (standard * 3 // 2 + 2))::INT) AS served_on""",
    ),
    "rastra": Made(
        250,
        """'K' || p AS number, place, day AS recorded_on, if(a % 500 = 0, NULL, 'Penerima sintetis ' || p) AS name,
        if(a % 25 = 0, NULL, '990000' || lpad((1 + b % 28)::VARCHAR, 2, '0') ||
          lpad((1 + (b >> 8) % 12)::VARCHAR, 2, '0') || lpad(((b >> 16) % 100)::VARCHAR, 2, '0') ||
          lpad(((b >> 24) % 10000)::VARCHAR, 4, '0')) AS nik,
        if(a % 60 = 0, NULL, 1 + (a >> 32) % 8)::BIGINT AS members""",
    ),
    "survey": Made(
        80,
        """'R' || i AS number, place, day AS answered_on,
        list_extract(['not_easy', 'less_easy', 'easy', 'easy', 'easy', 'very_easy', 'very_easy'],
          1 + (a % 7)::INT) AS answer, """
        + ", ".join(f"(1 + least(3, (b >> {6 * n}) % 6))::BIGINT AS u{n}" for n in range(1, 10)),
    ),
    "musrenbang": Made(
        35,
        """'U' || i AS number, place, day AS held_on, if(a % 20 = 0, NULL, 'Lembaga sintetis ' || b % 50021)
          AS institution, (a >> 16) % 100 < 82 AS attended""",
    ),
    "complaints": Made(
        30,
        """'P' || i AS number, place, day AS received_on,
        list_extract(['desk', 'lapor', 'lapor', 'letter', NULL], 1 + (a % 5)::INT) AS channel,
        list_extract(['request', 'complaint', 'supervision'], 1 + ((a >> 8) % 3)::INT) AS kind,
        if(a % 90 = 0, NULL, day + list_extract([7, 20, 84], 1 + ((a >> 8) % 3)::INT)) AS due_on,
        if(b % 12 = 0, NULL, day + ((b >> 24) % 40)::INT) AS followed_up_on""",
    ),
    "institutions": Made(
        20,
        """'L' || p AS number, place, day AS recorded_on,
        list_extract(['lpm', 'pkk', 'karang_taruna', 'posyandu', 'posyandu', 'rw', 'other'], 1 + (a % 7)::INT)
          AS kind,
        if(b % 30 = 0, NULL, 'Lembaga sintetis ' || p) AS name,
        if(a % 9 = 0, 0, 1 + (b >> 16) % 30)::BIGINT AS activities""",
    ),
    "findings": Made(
        12,
        """'T' || i AS number, place, day AS reported_on,
        (((a >> 8) % 2000000000) * 0.01)::DECIMAL(18, 2) AS amount,
        list_extract(['settled', 'settled', 'partly', 'open', 'closed'], 1 + (a % 5)::INT) AS status,
        if(a % 5 < 2, day + (5 + (b >> 24) % 56)::INT, NULL) AS settled_on""",
        districts=True,
    ),
    "bangkit_berdaya": Made(
        10,
        """'B' || i AS number, place, 'RT ' || lpad((a % 60)::VARCHAR, 2, '0') AS rt,
        if(b % 50 = 0, NULL, list_extract(['Jalan lingkungan', 'Drainase', 'Pos ronda', 'Lampu jalan'],
          1 + ((b >> 8) % 4)::INT)) AS work,
        if(b % 25 = 0, NULL, 1000000 * (5 + (b >> 16) % 46))::DECIMAL(18, 2) AS cost, day AS finished_on""",
    ),
    "akip": Made(
        8,
        """list_extract(['planning', 'measurement', 'reporting', 'evaluation', 'achievement'], 1 + (i % 5)::INT)
          AS component, place, day AS evaluated_on, weight::DECIMAL(18, 6) AS weight,
        (weight * (400000 + a % 500000) / 1000000)::DECIMAL(18, 6) AS score""",
        districts=True,
    ),
    "kampung_bantar": Made(
        5,
        """'RT ' || lpad((a % 60)::VARCHAR, 2, '0') AS rt, place, day AS judged_on,
        if((a >> 8) % 2 = 0, NULL, 1 + (b % 7))::BIGINT AS rank""",
    ),
}

# Of ``range``, row by row, each with its place looked up, so that the order stays; five rows of akip, its five
# components, belong to one district and day.
ROWS = """
WITH numbered AS (SELECT i, if(i % 50 = 49, i - 1, i) AS p, hash(i + 7000000007) AS a, hash(i + 9000000011) AS b,
    DATE '{year}-01-01' + ({together} * {days} // {rows})::INT AS drawn,
    (hash({together} + {salt}) % (SELECT count(*) FROM {places}))::BIGINT AS home FROM range({rows}) t(i)),
  dated AS (SELECT numbered.*, place, drawn + CASE isodow(drawn) WHEN 6 THEN 2 WHEN 7 THEN 1 ELSE 0 END AS day,
    a % 100 < 12 AS permit, if(a % 100 < 12, 7, 3) AS standard,
    list_extract([30, 25, 15, 10, 20], 1 + (i % 5)::INT) AS weight
    FROM numbered LEFT JOIN {places} places ON places.n = home)
SELECT {columns} FROM dated"""


def rows_of(name: str, rows: int) -> str:
    """Return the query that makes ``rows`` rows of a register."""
    made = REGISTERS[name]
    together = "(i // 5 * 5)" if name == "akip" else "if(i % 50 = 49, i - 1, i)"
    places = "districts" if made.districts else "villages"
    return ROWS.format(
        year=YEAR,
        days=DAYS,
        rows=rows,
        together=together,
        salt=made.share,
        places=places,
        columns=made.columns,
    )


def known_by(rows: int) -> dict[str, Any]:
    """Return what tells one lake from another."""
    made = json.dumps([ROWS, ROW_GROUP, {name: list(made) for name, made in REGISTERS.items()}])
    return {"rows": rows, "made_by": hashlib.sha256(made.encode()).hexdigest()}


def plan() -> dict[str, Any]:
    """Return the example's plan with the targets of its last year for the year of the lake."""
    import yaml

    made = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    made.pop("reports", None)
    made["strategy"] = {"first_year": YEAR - 2, "last_year": YEAR + 2}
    for mission in made["missions"]:
        for objective in mission["objectives"]:
            for indicator in objective["indicators"]:
                indicator["targets"] = {YEAR: indicator["targets"][max(indicator["targets"])]}
    return made


def months() -> list[str]:
    return [f"{YEAR}-{month:02}" for month in range(1, 13)]


def build(folder: Path, rows: int, wilayah: Path) -> None:
    """Write plan, offices, typed values and both copies of the rows; ``lake.json`` last, when all is there."""
    import duckdb
    import yaml

    made = plan()
    (folder / "plan.yaml").write_text(yaml.safe_dump(made, allow_unicode=True, sort_keys=False), encoding="utf-8")
    con = duckdb.connect()
    con.sql(f"SET memory_limit = '{MEMORY}'")
    con.sql("SET disabled_optimizers = 'join_order, build_side_probe_side'")
    con.sql(f"SET temp_directory = '{folder / 'spilled'}'")
    for name in ("villages", "districts"):
        read = f"read_csv('{wilayah / name}.csv', all_varchar = true)"
        con.sql(f"CREATE TABLE {name} AS SELECT row_number() OVER () - 1 AS n, code AS place, name FROM {read}")
    _write_offices(con, folder, made["office"]["code"])
    (folder / "plain").mkdir()
    for name, register in made["registers"].items():
        plain = folder / f"plain/{name}.parquet"
        # Their order is that of the numbers, so of the dates; nothing needs sorting while the rows are looked up
        # among the places, and not the places among few rows.
        con.sql("SET preserve_insertion_order = true")
        query = rows_of(name, rows * REGISTERS[name].share // 1000)
        con.sql(f"COPY ({query}) TO '{plain}' (COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})")
        con.sql("SET preserve_insertion_order = false")
        order = list(dict.fromkeys((register["office"], register["date"], *register["key"])))
        write_parts(con, plain, folder / "registers" / name, register["date"], order)
        _link(folder / "registers" / name, folder / "registers-more" / name)
    (folder / "lake.json").write_text(json.dumps(known_by(rows)), encoding="utf-8")


def write_parts(con: Any, plain: Path, goal: Path, date: str, order: list[str]) -> None:
    """Write the parts of a register, month by month, and the list of them."""
    parts = []
    for month in months():
        (goal / month).mkdir(parents=True)
        fresh = goal / month / "fresh.parquet"
        first, days = f"DATE '{month}-01'", f"{date} BETWEEN DATE '{month}-01' AND"
        rows = f"SELECT * FROM '{plain}' WHERE {days} last_day({first}) ORDER BY {', '.join(order)}"
        ((count,),) = con.execute(
            f"COPY ({rows}) TO '{fresh}' (COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
        ).fetchall()
        with fresh.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        name = f"{month}/{digest[:12]}.parquet"
        fresh.rename(goal / name)
        parts.append({"name": name, "rows": count, "sha256": digest})
    write_list(goal, parts)


def write_list(register: Path, parts: list[dict[str, Any]]) -> None:
    text = json.dumps({"schema": "capaian/parts@1", "parts": parts}, indent=1) + "\n"
    (register / "_parts.json").write_text(text, encoding="utf-8")


def parts_of(register: Path) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = json.loads((register / "_parts.json").read_text(encoding="utf-8"))["parts"]
    return parts


def _link(register: Path, twin: Path) -> None:
    """Give a register a twin of the same files, whose list may change."""
    parts = parts_of(register)
    for part in parts:
        (twin / part["name"]).parent.mkdir(parents=True)
        os.link(register / part["name"], twin / part["name"])
    write_list(twin, parts)


def _write_offices(con: Any, folder: Path, own: str) -> None:
    """Write the list of offices, and the values that are typed: people and neighbourhoods, by month."""
    con.sql(f"COPY (SELECT place AS office, name FROM districts) TO '{folder}/offices.csv' (HEADER)")
    people = f"""SELECT place AS office, '{YEAR}-' || lpad(month::VARCHAR, 2, '0') AS period, variable,
      if(variable = 'population', 4000 + hash(n) % 90000 + month * 3, 20 + hash(n) % 300) AS value,
      'Data kependudukan sintetis' AS evidence FROM districts, range(1, 13) m(month),
      (VALUES ('population'), ('neighbourhoods')) v(variable)"""
    con.sql(f"COPY ({people} ORDER BY ALL) TO '{folder}/people.csv' (HEADER)")
    con.sql(f"COPY ({people} WHERE place = '{own}' ORDER BY ALL) TO '{folder}/people-own.csv' (HEADER)")


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
