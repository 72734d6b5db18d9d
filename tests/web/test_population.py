"""All rows that count in an indicator, and what is drawn from them: the same as by plain loops, in small memory."""

from __future__ import annotations

import csv
import hashlib
import json
import random
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from capaian.core.period import Period
from capaian.core.registers.aggregation import Row
from capaian.core.registers.sampling import draw
from capaian.pipeline.inputs import load
from capaian.pipeline.measuring import measure_office
from capaian.web.inspecting.samples import external_sort
from capaian.web.inspecting.samples.external_sort import SortRecord, sort_externally
from capaian.web.inspecting.samples.population import (
    PopulationRow,
    draw_from_population,
    population_keys,
    population_size,
)
from capaian.web.registers.rows import to_data
from capaian.web.reporting.basis import FigureBasis, judge_rows
from tests.web.conftest import ROOT

EXAMPLE = ROOT / "examples/jambi-timur"
BARE = ("date: received_on\n    key: [number]\n", "date: received_on\n")
CODES = ("1.1", "2.1", "2.2")


def standing_of(folder: Path, *, bare: bool = False, shuffled: int = 0) -> FigureBasis:
    """Return the example's year; ``bare`` takes the key from its letters, and some are there several times."""
    folder.mkdir()
    text = (EXAMPLE / "plan.yaml").read_text(encoding="utf-8")
    assert BARE[0] in text
    (folder / "plan.yaml").write_text(text.replace(*BARE, 1) if bare else text, encoding="utf-8")
    for file in (EXAMPLE / "registers").iterdir():
        with file.open(encoding="utf-8", newline="") as lines:
            headings, *rows = csv.reader(lines)
        if bare and file.stem == "letters":
            rows = [*rows[:300], *rows[:40], *rows[:40], *rows[:7]]
        random.Random(shuffled).shuffle(rows)
        (folder / "registers").mkdir(exist_ok=True)
        with (folder / "registers" / file.name).open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([headings, *rows])
    inputs, findings = load(folder / "plan.yaml", [], None, folder / "registers")
    assert inputs is not None, findings
    return FigureBasis(inputs, measure_office(inputs, Period(2017), "15.71.03")[0], None)


def by_hand(on: FigureBasis, code: str) -> dict[str, PopulationRow]:
    """Look at every row for every variable, and number those that are the same."""
    found: dict[str, PopulationRow] = {}
    plan = on.measurement.plan
    names = list(on.measurement.results[code].inputs)
    for register in plan.registers.values():
        own = [name for name in names if (one := plan.variables[name].counting) and one.register == register.name]
        seen: dict[str, int] = {}
        rows = on.rows(register.name)
        marks = {name: [not one.why for one in judge_rows(rows, plan.variables[name].counting)] for name in own}  # type: ignore[arg-type]
        for number, row in enumerate(rows):
            counts = [name for name in own if marks[name][number]]
            if counts:
                key = f"{register.name}/{_own(register.key, row, to_data(register, row))}"
                seen[key] = seen.get(key, 0) + 1
                key += f"#{seen[key]}" if seen[key] > 1 else ""
                found[key] = PopulationRow(register.name, key, to_data(register, row), counts)
    return found


def _own(key: tuple[str, ...], row: Row, data: dict[str, Any]) -> str:
    if key:
        return str(row[key[0]])
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("bare", [False, True])
def test_it_is_what_plain_loops_draw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bare: bool) -> None:
    monkeypatch.setattr(external_sort, "PART", 30)  # so that there are parts to be merged
    on = standing_of(tmp_path / "one", bare=bare)
    for code in CODES:
        rows = by_hand(on, code)
        found = draw_from_population(on, code, "APIP", 20)
        keys = draw("APIP", rows, 20)
        assert [row.key for row in found.rows] == keys and [rows[key] for key in keys] == found.rows
        assert found.population == population_size(on, code) == len(rows) > 20
        text = "".join(f"{key}\n" for key in sorted(rows))
        assert found.keys == hashlib.sha256(text.encode()).hexdigest()
        with population_keys(on, code) as every:
            assert list(every) == sorted(rows)
    assert any(key.endswith("#3") for key in by_hand(on, "1.1")) is bare


@pytest.mark.parametrize("bare", [False, True])
def test_it_is_no_matter_of_the_order_of_the_rows(tmp_path: Path, bare: bool) -> None:
    one, other = (standing_of(tmp_path / str(n), bare=bare, shuffled=n) for n in (1, 2))
    assert draw_from_population(one, "1.1", "x", 30) == draw_from_population(other, "1.1", "x", 30)
    assert draw_from_population(one, "1.1", "x", 30) != draw_from_population(one, "1.1", "y", 30)


def test_a_row_without_its_own_key_is_known_by_its_cells(tmp_path: Path) -> None:
    on = standing_of(tmp_path / "one", bare=True)
    first = draw_from_population(on, "1.1", "x", 1).rows[0]
    assert first.key.startswith("letters/sha256:") and first.data["place"].startswith("15.71.03")


def test_where_there_are_not_so_many_none_is_drawn(tmp_path: Path) -> None:
    on = standing_of(tmp_path / "one")
    with pytest.raises(ValueError, match="of"):
        draw_from_population(on, "2.2", "x", 99_999)
    without = on._replace(inputs=replace(on.inputs, registers={}))
    assert population_size(without, "1.1") == 0 and draw_from_population(without, "1.1", "x", 0).rows == []


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 350])
def test_lines_are_sorted_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(external_sort, "PART", 100)
    lines = [SortRecord(f"{number * 7919 % 351}\n\ud800", number % 3, number) for number in range(count)]
    found = list(sort_externally(iter(lines), tmp_path))
    assert found == sorted(lines) and all(one <= other for one, other in pairwise(found))
    assert len(list(tmp_path.glob("part-*"))) == (0 if count < 100 else -(-count // 100))
