"""Ibis, loaded when something is first asked of it; and Arrow, kept from loading pandas.

Both take longer to load than a year of one office takes to count.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import pyarrow as pa


class _ByNeed:
    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, asked: str) -> Any:
        return getattr(import_module(self._name), asked)


ibis: Any = _ByNeed("ibis")
"""What was compiled before is counted without it, see :mod:`capaian.engine.statements`."""


class _Hidden:
    """A finder that finds no pandas."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name, name=name)


def hide_pandas_from_arrow() -> None:
    """Let Arrow look for pandas once and find none, where nobody has loaded it.

    At the first number it is given it would load all of pandas, a third of a second and 40 MiB, to see whether the
    number is one of its. Whoever asks Arrow for a data frame later, as Spark does, still gets it.
    """
    if "pandas" in sys.modules:
        return
    sys.meta_path.insert(0, _Hidden)
    try:
        pa.scalar(0)
    finally:
        sys.meta_path.remove(_Hidden)
