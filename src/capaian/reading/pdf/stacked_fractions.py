"""Fractions set as a numerator over a bar over a denominator: found on a page and written on one line, ``a/b``."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from capaian.reading.layout.drawing import LetterRun, Page

_LONGEST = 320.0
_MOST_BARS = 3_000
_MOST_NEAR = 300
_FIGURES = re.compile(r"[\d.,()\s+×x*–-]*\d[\d.,()\s+×x*–-]*\Z")
_JOINED = re.compile(r"[^()]*(?:\s[–x-]\s|[+×*])[^()]*\Z")

Rule = tuple[float, float, float]


def without_bars(page: Page, bars: list[Rule]) -> None:
    """Put ``a/b`` in place of every fraction whose bar is among ``bars``, which are no borders of tables."""
    short = [bar for bar in bars if 2.0 < bar[2] - bar[1] < _LONGEST][:_MOST_BARS]
    if not short:
        return
    page.runs.sort(key=lambda run: run.base)
    bases = [run.base for run in page.runs]
    gone: set[int] = set()
    made: list[LetterRun] = []
    for bar in short:
        y, x0, x1 = bar
        near = range(
            bisect_left(bases, y - 30), min(bisect_right(bases, y + 30), bisect_left(bases, y - 30) + _MOST_NEAR)
        )
        runs = [page.runs[at] for at in near if at not in gone]
        over = _line(runs, bar, above=True)
        under = _line(runs, bar, above=False)
        if not over or not under:
            continue
        beside = _beside(runs, bar, over + under)
        if beside is None and not _bare(bar, over, under):
            continue
        size = beside.size if beside else over[0].size
        base = beside.base if beside else y + 0.25 * size
        text = f"{_operand(over)}/{_operand(under)}"
        made.append(LetterRun(text, min(x0, over[0].x0), max(x1, over[-1].x1), base, size))
        taken = {id(run) for run in (*over, *under)}
        gone.update(at for at in near if id(page.runs[at]) in taken)
    page.runs = [run for at, run in enumerate(page.runs) if at not in gone] + made


def _line(runs: list[LetterRun], bar: Rule, *, above: bool) -> list[LetterRun]:
    """The line of text just above or below ``bar`` that it spans."""
    y, x0, x1 = bar
    slack = 2.5
    found = []
    for run in runs:
        away = (y - run.base) / run.size if above else (run.base - y) / run.size
        fits = -0.05 < away < 0.9 if above else 0.3 < away < 1.45
        if fits and run.x0 >= x0 - slack and run.x1 <= x1 + slack:
            found.append(run)
    if not found:
        return []
    nearest = max(run.base for run in found) if above else min(run.base for run in found)
    return sorted((run for run in found if abs(run.base - nearest) < 0.3 * run.size), key=lambda run: run.x0)


def _beside(runs: list[LetterRun], bar: Rule, parts: list[LetterRun]) -> LetterRun | None:
    """What stands left or right of a fraction at the height of its bar, as ``× 100%`` does."""
    y, x0, x1 = bar
    best: tuple[float, LetterRun] | None = None
    for run in runs:
        if run in parts or not run.top - 1 < y < run.base + 0.5:
            continue
        away = max(run.x0 - x1, x0 - run.x1)
        if -1.0 <= away <= 1.2 * run.size and (best is None or away < best[0]):
            best = (away, run)
    return best[1] if best else None


def _bare(bar: Rule, over: list[LetterRun], under: list[LetterRun]) -> bool:
    """Without anything beside it, only figures under and over a bar of their width are a fraction."""
    widest = max(over[-1].x1 - over[0].x0, under[-1].x1 - under[0].x0)
    both = (" ".join(run.text for run in part) for part in (over, under))
    return bar[2] - bar[1] < 1.6 * widest + 4 and all(_FIGURES.match(text) for text in both)


def _operand(runs: list[LetterRun]) -> str:
    text = " ".join(run.text for run in runs)
    return f"({text})" if _JOINED.match(text) else text
