"""The draft of a plan: its text with comments, and its values."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from capaian.core.claims.claim import Claims
from capaian.core.claims.objection import Examined, Objection
from capaian.core.claims.transcript import Transcript
from capaian.core.findings.finding import Level
from capaian.core.numbers.csv_injection import escape_formula
from capaian.core.numbers.numerals import looks_grouped, shortest
from capaian.files.drafting.context import add_strategy, office_of, rules_of
from capaian.files.drafting.formulas import DraftFormula, DraftRatio, draft_formula, draft_ratios
from capaian.files.drafting.merging import MergedIndicator, merge_indicators
from capaian.files.drafting.naming import DraftVariable
from capaian.files.drafting.people import people_of
from capaian.files.drafting.scoring import IndicatorScoring, scoring_of
from capaian.files.drafting.state import CHECK, DraftState
from capaian.files.plan.comments import Path, commented
from capaian.files.plan.plan_shape import SCHEMA
from capaian.files.plan.writer import Structure, write

_MOST_OBJECTIONS = 8
_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A plan as YAML with comments, and the values of ``year`` as CSV; both as the readers of files take them."""

    plan: str
    values: str
    year: int
    indicators: int
    open: int
    """How many comments ask for a look."""


def draft_plan(
    claims: Claims, examined: Examined, year: int, sha256: str, transcript: Transcript | None = None
) -> PlanDraft | None:
    """Return the draft of the report that ``claims`` are of, or ``None`` where it has no indicator at all.

    ``examined`` is what an audit found: each error and warning stands as a comment at its indicator. Values
    are the counts that the report prints, and its results only where it prints no counts. In ``transcript`` stand
    the missions that some reports print inside their tables.
    """
    found = merge_indicators(claims, transcript)
    if not found:
        return None
    drafting = DraftState(claims, examined, year)
    people = people_of(claims)
    missions = _missions(drafting, found)
    used = {name for formula in _formulas(missions) for name in _NAME.findall(formula)}
    quantities = [one for one in drafting.quantities.by_name.values() if one.name in used]
    structure: Structure = {
        "schema": SCHEMA,
        "office": office_of(drafting, people),
        "rules": rules_of(drafting, found),
        "missions": missions,
        "variables": {one.name: _variable(one) for one in quantities},
    }
    add_strategy(drafting, people, structure)
    asked = sum(said.startswith(CHECK) for of_path in drafting.comments.values() for said in of_path)
    opening = [
        f"Rancangan rencana dari {claims.file} (SHA-256 {sha256[:16]}…).",
        f"{asked} hal yang tidak dikatakan laporan bertanda {CHECK.rstrip(':')}; perbaiki, lalu hapus tandanya. "
        "Sesudah itu jalankan: capaian check",
    ]
    text = commented(write(structure), {(): opening, **drafting.comments})
    return PlanDraft(text, _values(quantities, year), year, len(found), asked)


# ---- indicators --------------------------------------------------------------------------------------


def _missions(drafting: DraftState, found: Sequence[MergedIndicator]) -> list[dict[str, Any]]:
    inverted = {o.indicator for o in drafting.examined.objections if o.code == "inverted-formula"}
    sides = [
        draft_ratios(one, drafting.quantities, drafting.claims.file, swapped=one.code in inverted) for one in found
    ]
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
        indicators.append(_indicator(drafting, one, own, sides, code, path))
    return missions


def _formulas(missions: Sequence[dict[str, Any]]) -> Iterator[str]:
    for mission in missions:
        for objective in mission["objectives"]:
            for indicator in objective["indicators"]:
                yield indicator["formula"]
                yield from (part["formula"] for part in indicator.get("parts", {}).values())


def _place(
    drafting: DraftState, missions: list[dict[str, Any]], one: MergedIndicator, number: int
) -> tuple[int, int, str]:
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
    drafting: DraftState,
    one: MergedIndicator,
    own: Sequence[DraftRatio],
    everywhere: Sequence[Sequence[DraftRatio]],
    code: str,
    path: Path,
) -> dict[str, Any]:
    formula = draft_formula(one, own, everywhere, drafting.quantities, drafting.claims.file)
    score = scoring_of(one, None if formula.typed else formula.exact)
    if score.lower is not None:
        drafting.lower[score.lower] += 1
    if not score.targets:
        drafting.ask(path, "laporan tidak menyebut targetnya.")
    for said in (*formula.remarks, *score.remarks):
        drafting.ask(path, said)
    for objection in _objections(drafting.examined, one):
        drafting.comments.setdefault(path, []).append(f"Temuan [{objection.code}]: {objection.message()}")
    return _indicator_structure(one, formula, score, code)


def _indicator_structure(
    one: MergedIndicator, formula: DraftFormula, score: IndicatorScoring, code: str
) -> dict[str, Any]:
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


def _objections(examined: Examined, one: MergedIndicator) -> Iterator[Objection]:
    told = 0
    for objection in examined.objections:
        of_this = objection.indicator and (objection.spot.table, objection.indicator) in one.places
        if of_this and objection.level is not Level.NOTE and told < _MOST_OBJECTIONS:
            told += 1
            yield objection


# ---- values ------------------------------------------------------------------------------------------


def _variable(one: DraftVariable) -> dict[str, str]:
    found = {"label": one.label, "kind": "stock" if one.stock else "flow"}
    return {**found, "unit": "rupiah"} if one.rupiah else found


def _values(quantities: Iterable[DraftVariable], year: int) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("period", "variable", "value", "evidence"))
    for one in quantities:
        value = one.letter if one.amount is None else shortest(one.amount)
        # Three decimals would look like thousands; one more zero says that they are none.
        value += "0" if looks_grouped(value) else ""
        writer.writerow((str(year), one.name, value, escape_formula(one.evidence)))
    return stream.getvalue()
