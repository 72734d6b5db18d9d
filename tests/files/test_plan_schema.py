"""The published JSON Schema accepts what the reader accepts, and helps an editor with what it refuses."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from capaian.files.plan.json_schema import plan_schema

ROOT = Path(__file__).parents[2]
PLANS = [ROOT / "tests/contracts/plan.yaml", ROOT / "examples/jambi-timur/plan.yaml"]


def as_json(text: str) -> object:
    """Return YAML as an editor's validator sees it: keys are text, dates too."""
    # The contract has one formula with ": " in it unquoted, which our reader takes and plain YAML does not.
    text = text.replace("formula: weighted(q1: 0.5, q2: 0.5) * 25", 'formula: "weighted(q1: 0.5, q2: 0.5) * 25"')
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(plan_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.parent.name)
def test_a_sound_plan_fits_the_schema(path: Path, validator: jsonschema.Draft202012Validator) -> None:
    errors = [error.message for error in validator.iter_errors(as_json(path.read_text()))]
    assert errors == []


@pytest.mark.parametrize(
    ("was", "now", "where"),
    [
        ("better: lower", "better: lowest", "better"),
        ("unit: days", "satuan: days", "1"),
        ('code: "99.01.01"', "code: 990101", "code"),
        ("decimals: 2", "decimals: two", "decimals"),
        ("first_year: 2023", "first_year: [2023]", "first_year"),
    ],
)
def test_a_wrong_plan_does_not(was: str, now: str, where: str, validator: jsonschema.Draft202012Validator) -> None:
    text = PLANS[0].read_text()
    assert was in text
    errors = list(validator.iter_errors(as_json(text.replace(was, now, 1))))
    assert errors
    assert any(where in [str(step) for step in error.absolute_path] for error in errors)


def test_every_key_of_the_plan_is_in_it() -> None:
    schema = json.loads(plan_schema())
    assert set(schema["properties"]) == {
        "schema", "office", "strategy", "rules", "reports", "missions", "registers", "variables"
    }  # fmt: skip
    assert schema["additionalProperties"] is False
