"""All rows that count in an indicator: what samples are drawn from, however many they are.

The rows are written to a file by whoever counts them, their keys are sorted in parts, and the rows of the keys that
are drawn are read again: memory holds a part of the keys and the rows of the sample, never the register.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from capaian.core.registers.aggregation import Aggregation
from capaian.core.registers.register import Register
from capaian.core.registers.sampling import draw_of
from capaian.files.registers.parquet_rows import are_filled, parquet_rows
from capaian.web.inspecting.samples.external_sort import SortRecord, sort_externally
from capaian.web.registers.rows import key_of, to_data
from capaian.web.reporting.basis import FigureBasis


class PopulationRow(NamedTuple):
    """A row that counts: its register, the key it is drawn by, its cells, and the variables that it counts in."""

    register: str
    key: str
    data: dict[str, Any]
    counts: list[str]


class Drawing(NamedTuple):
    """What was drawn, of how many rows, and the SHA-256 of the keys of all, in order, each with a line feed."""

    rows: list[PopulationRow]
    population: int
    keys: str


def population_size(on: FigureBasis, code: str) -> int:
    """Return how many rows count in a variable of an indicator."""
    own = on.measurement
    return sum(
        on.inputs.registers[register].counted(own.office, own.period, countings)
        for register, countings in _countings(on, code).items()
    )


def draw_from_population(on: FigureBasis, code: str, seed: str, size: int) -> Drawing:
    """Draw rows of an indicator by ``seed``, as :func:`capaian.core.registers.sampling.draw_of` draws keys.

    Raises ``ValueError`` where there are not so many.
    """
    with _written(on, code) as (files, folder):
        count, digest = 0, hashlib.sha256()

        def seen() -> Iterator[tuple[str, SortRecord]]:
            nonlocal count
            for key, line in _keyed(files, folder):
                count += 1
                digest.update(f"{key}\n".encode())
                yield key, line

        lots = draw_of(seed, seen(), size)
        wanted: dict[int, dict[int, str]] = {}
        for key, line in lots:
            wanted.setdefault(line.file, {})[line.row] = key
        rows = {row.key: row for number, keys in wanted.items() for row in files[number].rows(keys)}
        return Drawing([rows[key] for key, _ in lots], count, digest.hexdigest())


@contextmanager
def population_keys(on: FigureBasis, code: str) -> Iterator[Iterator[str]]:
    """Give the keys of all rows of an indicator, in order."""
    with _written(on, code) as (files, folder):
        yield (key for key, _ in _keyed(files, folder))


# ---- the rows as they are written -----------------------------------------------------------------------


class _Written(NamedTuple):
    """The rows of a register that count, as a file with a column ``_name`` for each variable."""

    register: Register
    countings: Mapping[str, Aggregation]
    file: Path

    def keys(self, number: int) -> Iterator[SortRecord]:
        register = self.register
        keyed = bool(register.key) and are_filled(self.file, register.key)
        for row, values in parquet_rows(self.file, register.key if keyed else tuple(register.columns)):
            key = key_of(register, values) or _hash(to_data(register, values))
            yield SortRecord(f"{register.name}/{key}", number, row)

    def rows(self, keys: Mapping[int, str]) -> Iterator[PopulationRow]:
        register = self.register
        columns = [*register.columns, *(f"_{name}" for name in self.countings)]
        for row, values in parquet_rows(self.file, columns, keys):
            counts = [name for name in self.countings if values[f"_{name}"]]
            yield PopulationRow(register.name, keys[row], to_data(register, values), counts)


@contextmanager
def _written(on: FigureBasis, code: str) -> Iterator[tuple[list[_Written], Path]]:
    """Give the rows of an indicator as files, a register each, in a folder that goes when all is done."""
    own, files = on.measurement, list[_Written]()
    with tempfile.TemporaryDirectory(prefix="capaian-sample-") as folder:
        for name, countings in _countings(on, code).items():
            file = Path(folder) / f"rows-{len(files)}.parquet"
            on.inputs.registers[name].write_counted(own.office, own.period, countings, file)
            files.append(_Written(own.plan.registers[name], countings, file))
        yield files, Path(folder)


def _countings(on: FigureBasis, code: str) -> dict[str, dict[str, Aggregation]]:
    """Return how an indicator's variables are counted, by register; of registers that are there."""
    found: dict[str, dict[str, Aggregation]] = {}
    for name in on.measurement.results[code].inputs:
        counting = on.measurement.plan.variables[name].counting
        if counting is not None and counting.register in on.inputs.registers:
            found.setdefault(counting.register, {})[name] = counting
    return found


def _keyed(files: Sequence[_Written], folder: Path) -> Iterator[tuple[str, SortRecord]]:
    """Yield every key with where its row stands, in order.

    The key is ``register/`` with the row's own key; where it has none, with ``sha256:`` of its cells as JSON
    (sorted names, no spaces) and, of rows that are the same to the letter, ``#2`` and so on.
    """
    last, times = "", 0
    for line in sort_externally(chain.from_iterable(file.keys(n) for n, file in enumerate(files)), folder):
        last, times = line.key, times + 1 if line.key == last else 1
        yield line.key if times == 1 else f"{line.key}#{times}", line


def _hash(data: Mapping[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
