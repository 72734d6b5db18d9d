"""Figures stay figures: only one module knows the keys of a measurement's JSON when it reads."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KEYS = {
    "mean_achievement",
    "not_measured",
    "indicators",
    "inputs",
    "actual",
    "achievement",
    "exact",
    "reason_printed",
}
"""What ``measurement@1`` is indexed by, and hardly anything else is."""

OTHERS = {
    "capaian.web.planning.editing": "the tree of a plan, whose objectives have indicators",
    "capaian.web.city.proposals.compose": "the tree of a plan, whose objectives have indicators",
    "capaian.web.demo": "the tree of a plan, whose objectives have indicators",
    "capaian.web.public.data": "the lines of data.csv are made of public@1, which this module itself has made",
    "capaian.web.public.views": "one figure of public@1 is shown, which the module beside it has made",
}
"""Modules that index something else by one of these words, and what it is."""


def sources() -> Iterator[tuple[str, str]]:
    """Yield every module that shows or judges figures, by its dotted name, with its text."""
    for room in ("web", "cli"):
        for path in sorted((ROOT / "src/capaian" / room).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
            yield name, path.read_text(encoding="utf-8")


def indexed(text: str) -> set[str]:
    """Return the keys of a measurement that are read as ``x["key"]`` or ``x.get("key")``."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Subscript(slice=ast.Constant(value=str(key)), ctx=ast.Load()):
                found.add(key)
            case ast.Call(func=ast.Attribute(attr="get"), args=[ast.Constant(value=str(key)), *_]):
                found.add(key)
    return found & KEYS


def test_nobody_indexes_into_a_measurement() -> None:
    found = {name: keys for name, text in sources() if (keys := indexed(text))}
    assert {name: keys for name, keys in found.items() if name not in OTHERS} == {}, (
        "use capaian.pipeline.printed_measurement.read"
    )
    assert set(found) == set(OTHERS), "who needs no exception any more is not named"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ('Fraction(one.figures["mean_achievement"]["exact"])', {"mean_achievement", "exact"}),
        ('(found or {}).get("inputs", ())', {"inputs"}),
        ('values["indicators"] = shown; line.figures.actual', set()),
    ],
)
def test_it_would_be_seen(text: str, keys: set[str]) -> None:
    assert indexed(text) == keys
