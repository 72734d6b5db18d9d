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
    monkeypatch.setattr("capaian.engine.tables._spark", lambda address: None)
    status, out, err = run(*INPUTS, "--period", "2017", "--engine", "spark://127.0.0.1:7077")
    assert (status, out) == (1, "")
    assert err.count("[engine-needs-parquet]") == 10
    assert str(Path("registers/letters.csv")) in err
