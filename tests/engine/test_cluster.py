"""A real Spark cluster, a master and two worker processes, against DuckDB: the same bytes."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pyspark
import pytest

from capaian.pipeline.importing import carry_out, prepare
from capaian.pipeline.inputs import load

ROOT = Path(__file__).parents[2]
SPARK = Path(pyspark.__file__).parent
EXAMPLE = ROOT / "examples/jambi-timur"

ALL_WAYS = """
import datetime, random, sys
from fractions import Fraction
from pathlib import Path
import pyarrow.parquet as pq
from capaian.core.condition import parse_condition
from capaian.core.counting import Counting, How
from capaian.core.period import Period
from capaian.engine.counts import lines_of, offices_of
from capaian.engine.tables import Engine
from capaian.files.parquet_rows import arrow_rows
from tests.engine.drawn import BOUNDARIES, REGISTER

chance, file = random.Random(7), Path(sys.argv[2])
def maybe(value):
    return None if chance.random() < 0.2 else value
rows = [
    {
        "place": chance.choice(["15.71.03.1001", "15.71.03", "15.71.04", "16.01.01.2001"]),
        "received": chance.choice(BOUNDARIES),
        "served": maybe(chance.choice(BOUNDARIES)),
        "kind": maybe(chance.choice("ab")),
        "days": maybe(Fraction(chance.randrange(40))),
        "fee": maybe(Fraction(chance.randrange(10**15), 100)),
        "score": maybe(Fraction(chance.randrange(10**9), 10**6)),
        "open": maybe(chance.random() < 0.5),
    }
    for _ in range(2000)
]
pq.write_table(arrow_rows(REGISTER, rows), file, store_schema=False)
conditions = [
    None,
    parse_condition('kind == "a" and served - received <= 3 and served <= received + 3'),
    parse_condition('not (days > 10 or open) and kind in ["a", "b"]'),
    parse_condition('served is missing or received + days >= "2024-02-29"'),
]
countings = {
    f"{how}{number}": Counting("letters", how, {How.ROWS: "", How.DISTINCT: "place"}.get(how, "fee"), where)
    for how in How for number, where in enumerate(conditions)
}
def found(engine):
    table = engine.table_of_parquet([file])
    lines = []
    for periods, level in (([Period(2024)], 0), ([Period(2024, m, 1) for m in range(1, 13)], 8)):
        lines += sorted(map(repr, lines_of(REGISTER, table, countings, periods, level).to_pylist()))
        lines.append(sorted(offices_of(REGISTER, table, level)))
    return lines
here, there = found(Engine()), found(Engine(sys.argv[1]))
assert len(here) == 1 + 1 + 3 * 5 + 1, len(here)
assert here == there, next(pair for pair in zip(here, there) if pair[0] != pair[1])
"""


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """The address of a master with two workers, each a process of its own."""
    assert shutil.which("java"), "Spark needs Java 17: make java"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"spark://127.0.0.1:{port}"
    at = ["--host", "127.0.0.1", "--webui-port", "0"]
    master = ["org.apache.spark.deploy.master.Master", *at, "--port", str(port)]
    worker = ["org.apache.spark.deploy.worker.Worker", *at, "--cores", "1", "--memory", "1g"]
    commands = [master, *([*worker, "-d", str(tmp_path / f"w{n}"), address] for n in (1, 2))]
    running = []
    try:
        for number, command in enumerate(commands):
            log = (tmp_path / f"spark-{number}.log").open("w")
            words = [str(SPARK / "bin/spark-class"), *command]
            running.append(subprocess.Popen(words, stdout=log, stderr=log, env=environment()))
            log.close()
            if not number:
                wait_for(port, running[0])
        yield address
    finally:
        for process in running:
            process.kill()
        for process in running:
            process.wait()


def environment() -> dict[str, str]:
    return os.environ | {"SPARK_HOME": str(SPARK), "SPARK_LOCAL_IP": "127.0.0.1", "PYTHONPATH": str(ROOT)}


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", port)):
                return
        assert process.poll() is None, "the master has ended"
        time.sleep(0.1)
    raise AssertionError("the master does not answer")


def run(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, env=environment(), cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_cluster_counts_what_duckdb_counts(cluster: str, tmp_path: Path) -> None:
    capaian = [sys.executable, "-c", "import sys; from capaian.cli.main import main; sys.exit(main(sys.argv[1:]))"]
    plan, lake = str(EXAMPLE / "plan.yaml"), str(tmp_path / "lake")
    inputs, _ = load(EXAMPLE / "plan.yaml")
    assert inputs is not None
    for name, register in inputs.plan.registers.items():
        planned, _ = prepare(register, EXAMPLE / f"registers/{name}.csv", Path(lake))
        assert planned is not None
        carry_out(planned, Path(lake))
    asked = ["--registers", lake, "--period", "2017", "--each", "month", "--level", "district", "--level", "nation"]
    measure = [*capaian, "measure", plan, *asked, "--format", "parquet", "-o"]
    run(*measure, str(tmp_path / "here.parquet"))
    run(*measure, str(tmp_path / "there.parquet"), "--engine", cluster)
    here = pq.read_table(tmp_path / "here.parquet")
    assert here.num_rows == 2 * 12 * 11
    assert here == pq.read_table(tmp_path / "there.parquet")
    run(sys.executable, "-c", ALL_WAYS, cluster, str(tmp_path / "drawn.parquet"))
