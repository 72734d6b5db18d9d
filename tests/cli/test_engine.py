"""``--engine``: what cannot count is named before anything is counted."""

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

INPUTS = ["measure", "examples/jambi-timur/plan.yaml", "--registers", "examples/jambi-timur/registers"]


def test_an_address_of_nothing_known(run: Run) -> None:
    status, out, err = run(*INPUTS, "--period", "2017", "--engine", "localhost:7077")
    assert (status, out) == (1, "")
    assert "[engine-address]" in err and "spark://HOST:PORT" in err


def test_spark_that_is_not_installed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    status, out, err = run(*INPUTS, "--period", "2017", "--engine", "spark://127.0.0.1:7077")
    assert (status, out) == (1, "")
    assert "[engine-unavailable]" in err and "capaian[spark]" in err


def test_books_that_a_cluster_does_not_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("capaian.engine.tables.session_of", lambda address: None)
    status, out, err = run(*INPUTS, "--period", "2017", "--engine", "spark://127.0.0.1:7077")
    assert (status, out) == (1, "")
    assert err.count("[engine-needs-parquet]") == 10
    assert str(Path("registers/letters.csv")) in err


@pytest.mark.parametrize("address", ["spark://127.0.0.1:1", "sc://127.0.0.1:1/;token=rahasia"])
def test_an_engine_that_does_not_answer(run: Run, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """It ends by itself: port 1 refuses at once, and neither kind of address is asked for longer than seconds."""
    monkeypatch.setenv("SPARK_CONNECT_MODE_ENABLED", "1")  # Spark sets it for good; here it is taken back
    status, out, err = run(*INPUTS, "--period", "2017", "--engine", address)
    assert (status, out) == (1, "")
    assert err.count("KESALAHAN") == 1 and "Traceback" not in err and "rahasia" not in err
    assert "[engine-unavailable]" in err and "Connection refused" in err


def test_an_engine_that_stops_in_the_middle(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from capaian.engine.faults import EngineFailed

    def stops(options: object) -> int:
        raise EngineFailed("File file:/data/letters/2024-01.parquet does not exist")

    monkeypatch.setattr("capaian.cli.measure.run", stops)
    status, out, err = run(*INPUTS, "--period", "2017", "--engine", "sc://127.0.0.1:15002/;token=rahasia")
    assert (status, out) == (1, "")
    assert "[engine-failed]" in err and "does not exist" in err and "rahasia" not in err
