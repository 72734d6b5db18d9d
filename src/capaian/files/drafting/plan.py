"""The draft of a plan: its text with comments, and its values."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from capaian.core.arithmetic import mean, scaled_half_up
from capaian.core.claim import Claims, Figure
from capaian.core.finding import Level
from capaian.core.numerals import looks_grouped, shortest
from capaian.core.objection import Examined, Objection
from capaian.core.plan import LowerIsBetter
from capaian.files.drafting.formulas import Sides, Written, sides_of, written
from capaian.files.drafting.merging import Merged, merged
from capaian.files.drafting.naming import Quantity, Register
from capaian.files.drafting.people import People, people_of
from capaian.files.drafting.scoring import Scored, scored
from capaian.files.plan_comments import Path, commented
from capaian.files.plan_shape import SCHEMA
from capaian.files.plan_writer import Structure, write

CHECK = "PERIKSA:"
"""How every comment on what the report leaves open begins."""

NO_CODE = "00.00.00"
"""Stands where the office's code would: no area has it."""

_MOST_OBJECTIONS = 8
_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan as YAML with comments, and the values of ``year`` as CSV; both as the readers of files take them."""

    plan: str
    values: str
    year: int
    indicators: int
    open: int
    """How many comments ask for a look."""


@dataclass(slots=True)
class _Drafting:
    claims: Claims
    examined: Examined
    year: int
    register: Register = field(default_factory=Register)
    comments: dict[Path, list[str]] = field(default_factory=dict)
    lower: Counter[LowerIsBetter] = field(default_factory=Counter)

    def ask(self, path: Path, said: str) -> None:
        """Note what somebody must look at."""
        self.comments.setdefault(path, []).append(f"{CHECK} {said}")


def draft(claims: Claims, examined: Examined, year: int, sha256: str) -> Draft | None:
    """Return the draft of the report that ``claims`` are of, or ``None`` where it has no indicator at all.

    ``examined`` is what an audit found: each error and warning stands as a comment at its indicator. Values
    are the counts that the report prints, and its results only where it prints no counts.
    """
    found = merged(claims)
    if not found:
        return None
    drafting = _Drafting(claims, examined, year)
    people = people_of(claims)
    missions = _missions(drafting, found)
    used = set(_NAME.findall(str(missions)))
    quantities = [one for one in drafting.register.quantities.values() if one.name in used]
    structure: Structure = {
        "schema": SCHEMA,
        "office": _office(drafting, people),
        "rules": _rules(drafting, found),
        "missions": missions,
        "variables": {one.name: _variable(one) for one in quantities},
    }
    _around(drafting, people, structure)
    asked = sum(said.startswith(CHECK) for of_path in drafting.comments.values() for said in of_path)
    opening = [
        f"Rancangan rencana dari {claims.file} (SHA-256 {sha256}).",
        f"{asked} hal yang tidak dikatakan laporan bertanda {CHECK.rstrip(':')}; perbaiki, lalu hapus tandanya. "
        "Sesudah itu jalankan: capaian check",
    ]
    text = commented(write(structure), {(): opening, **drafting.comments})
    return Draft(text, _values(quantities, year), year, len(found), asked)


# ---- indicators --------------------------------------------------------------------------------------


def _missions(drafting: _Drafting, found: Sequence[Merged]) -> list[dict[str, Any]]:
    inverted = {o.indicator for o in drafting.examined.objections if o.code == "inverted-formula"}
    sides = [sides_of(one, drafting.register, drafting.claims.file, swapped=one.code in inverted) for one in found]
    everywhere = [side for of_one in sides for side in of_one]
    missions: list[dict[str, Any]] = []
    places: dict[tuple[str, str], tuple[int, int, str]] = {}
    for one, own in zip(found, sides, strict=True):
        key = (one.mission, one.objective)
        if key not in places:
            places[key] = _place(drafting, missions, one, len(places) + 1)
        mission, objective, number = places[key]
        indicators = missions[mission]["objectives"][objective]["indicators"]
        path: Path = ("missions", mission, "objectives", objective, "indicators", len(indicators))
        code = f"{number}.{len(indicators) + 1}"
        indicators.append(_indicator(drafting, one, own, everywhere, code, path))
    return missions


def _place(drafting: _Drafting, missions: list[dict[str, Any]], one: Merged, number: int) -> tuple[int, int, str]:
    """Return where the objective of ``one`` stands in the plan and its number, after adding it."""
    statement = one.mission or "Misi tidak disebut dalam laporan"
    index = next((n for n, mission in enumerate(missions) if mission["statement"] == statement), len(missions))
    if index == len(missions):
        missions.append({"statement": statement, "objectives": []})
        if not one.mission:
            drafting.ask(("missions", index), "laporan tidak menyebut misinya.")
    objectives = missions[index]["objectives"]
    objectives.append({"statement": one.objective or "Sasaran tidak disebut dalam laporan", "indicators": []})
    if not one.objective:
        path = ("missions", index, "objectives", len(objectives) - 1)
        drafting.ask(path, "laporan tidak menyebut sasarannya.")
    return index, len(objectives) - 1, str(number)


def _indicator(
    drafting: _Drafting, one: Merged, own: Sequence[Sides], everywhere: Sequence[Sides], code: str, path: Path
) -> dict[str, Any]:
    formula = written(one, own, everywhere, drafting.register, drafting.claims.file)
    score = scored(one, None if formula.typed else formula.exact)
    if score.lower is not None:
        drafting.lower[score.lower] += 1
    if not score.targets:
        drafting.ask(path, "laporan tidak menyebut targetnya.")
    for said in (*formula.remarks, *score.remarks):
        drafting.ask(path, said)
    for objection in _objections(drafting.examined, one):
        drafting.comments.setdefault(path, []).append(f"Temuan [{objection.code}]: {objection.message()}")
    return _indicator_structure(one, formula, score, code)


def _indicator_structure(one: Merged, formula: Written, score: Scored, code: str) -> dict[str, Any]:
    words = one.explanation.words.text if one.explanation and one.explanation.words else ""
    found: dict[str, Any] = {
        "code": code,
        "name": " ".join(one.name.split()),
        "unit": score.unit.value,
        "better": score.better.value,
        "targets": score.targets,
        "formula": formula.formula,
    }
    optional: dict[str, Any] = {
        "parts": {name: {"label": label, "formula": said} for name, label, said in formula.parts},
        "scale": score.scale,
        "decimals": None if score.decimals is None else str(score.decimals),
        "explanation": " ".join(words.split()),
        "owner": one.owner,
        "source": one.source,
    }
    return {**found, **{key: value for key, value in optional.items() if value}}


def _objections(examined: Examined, one: Merged) -> Iterator[Objection]:
    told = 0
    for objection in examined.objections:
        of_this = objection.indicator and (objection.spot.table, objection.indicator) in one.places
        if of_this and objection.level is not Level.NOTE and told < _MOST_OBJECTIONS:
            told += 1
            yield objection


# ---- around the indicators ---------------------------------------------------------------------------


def _office(drafting: _Drafting, people: People) -> dict[str, Any]:
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


def _rules(drafting: _Drafting, found: Sequence[Merged]) -> dict[str, str]:
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


def _mean_over(claims: Claims, found: Sequence[Merged]) -> str:
    """Return ``objectives`` only where the printed mean is that of the objectives' means and of nothing else."""
    achieved: dict[str, list[Any]] = {}
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
    of_objectives = _prints(over_objectives, figures[0]) and not _prints(over_all, figures[0])
    return "objectives" if of_objectives else "indicators"


def _prints(amount: Any, figure: Figure) -> bool:
    assert figure.amount is not None, "the caller has looked"
    return abs(scaled_half_up(amount, figure.decimals) - scaled_half_up(figure.amount, figure.decimals)) <= 1


def _around(drafting: _Drafting, people: People, structure: Structure) -> None:
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


# ---- values ------------------------------------------------------------------------------------------


def _variable(one: Quantity) -> dict[str, str]:
    found = {"label": one.label, "kind": "stock" if one.stock else "flow"}
    return {**found, "unit": "rupiah"} if one.rupiah else found


def _values(quantities: Iterable[Quantity], year: int) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("period", "variable", "value", "evidence"))
    for one in quantities:
        value = one.letter if one.amount is None else shortest(one.amount)
        # Three decimals would look like thousands; one more zero says that they are none.
        value += "0" if looks_grouped(value) else ""
        evidence = f"'{one.evidence}" if one.evidence.startswith(_FORMULA_SIGNS) else one.evidence
        writer.writerow((str(year), one.name, value, evidence))
    return stream.getvalue()
