"""All rows that count in an indicator: what samples are drawn from."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from capaian.core.counting import Row as Values
from capaian.web.registers.rows import key_of, to_data
from capaian.web.reporting.standing import Standing, judged


class Counted(NamedTuple):
    """A row that counts: its register, the key it is drawn by, its cells, and the variables that it counts in."""

    register: str
    key: str
    data: dict[str, Any]
    counts: list[str]


def population(on: Standing, code: str) -> dict[str, Counted]:
    """Return every row that counts in a variable of an indicator, by its key.

    The key is ``register/`` with the row's own key; where the register has none, with ``sha256:`` of its cells as
    JSON (sorted names, no spaces) and, of rows that are the same to the letter, ``#2`` and so on.
    """
    plan, found = on.measurement.plan, dict[str, Counted]()
    names: dict[str, list[str]] = {}
    for name in on.measurement.results[code].inputs:
        counting = plan.variables[name].counting
        if counting is not None:
            names.setdefault(counting.register, []).append(name)
    for register, variables in names.items():
        rows = on.rows(register)
        counts: list[list[str]] = [[] for _ in rows]
        for name in variables:
            counting = plan.variables[name].counting
            assert counting is not None, "these are counted"
            for own, one in zip(counts, judged(rows, counting), strict=True):
                if not one.why:
                    own.append(name)
        for key, row, own in zip(_keys(on, register, rows), rows, counts, strict=True):
            if own:
                found[key] = Counted(register, key, to_data(plan.registers[register], row), own)
    return found


def _keys(on: Standing, name: str, rows: Sequence[Values]) -> list[str]:
    register, seen, keys = on.measurement.plan.registers[name], Counter[str](), []
    for row in rows:
        key = f"{name}/{key_of(register, row) or _hash(to_data(register, row))}"
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key}#{seen[key]}")
    return keys


def _hash(data: Mapping[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def hash_of_keys(keys: Sequence[str]) -> str:
    """Return the SHA-256 of keys in order, each with a line feed after it."""
    return hashlib.sha256("".join(f"{key}\n" for key in sorted(keys)).encode()).hexdigest()
