"""Figures of many offices as one table: a line for each place, period and indicator, and one for the mean."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable

import pyarrow as pa

from capaian.core.arithmetic import ratio_half_up
from capaian.core.columns import Column
from capaian.core.figures import Figure
from capaian.core.missing import Missing
from capaian.core.numerals import plain_scaled, printed_scaled
from capaian.pipeline.rolling import Coverage, Rolled

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


def table_of_figures(levels: Iterable[Rolled]) -> pa.Table:
    """Return all figures of some levels; :data:`FIELDS` are the columns."""
    tables = []
    for rolled in levels:
        level = _Level(rolled)
        tables += [_indicator(level, figure) for figure in rolled.figures.values()]
        tables.append(_mean(level))
    return pa.concat_tables(tables)


class _Level:
    """A level with what the tables of all its indicators share."""

    def __init__(self, rolled: Rolled) -> None:
        self.rolled, times = rolled, len(rolled.periods)
        self.shared = {
            "level": pa.repeat(rolled.level, len(rolled.mean)),
            "office": pa.array([code for code, _ in rolled.places for _ in range(times)], pa.string()),
            "office_name": pa.array([name for _, name in rolled.places for _ in range(times)], pa.string()),
            "period": pa.array([str(period) for period in rolled.periods] * len(rolled.places), pa.string()),
        }


def figures_json(table: pa.Table) -> str:
    """Return the table as JSON: ``{"schema": "capaian/figures@1", "figures": [...]}``; decimals are strings."""
    text = table.cast(pa.schema([(f.name, pa.string() if pa.types.is_decimal(f.type) else f.type) for f in FIELDS]))
    return json.dumps({"schema": SCHEMA, "figures": text.to_pylist()}, ensure_ascii=False, indent=1) + "\n"


def _indicator(level: _Level, figure: Figure) -> pa.Table:
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
    best = Coverage(covers[0].offices, [max(one) for one in zip(*(c.reported for c in covers), strict=True)])
    own = {
        "indicator": pa.repeat("Rata-rata capaian IKU", size),
        **_amounts("achievement", rolled.mean, 2),
    }
    return _table(level, own, rolled.mean, best)


def _table(level: _Level, own: dict[str, object], judged: Column, coverage: Coverage) -> pa.Table:
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


def _amounts(name: str, column: Column, decimals: int) -> dict[str, object]:
    missing = column.missing
    # Offices that are alike have the same ratios, so each different one is written once.
    written: dict[tuple[int, int], tuple[str, str, str]] = {}
    lines: list[tuple[str | None, str | None, str | None]] = []
    for row, ratio in enumerate(column.ratios()):
        if row in missing:
            lines.append((None, None, None))
            continue
        line = written.get(ratio)
        if line is None:
            line = written[ratio] = _written(*ratio, decimals)
        lines.append(line)
    exact, plain, printed = zip(*lines, strict=True)
    decimal = pa.array(plain, pa.string()).cast(pa.decimal128(38, DECIMALS))
    return {name: decimal, f"{name}_exact": exact, f"{name}_printed": printed}


def _written(above: int, below: int, decimals: int) -> tuple[str, str, str]:
    """Return a ratio as ``a/b`` in lowest terms, with six decimals, and as papers print it."""
    common = math.gcd(above, below)
    lowest = below // common
    exact = str(above // common) if lowest == 1 else f"{above // common}/{lowest}"
    plain = plain_scaled(ratio_half_up(above, below, DECIMALS), DECIMALS)
    return exact, plain, printed_scaled(ratio_half_up(above, below, decimals), decimals)
