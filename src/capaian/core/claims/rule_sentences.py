"""The rules of achievement that a table's own rows show, in words that a reader can check by hand."""

from __future__ import annotations

from capaian.core.claims.objection import RuleSeen
from capaian.core.numbers.numerals import shortest_printed

RULES: dict[str, tuple[str, str]] = {
    "higher": ("realisasi / target × 100%", "actual / target × 100%"),
    "lower-reflected": ("(2 × target − realisasi) / target × 100%", "(2 × target − actual) / target × 100%"),
    "lower-inverse": ("target / realisasi × 100%", "target / actual × 100%"),
    "range-inside": ("100% di dalam rentang target", "100% inside the target band"),
    "range-below": ("realisasi / batas bawah × 100%", "actual / lower bound × 100%"),
    "range-above": (
        "(2 × batas atas − realisasi) / batas atas × 100%",
        "(2 × upper bound − actual) / upper bound × 100%",
    ),
    "grade-score": ("nilai realisasi / nilai target × 100%", "actual score / target score × 100%"),
    "grade-reached": ("100% bila predikat target tercapai", "100% where the grade of the target is reached"),
    "grade-short": (
        "batas bawah predikat yang tercapai / batas bawah predikat target × 100%",
        "lower bound of the grade reached / lower bound of the target's grade × 100%",
    ),
}
"""Key of the achievement rules to its formula in Indonesian and English."""

_SAID = {
    "seen": (
        "Tabel {table}: capaian = {rule}, menurut {rows} baris",
        "Table {table}: {rule}, by {rows} of its rows",
    ),
    "printed": (", dari realisasi yang tercetak", ", from the printed actual"),
    "cap": (", paling tinggi {cap}", ", at most {cap}"),
}


def rule_in_words(rule: RuleSeen, lang: str = "id") -> str:
    """Return ``Tabel 1: capaian = realisasi / target × 100%, menurut 9 baris``."""
    which = 1 if lang == "en" else 0
    formula = RULES.get(rule.rule, (rule.rule, rule.rule))[which]
    said = _SAID["seen"][which].format(table=rule.table, rule=formula, rows=rule.rows)
    if rule.cap is not None:
        said += _SAID["cap"][which].format(cap=shortest_printed(rule.cap))
    if rule.from_printed:
        said += _SAID["printed"][which]
    return f"{said}."
