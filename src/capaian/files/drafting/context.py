"""What stands around the indicators of a draft: the office, the rules, the Renstra, the day it was signed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from capaian.core.claims.claim import Claims
from capaian.core.numbers.arithmetic import mean
from capaian.core.numbers.numerals import shortest
from capaian.core.plan.performance_plan import LowerIsBetter
from capaian.files.drafting.merging import MergedIndicator
from capaian.files.drafting.people import People
from capaian.files.drafting.rounding_match import prints_nearly
from capaian.files.drafting.state import DraftState
from capaian.files.plan.writer import Structure

NO_CODE = "00.00.00"
"""Stands where the office's code would: no area has it."""


def office_of(drafting: DraftState, people: People) -> dict[str, Any]:
    drafting.ask(("office", "code"), "kode wilayah Kemendagri tidak ada dalam laporan.")
    if not people.name:
        drafting.ask(("office", "name"), "laporan tidak menyebut nama perangkat daerahnya.")
    if not people.title or not people.head:
        drafting.ask(("office", "head"), "penanda tangan tidak terbaca dari laporan.")
    head = {
        "title": people.title or "KEPALA PERANGKAT DAERAH",
        "name": people.head or "NAMA KEPALA PERANGKAT DAERAH",
        "rank": people.rank,
        "nip": people.nip,
    }
    office = {
        "code": NO_CODE,
        "name": people.name or "Perangkat daerah",
        "parent": people.parent,
        "place": people.place,
        "head": {key: value for key, value in head.items() if value},
    }
    return {key: value for key, value in office.items() if value}


def rules_of(drafting: DraftState, found: Sequence[MergedIndicator]) -> dict[str, str]:
    lower = drafting.lower.most_common(1)
    if len(drafting.lower) > 1:
        drafting.ask(("rules", "lower_is_better"), "laporan memakai dua aturan; yang terbanyak dipilih.")
    cap = next((rule.cap for rule in drafting.examined.rules if rule.cap is not None), None)
    if cap is not None:
        drafting.ask(("rules", "cap"), "laporan membatasi capaian setiap baris; di sini hanya dalam rata-rata.")
    below = any(one.main.achievement and (one.main.achievement.amount or 0) < 0 for one in found)
    return {
        "lower_is_better": (lower[0][0] if lower else LowerIsBetter.REFLECTED).value,
        "cap": "none" if cap is None else shortest(cap),
        "floor": "none" if below else "0",
        "mean": _mean_over(drafting.claims, found),
    }


def _mean_over(claims: Claims, found: Sequence[MergedIndicator]) -> str:
    """Return ``objectives`` only where the printed mean is that of the objectives' means and of nothing else."""
    achieved: dict[str, list[Fraction]] = {}
    for one in found:
        if one.main.achievement and one.main.achievement.amount is not None:
            achieved.setdefault(one.objective, []).append(one.main.achievement.amount)
    figures = [
        s.figure for b in claims.boards for s in b.summaries if s.column == "achievement" and not s.objective
    ]
    over_all = mean([amount for amounts in achieved.values() for amount in amounts])
    averages = [average for average in map(mean, achieved.values()) if average is not None]
    over_objectives = mean(averages)
    if over_all is None or over_objectives is None or not figures or figures[0].amount is None:
        return "indicators"
    of_objectives = prints_nearly(over_objectives, figures[0]) and not prints_nearly(over_all, figures[0])
    return "objectives" if of_objectives else "indicators"


def add_strategy(drafting: DraftState, people: People, structure: Structure) -> None:
    """Add what stands beside the indicators where the report says it: the Renstra and the day it was signed."""
    if people.strategy:
        first, last = people.strategy
        years = {
            int(year)
            for mission in structure["missions"]
            for objective in mission["objectives"]
            for indicator in objective["indicators"]
            for year in indicator["targets"]
        }
        if all(first <= year <= last for year in years):
            structure["strategy"] = {"first_year": str(first), "last_year": str(last)}
    if people.signed and people.signed[:4] in (str(drafting.year), str(drafting.year + 1)):
        structure["reports"] = {str(drafting.year): {"signed": people.signed}}
    drafting.ask(("variables",), "kind flow berarti nilai triwulan dijumlah, stock berarti nilai terakhir dipakai.")
