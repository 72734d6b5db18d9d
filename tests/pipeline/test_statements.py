"""Compiled statements that are kept: the rows of a fresh expression, and no harm by one that was forged."""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capaian.core.period import Period
from capaian.core.registers.aggregation import AggregateFunction, Aggregation
from capaian.engine import statements
from capaian.engine.counts import execute
from capaian.engine.statements import Question, Statement, compiled, read, run, run_kept, written
from capaian.engine.tables import table_of
from capaian.files.registers import kept_statements
from capaian.files.registers.kept_statements import read_statement, write_statement
from capaian.files.registers.lake import parquet_bytes
from capaian.files.registers.parquet_rows import arrow_rows, arrow_schema
from capaian.files.registers.partials import FOLDER
from capaian.pipeline import partials
from capaian.pipeline.import_register import execute_import, prepare_import
from capaian.pipeline.inputs import load
from capaian.pipeline.measurement_json import to_json
from capaian.pipeline.measuring import measure_office
from tests.engine.drawn import REGISTER, countings, rows

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "examples/jambi-timur/plan.yaml"
REGISTERS = ROOT / "examples/jambi-timur/registers"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two registers of the example as imports leave them, without anything counted."""
    folder = tmp_path_factory.mktemp("lake") / "registers"
    inputs, _ = load(PLAN)
    assert inputs is not None
    for name in ("letters", "survey"):
        planned, findings = prepare_import(inputs.plan.registers[name], REGISTERS / f"{name}.csv", folder)
        assert planned is not None, findings
        execute_import(planned, folder)
    return folder


@pytest.fixture
def lake(imported: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(imported, tmp_path / "registers"))


def figures(folder: Path) -> str:
    inputs, findings = load(PLAN, None, None, folder)
    assert inputs is not None, findings
    return to_json(measure_office(inputs, Period(2017))[0])


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "letters" / FOLDER).glob("*.sql.json"))


def forget_counts(folder: Path) -> None:
    for file in folder.glob(f"*/{FOLDER}/*.parquet"):
        file.unlink()


def in_order(table: pa.Table) -> pa.Table:
    return table.sort_by([(name, "ascending") for name in table.column_names if name.startswith("_")])


def forged(file: Path, **changes: str) -> Path:
    """Change a kept statement and give it the name that its bytes ask for, as somebody who knows how would."""
    content = json.dumps(json.loads(file.read_bytes()) | changes).encode()
    file.unlink()
    goal = file.with_name(f"{file.name[:16]}-{hashlib.sha256(content).hexdigest()[:16]}.sql.json")
    goal.write_bytes(content)
    return goal


@settings(max_examples=60)
@given(
    rows,
    st.lists(countings, min_size=1, max_size=5),
    st.sampled_from([(), (Period(2024),), (Period(2024, 1, 3), Period(2024, 4, 3)), (Period(2024, 2, 1),)]),
    st.sampled_from([8, 5, 0]),
    st.sampled_from([(), ("15.71.03",)]),
)
def test_what_was_kept_gives_the_rows_of_a_fresh_expression(
    drawn: list[dict[str, object]],
    asked: list[Aggregation],
    periods: tuple[Period, ...],
    level: int,
    offices: tuple[str, ...],
) -> None:
    few = offices if periods and level == 8 else ()
    question = Question(REGISTER, {f"m{n}": one for n, one in enumerate(asked)}, level, periods, few)
    table = arrow_rows(REGISTER, drawn)  # type: ignore[arg-type]
    content = written(compiled(question, arrow_schema(REGISTER)))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.parquet"
        file.write_bytes(parquet_bytes(table))
        again = run_kept(content, question, [file])
    fresh = execute(question.expression(table_of(table)))
    assert again is not None and set(again.column_names) == question.columns()
    assert in_order(again).equals(in_order(fresh))
    assert read(content) == compiled(question, arrow_schema(REGISTER))


def test_a_second_count_of_rows_compiles_nothing(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = figures(lake)
    assert len(kept(lake)) == 1
    forget_counts(lake)
    monkeypatch.setattr(partials, "compiled", lambda *_: pytest.fail("compiled again"))
    assert figures(lake) == wanted


def test_neither_pandas_is_loaded_nor_ibis_the_second_time(lake: Path) -> None:
    script = (
        "import sys; from capaian.cli.main import main; status = main(sys.argv[1:]); "
        "print(status, *(name for name in ('pandas', 'ibis', 'duckdb') if name in sys.modules))"
    )
    words = [sys.executable, "-c", script, "measure", str(PLAN), "--period", "2017", "--registers"]

    def loaded(registers: Path) -> str:
        done = subprocess.run([*words, str(registers)], capture_output=True, text=True, check=True)
        return done.stdout.splitlines()[-1]

    assert loaded(REGISTERS) == "0 ibis duckdb"
    assert loaded(lake) == "0 ibis duckdb"
    forget_counts(lake)  # the rows are counted again
    assert loaded(lake) == "0 duckdb"
    assert not loaded(lake).count("ibis")  # and now nothing is


def test_a_changed_byte_is_not_believed(lake: Path) -> None:
    wanted = figures(lake)
    (file,) = kept(lake)
    forget_counts(lake)
    good = file.read_bytes()
    file.write_bytes(good.replace(b"COUNT(*)", b"COUNT(*)+1"))
    assert figures(lake) == wanted
    assert kept(lake)[0].read_bytes() == good


@pytest.mark.parametrize(
    "changes",
    [
        {"sql": "SELEC"},
        {"sql": "SELECT 1 AS seen"},
        {"sql": "SELECT * FROM rows; SELECT 1"},
        {"sql": "CREATE TABLE x AS SELECT 1"},
        {"sql": "COPY (SELECT 1) TO 'out.csv'"},
        {"sql": "SELECT * FROM read_text('secret.txt')"},
        {"columns": "AAAA"},
        {"schema": "capaian/statement@0"},
    ],
    ids=str,
)
def test_what_was_forged_is_compiled_again(
    lake: Path, changes: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret.txt").write_text("secret")
    wanted = figures(lake)
    forget_counts(lake)
    bad = forged(kept(lake)[0], **changes)
    assert figures(lake) == wanted
    assert not bad.exists() and len(kept(lake)) == 1
    assert not (tmp_path / "out.csv").exists()


ENDLESS = "WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT 1 FROM t) SELECT count(*) AS seen FROM t"


def test_what_never_ends_is_given_up(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = figures(lake)
    forget_counts(lake)
    bad = forged(kept(lake)[0], sql=ENDLESS)
    monkeypatch.setattr(statements, "_PATIENCE", 0.3)
    assert figures(lake) == wanted and not bad.exists()


def columns_as(file: Path, kind: pa.DataType) -> str:
    """Return the columns of a kept statement, all of ``kind``."""
    schema = pa.schema([(name, kind) for name in read(file.read_bytes()).columns.names])
    return base64.b64encode(schema.serialize().to_pybytes()).decode()


@pytest.mark.parametrize("kind", [pa.list_(pa.int64()), pa.string(), pa.float64()], ids=str)
def test_columns_of_other_kinds_are_compiled_again(lake: Path, kind: pa.DataType) -> None:
    wanted = figures(lake)
    forget_counts(lake)
    (file,) = kept(lake)
    bad = forged(file, columns=columns_as(file, kind))
    assert figures(lake) == wanted and not bad.exists()


def test_a_statement_that_counts_nothing_breaks_nothing(lake: Path) -> None:
    wanted = figures(lake)
    forget_counts(lake)
    (file,) = kept(lake)
    sql = json.loads(file.read_bytes())["sql"]
    forged(file, sql=f"SELECT * FROM ({sql}) WHERE false")
    missing = figures(lake)  # forged counts are forged counts, but nothing breaks
    assert json.loads(missing)["schema"] == json.loads(wanted)["schema"]


def test_counts_are_joined_only_where_their_lines_are_the_same() -> None:
    lines = pa.table({"_office": ["15.71.03", "15.71.04"], "_span": [0, 0], "m0_meeting": [1, 2]})
    rest = pa.table({"_office": ["15.71.04", "15.71.03", "15.71.05"], "_span": [0, 0, 0], "m1_meeting": [4, 3, 5]})
    counting = {"m1": Aggregation("letters", AggregateFunction.ROWS)}
    joined = partials._beside(lines, rest, counting)
    assert joined is not None and joined["m1_meeting"].to_pylist() == [3, 4]
    for left in (rest.slice(1), rest.slice(0, 0), rest.set_column(1, "_span", pa.array([0, 1, 0]))):
        assert partials._beside(lines, left, counting) is None


def test_what_is_no_plain_file_is_passed_by(lake: Path) -> None:
    wanted = figures(lake)
    forget_counts(lake)
    (file,) = kept(lake)
    deep = b"[" * 500_000
    for name, content in (
        (file.name, None),
        (f"{file.name[:16]}-{hashlib.sha256(deep).hexdigest()[:16]}.sql.json", deep),
    ):
        file.with_name(file.name).unlink(missing_ok=True)
        goal = file.with_name(name)
        if content is None:
            os.mkfifo(goal)
        else:
            goal.write_bytes(content)
        forget_counts(lake)
        assert figures(lake) == wanted


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('{secret}')",
        "SELECT * FROM glob('{folder}/*')",
        "SELECT * FROM read_parquet('{other}')",
        "SELECT * FROM '{other}'",
        "SELECT * FROM (SELECT unnest(getvariable('x'))), read_csv('{secret}')",
    ],
)
def test_a_statement_reads_nothing_but_its_rows(tmp_path: Path, sql: str) -> None:
    table = pa.table({"seen": pa.array([1], pa.int64())})
    for name in ("rows", "other"):
        (tmp_path / f"{name}.parquet").write_bytes(parquet_bytes(table))
    (tmp_path / "secret.txt").write_text("secret")
    said = sql.format(secret=tmp_path / "secret.txt", other=tmp_path / "other.parquet", folder=tmp_path)
    own = Statement("SELECT * FROM rows", table.schema)
    assert run(own, [tmp_path / "rows.parquet"]).equals(table)
    with pytest.raises(duckdb.PermissionException):
        run(own._replace(sql=said), [tmp_path / "rows.parquet"])


def test_a_statement_is_told_apart_by_question_and_by_who_compiled_it(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {"m0": Aggregation("letters", AggregateFunction.ROWS, "")}
    asked = [
        Question(REGISTER, rows, 8),
        Question(REGISTER, rows, 5),
        Question(REGISTER, rows, 8, (Period(2024),)),
        Question(REGISTER, rows, 8, (Period(2024),), ("15.71.03",)),
        Question(REGISTER, {"m0": Aggregation("letters", AggregateFunction.SUM, "fee")}, 8),
    ]
    keys = {question.key() for question in asked}
    monkeypatch.setattr(statements, "__version__", "0.0.0")
    keys |= {question.key() for question in asked}
    monkeypatch.setattr(statements, "version", lambda name: "0.0.0")
    keys |= {question.key() for question in asked}
    assert len(keys) == 3 * len(asked)


def test_only_the_newest_statements_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_statements, "MOST", 3)
    for number in range(5):
        write_statement(tmp_path, f"{number:016}", b"one")
        os.utime(next((tmp_path / FOLDER).glob(f"{number:016}-*")), ns=(number, number))
    found = [read_statement(tmp_path, f"{number:016}") for number in range(5)]
    assert found == [None, None, b"one", b"one", b"one"]
    write_statement(tmp_path, f"{4:016}", b"another")
    assert read_statement(tmp_path, f"{4:016}") == b"another"
    assert len(list((tmp_path / FOLDER).iterdir())) == 3
