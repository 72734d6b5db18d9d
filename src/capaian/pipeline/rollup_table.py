"""Figures of many offices as one table: a line for each place, period and indicator, and one for the mean."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable

import pyarrow as pa

from capaian.core.measurement.exact_columns import ExactColumn
from capaian.core.measurement.measure_columns import FigureColumns
from capaian.core.numbers.arithmetic import ratio_half_up
from capaian.core.numbers.csv_injection import escape_formula
from capaian.core.numbers.missing import Missing
from capaian.core.numbers.numerals import printed_scaled
from capaian.pipeline.rollup import OfficeCoverage, RollUpTable

SCHEMA = "capaian/figures@1"
DECIMALS = 6

FIELDS = pa.schema(
    [
        ("level", pa.string()),
        ("office", pa.string()),
        ("office_name", pa.string()),
        ("period", pa.string()),
        ("code", pa.string()),
        ("indicator", pa.string()),
        ("unit", pa.string()),
        ("target", pa.string()),
        ("actual", pa.decimal128(38, DECIMALS)),
        ("actual_exact", pa.string()),
        ("actual_printed", pa.string()),
        ("grade", pa.string()),
        ("achievement", pa.decimal128(38, DECIMALS)),
        ("achievement_exact", pa.string()),
        ("achievement_printed", pa.string()),
        ("status", pa.string()),
        ("reason", pa.string()),
        ("offices", pa.int64()),
        ("reported", pa.int64()),
    ]
)
"""The columns. ``actual`` and ``achievement`` are rounded to six decimals, ``_exact`` is ``a/b``, ``_printed`` what
the paper says. ``code`` is null in the lines of the mean. ``reported`` of ``offices`` are in the figure."""


def table_of_figures(levels: Iterable[RollUpTable]) -> pa.Table:
    """Return all figures of some levels; :data:`FIELDS` are the columns."""
    tables = []
    for rolled in levels:
        level = _Level(rolled)
        tables += [_indicator(level, figure) for figure in rolled.figures.values()]
        tables.append(_mean(level))
    return pa.concat_tables(tables)


class _Level:
    """A level with what the tables of all its indicators share."""

    def __init__(self, rolled: RollUpTable) -> None:
        self.rolled, times = rolled, len(rolled.periods)
        self.shared = {
            "level": pa.repeat(rolled.level, len(rolled.mean)),
            "office": pa.array([code for code, _ in rolled.places for _ in range(times)], pa.string()),
            "office_name": pa.array([name for _, name in rolled.places for _ in range(times)], pa.string()),
            "period": pa.array([str(period) for period in rolled.periods] * len(rolled.places), pa.string()),
        }


NAMES = ("office_name", "indicator")
"""Columns of text that somebody typed."""


def escape_formulas(table: pa.Table) -> pa.Table:
    """Return the table for a file of text: no name in it is a formula to a spreadsheet."""
    for name in NAMES:
        texts = [text and escape_formula(text) for text in table[name].to_pylist()]
        table = table.set_column(
            table.schema.get_field_index(name), FIELDS.field(name), pa.array(texts, pa.string())
        )
    return table


def figures_json(table: pa.Table) -> str:
    """Return the table as JSON: ``{"schema": "capaian/figures@1", "figures": [...]}``; decimals are strings."""
    text = table.cast(pa.schema([(f.name, pa.string() if pa.types.is_decimal(f.type) else f.type) for f in FIELDS]))
    return json.dumps({"schema": SCHEMA, "figures": text.to_pylist()}, ensure_ascii=False, indent=1) + "\n"


def _indicator(level: _Level, figure: FigureColumns) -> pa.Table:
    indicator = figure.indicator
    unlike = {id(target): target for target in figure.targets}
    shown = {
        number: None if isinstance(target, Missing) else target.printed(indicator.decimals)
        for number, target in unlike.items()
    }
    size = len(figure.actual)
    own = {
        "code": pa.repeat(indicator.code, size),
        "indicator": pa.repeat(indicator.name, size),
        "unit": pa.repeat(str(indicator.unit), size),
        "target": [shown[id(target)] for target in figure.targets],
        "grade": [figure.grades.get(row) for row in range(size)],
        **_amounts("actual", figure.actual, indicator.decimals),
        **_amounts("achievement", figure.achievement, 2),
    }
    return _table(level, own, figure.achievement, level.rolled.coverage[indicator.code])


def _mean(level: _Level) -> pa.Table:
    rolled = level.rolled
    size = len(rolled.mean)
    covers = list(rolled.coverage.values())
    best = OfficeCoverage(covers[0].offices, [max(one) for one in zip(*(c.reported for c in covers), strict=True)])
    own = {
        "indicator": pa.repeat("Rata-rata capaian IKU", size),
        **_amounts("achievement", rolled.mean, 2),
    }
    return _table(level, own, rolled.mean, best)


def _table(level: _Level, own: dict[str, object], judged: ExactColumn, coverage: OfficeCoverage) -> pa.Table:
    size, missing = len(judged), judged.missing
    columns: dict[str, object] = {
        **level.shared,
        "status": ["missing" if row in missing else "measured" for row in range(size)],
        "reason": [missing[row].reason if row in missing else None for row in range(size)],
        "offices": coverage.offices,
        "reported": coverage.reported,
        **own,
    }
    nothing = pa.nulls(size)
    arrays = []
    for column in FIELDS:
        made = columns.get(column.name, nothing)
        arrays.append(made.cast(column.type) if isinstance(made, pa.Array) else pa.array(made, column.type))
    return pa.Table.from_arrays(arrays, schema=FIELDS)


def _amounts(name: str, column: ExactColumn, decimals: int) -> dict[str, object]:
    missing = column.missing
    exact: list[str | None] = []
    fine: list[int | None] = []
    coarse: list[int | None] = []
    for row, (above, below) in enumerate(column.ratios()):
        if row in missing:
            exact.append(None)
            fine.append(None)
            coarse.append(None)
            continue
        common = math.gcd(above, below)
        exact.append(str(above // common) if below == common else f"{above // common}/{below // common}")
        fine.append(ratio_half_up(above, below, DECIMALS))
        coarse.append(ratio_half_up(above, below, decimals))
    printed = [None if scaled is None else printed_scaled(scaled, decimals) for scaled in coarse]
    return {name: _decimals(fine), f"{name}_exact": exact, f"{name}_printed": printed}


def _decimals(scaled: list[int | None]) -> pa.Array:
    """Return numbers of units of the last decimal as decimals: the same whole numbers, with a point."""
    whole = pa.array(scaled, pa.decimal128(38, 0))
    return pa.Array.from_buffers(pa.decimal128(38, DECIMALS), len(whole), whole.buffers(), whole.null_count)
