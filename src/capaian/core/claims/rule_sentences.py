"""The rules of achievement that a table's own rows show, in words that a reader can check by hand."""

from __future__ import annotations

from capaian.core.claims.objection import RuleSeen
from capaian.core.numbers.numerals import shortest_printed
from capaian.core.wording import chosen, text

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
    formula = chosen(RULES.get(rule.rule, (rule.rule, rule.rule)), lang)
    said = text(_SAID["seen"], lang, table=rule.table, rule=formula, rows=rule.rows)
    if rule.cap is not None:
        said += text(_SAID["cap"], lang, cap=shortest_printed(rule.cap))
    if rule.from_printed:
        said += text(_SAID["printed"], lang)
    return f"{said}."
