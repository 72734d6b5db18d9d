"""A real Spark cluster, a master and two worker processes, against DuckDB: the same bytes.

Its driver is also a Spark Connect server, so that both kinds of address are tried on the same executors.
"""

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pyarrow.parquet as pq
import pyspark
import pytest

from capaian.cli.main import main
from capaian.core.period import Period
from capaian.core.registers.aggregation import AggregateFunction, Aggregation
from capaian.core.registers.condition import parse_condition
from capaian.engine.counts import lines_of, offices_of
from capaian.engine.tables import Engine
from capaian.files.registers.parquet_rows import arrow_rows
from capaian.pipeline.import_register import execute_import, prepare_import
from capaian.pipeline.inputs import load
from tests.engine.drawn import BOUNDARIES, REGISTER

# pyspark 4.0 on pandas 3, and sockets that py4j leaves to be collected
pytestmark = pytest.mark.filterwarnings("ignore")

ROOT = Path(__file__).parents[2]
SPARK = Path(pyspark.__file__).parent
EXAMPLE = ROOT / "examples/jambi-timur"
CAPAIAN = [sys.executable, "-c", "import sys; from capaian.cli.main import main; sys.exit(main(sys.argv[1:]))"]

CONDITIONS = [
    None,
    parse_condition('kind == "a" and served - received <= 3 and served <= received + 3'),
    parse_condition('not (days > 10 or open) and kind in ["a", "b"]'),
    parse_condition('served is missing or received + days >= "2024-02-29"'),
]
COUNTINGS = {
    f"{how}{number}": Aggregation(
        "letters", how, {AggregateFunction.ROWS: "", AggregateFunction.DISTINCT: "place"}.get(how, "fee"), where
    )
    for how in AggregateFunction
    for number, where in enumerate(CONDITIONS)
}
YEAR = [Period(2024)]
MONTHS = [Period(2024, month, 1) for month in range(1, 13)]

QUICK = "-XX:TieredStopAtLevel=1"
"""Processes that live for seconds are over before a better compiler pays: half the time."""

SETTINGS = f"""
spark.plugins                     org.apache.spark.sql.connect.SparkConnectPlugin
spark.connect.grpc.binding.address 127.0.0.1
spark.connect.grpc.binding.port   {{port}}
spark.sql.shuffle.partitions      2
spark.executor.memory             512m
spark.driver.extraJavaOptions     {QUICK}
spark.executor.extraJavaOptions   {QUICK}
"""


@dataclass
class Cluster:
    master: str
    connect: str
    engine: Engine
    workers: "list[subprocess.Popen[bytes]]"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A master and two workers, each a process of its own, and a driver that this process has started."""
    assert shutil.which("java"), "Spark needs Java 17: make java"
    folder = tmp_path_factory.mktemp("spark")
    port, connect = free_port(), free_port()
    (folder / "spark-defaults.conf").write_text(SETTINGS.format(port=connect))
    address = f"spark://127.0.0.1:{port}"
    at = ["--host", "127.0.0.1", "--webui-port", "0"]
    worker = ["org.apache.spark.deploy.worker.Worker", *at, "--cores", "1", "--memory", "1g"]
    running = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_HOME", str(SPARK))
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("SPARK_CONF_DIR", str(folder))
        patch.setenv("SPARK_DAEMON_JAVA_OPTS", QUICK)
        try:
            running.append(java(["org.apache.spark.deploy.master.Master", *at, "--port", str(port)], folder / "m"))
            wait_for(port, running[0])
            running += [java([*worker, "-d", str(folder / f"w{n}"), address], folder / f"w{n}") for n in (1, 2)]
            yield Cluster(address, f"sc://127.0.0.1:{connect}", Engine(address), running[1:])
        finally:
            session = pyspark.sql.SparkSession.getActiveSession()
            if session is not None:
                session.stop()
            for process in running:
                process.kill()
            for process in running:
                process.wait()


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's registers as Parquet."""
    folder = tmp_path_factory.mktemp("lake")
    inputs, _ = load(EXAMPLE / "plan.yaml")
    assert inputs is not None
    for name, register in inputs.plan.registers.items():
        planned, _ = prepare_import(register, EXAMPLE / f"registers/{name}.csv", folder)
        assert planned is not None
        execute_import(planned, folder)
    return folder


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Parquet file of 2000 rows drawn by chance, a fifth of the cells empty."""
    chance = random.Random(7)

    def maybe(value: object) -> object:
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
    file = tmp_path_factory.mktemp("drawn") / "drawn.parquet"
    pq.write_table(arrow_rows(REGISTER, rows), file, store_schema=False)
    return file


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def java(command: list[str], log: Path) -> "subprocess.Popen[bytes]":
    with log.with_suffix(".log").open("w") as out:
        return subprocess.Popen([str(SPARK / "bin/spark-class"), *command], stdout=out, stderr=out)


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", port)):
                return
        assert process.poll() is None, "the master has ended"
        time.sleep(0.1)
    raise AssertionError("the master does not answer")


def measure(lake: Path, to: Path, *more: str) -> list[str]:
    inputs = [str(EXAMPLE / "plan.yaml"), "--registers", str(lake), "--period", "2017"]
    return ["measure", *inputs, "--format", "parquet", "-o", str(to), *more]


def counted(engine: Engine, file: Path, periods: list[Period], level: int) -> list[str]:
    table = engine.table_of_parquet([file])
    return sorted(map(repr, lines_of(REGISTER, table, COUNTINGS, periods, level).to_pylist()))


@pytest.mark.parametrize(("periods", "level", "lines"), [(YEAR, 0, 1), (MONTHS, 8, 3 * 5)])
def test_every_way_to_count(cluster: Cluster, drawn: Path, periods: list[Period], level: int, lines: int) -> None:
    here = counted(Engine(), drawn, periods, level)
    assert len(here) == lines
    assert counted(cluster.engine, drawn, periods, level) == here


def test_offices_that_have_rows(cluster: Cluster, drawn: Path) -> None:
    here_offices, there = (offices_of(REGISTER, e.table_of_parquet([drawn]), 8) for e in (Engine(), cluster.engine))
    assert there == here_offices == {"15.71.03", "15.71.04", "16.01.01"}


def test_the_example_month_by_month(cluster: Cluster, lake: Path, tmp_path: Path) -> None:
    asked = ["--each", "month", "--level", "district", "--level", "nation"]
    here, there = tmp_path / "here.parquet", tmp_path / "there.parquet"
    assert main(measure(lake, here, *asked)) == 0
    assert main(measure(lake, there, *asked, "--engine", cluster.master)) == 0
    assert pq.read_table(here).num_rows == 2 * 12 * 11
    assert there.read_bytes() == here.read_bytes()


def test_the_example_through_spark_connect(cluster: Cluster, lake: Path, tmp_path: Path) -> None:
    here, there = tmp_path / "here.parquet", tmp_path / "there.parquet"
    assert main(measure(lake, here, "--level", "nation")) == 0
    # A process holds a session of one kind only.
    words = [*CAPAIAN, *measure(lake, there, "--level", "nation", "--engine", cluster.connect)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=os.environ)
    assert (done.returncode, done.stderr) == (0, "")
    assert there.read_bytes() == here.read_bytes()


def test_a_worker_that_is_killed_changes_nothing(cluster: Cluster, drawn: Path) -> None:
    """The last one: what counts after it counts on one worker."""
    here = counted(Engine(), drawn, MONTHS, 8)
    cluster.workers[1].send_signal(signal.SIGKILL)
    assert counted(cluster.engine, drawn, MONTHS, 8) == here
