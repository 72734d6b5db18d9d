"""The published contract: plan and values in, JSON out, figure for figure."""

import json
from pathlib import Path

import pytest

from capaian.cli.main import main

CONTRACTS = Path(__file__).parent / "contracts"


def differences(want, got, path="$"):
    """Yield where ``got`` lacks or changes what the contract names; further keys are allowed."""
    if isinstance(want, dict) and isinstance(got, dict):
        for key in want:
            yield from differences(want[key], got.get(key, "(none)"), f"{path}.{key}")
    elif isinstance(want, list) and isinstance(got, list) and len(want) == len(got):
        for number, (one, other) in enumerate(zip(want, got, strict=True)):
            yield from differences(one, other, f"{path}[{number}]")
    elif want != got:
        yield path, want, got


def test_measure_gives_the_contract_in_every_field(capsys: pytest.CaptureFixture[str]) -> None:
    plan, values = CONTRACTS / "plan.yaml", CONTRACTS / "values-2024.csv"
    status = main(["measure", str(plan), "--values", str(values), "--period", "2024", "--format", "json"])
    got = json.loads(capsys.readouterr().out)
    want = json.loads((CONTRACTS / "measure-2024.json").read_text())
    assert status == 0
    assert list(differences(want, got)) == []
