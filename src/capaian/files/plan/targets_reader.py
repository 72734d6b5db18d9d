"""Targets of many offices from CSV: one plan says what is measured, and each office promised its own figure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from capaian.core.findings.finding import Finding, Place, finding
from capaian.core.numbers.numerals import read_indonesian, read_plain, shortest_printed
from capaian.core.plan.indicator import Direction, Indicator
from capaian.core.plan.nip_and_area_codes import is_area_code
from capaian.core.plan.performance_plan import Plan, Targets
from capaian.core.plan.target import BandTarget, GradeTarget, NumberTarget, Target
from capaian.core.wording import NOTHING
from capaian.files.csv_table import TableRow, match_headings, open_csv

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "office": ("office", "kantor", "kode wilayah"),
    "code": ("code", "kode", "indikator", "kode indikator"),
    "year": ("year", "tahun"),
    "target": ("target", "nilai target"),
}
"""Field to the headings that name it. Under ``target`` numbers have a point, under ``nilai target`` they are
written the Indonesian way: the heading says which, as in a file of values."""

INDONESIAN = "nilai target"
_YEAR = re.compile(r"(?:19|20|21)\d{2}\Z", re.ASCII)
_BAND = re.compile(r"\s*(?:-|–|s/d|s\.d\.)\s*")
_GRADE = re.compile(r"(?P<letter>\w+)(?:\s*\((?P<score>[^()]+)\))?\Z")
_EXAMPLES = {
    Direction.HIGHER: ("90", "90"),
    Direction.LOWER: ("5", "5"),
    Direction.RANGE: ("76.61-88.30", "76,61-88,30"),
    Direction.GRADE: ("B (61.70)", "B (61,70)"),
}


def read_targets(path: Path, plan: Plan) -> tuple[Mapping[str, Targets], list[Finding]]:
    """Return office to what it promised. Raises ``OSError`` where the file cannot be opened."""
    return parse_targets(path.read_bytes(), str(path), plan)


def parse_targets(data: bytes, file: str, plan: Plan) -> tuple[Mapping[str, Targets], list[Finding]]:
    """Read targets from the bytes of a file; ``file`` names it in findings."""
    table, findings = open_csv(data, file)
    if table is None:
        return {}, findings
    columns, found = match_headings(table.headings, Place(file, 1), COLUMNS, tuple(COLUMNS))
    if columns is None:
        return {}, found
    indonesian = table.headings[columns["target"]].strip().lower() == INDONESIAN
    reader = _TargetsReader(plan, indonesian, found)
    for row in table.rows(columns):
        reader.read(row)
    return reader.targets, [*reader.findings, *table.findings]


@dataclass(slots=True)
class _TargetsReader:
    plan: Plan
    indonesian: bool
    findings: list[Finding]
    targets: dict[str, dict[str, dict[int, Target]]] = field(default_factory=dict)
    seen: dict[tuple[str, str, str], Place] = field(default_factory=dict)

    def read(self, row: TableRow) -> None:
        before = len(self.findings)
        office, code, year = row.fields["office"], row.fields["code"], row.fields["year"]
        indicator = self.plan.indicator(code)
        if not is_area_code(office):
            self.report("area-code", row, "office", found=office)
        if indicator is None:
            known = ", ".join(one.code for one in self.plan.indicators())
            self.report("target-code", row, "code", found=code, known=known)
        if not _YEAR.match(year):
            self.report("not-a-year", row, "year", found=year)
        first = self.seen.get((office, code, year))
        if first is None:
            self.seen[office, code, year] = row.places["office"]
        else:
            self.report("target-twice", row, "office", office=office, indicator=code, year=year, first=first)
        target = self.target(indicator, row) if indicator else None
        if len(self.findings) == before and target is not None:
            self.targets.setdefault(office, {}).setdefault(code, {})[int(year)] = target

    def target(self, indicator: Indicator, row: TableRow) -> Target | None:
        text = row.fields["target"]
        target: Target | None = None
        match indicator.better:
            case Direction.HIGHER | Direction.LOWER:
                amount = self.number(text)
                target = None if amount is None or amount < 0 else NumberTarget(amount)
            case Direction.RANGE:
                target = self.band(text)
            case Direction.GRADE:
                return self.grade(indicator, row)
        if target is None:
            self.wrong(indicator, row)
        return target

    def number(self, text: str) -> Fraction | None:
        return read_indonesian(text) if self.indonesian else read_plain(text)

    def band(self, text: str) -> BandTarget | None:
        bounds = [self.number(piece) for piece in _BAND.split(text)]
        if len(bounds) != 2:
            return None
        low, high = bounds
        return None if low is None or high is None or not 0 <= low <= high else BandTarget(low, high)

    def grade(self, indicator: Indicator, row: TableRow) -> GradeTarget | None:
        match, scale = _GRADE.match(row.fields["target"]), indicator.scale
        assert scale is not None, "an indicator of direction grade has a scale"
        score = self.number(match["score"]) if match and match["score"] else None
        if match is None or match["letter"] not in scale or (match["score"] and score is None):
            self.wrong(indicator, row)
            return None
        if score is not None and scale.grade_of(score) != match["letter"]:
            reached, shown = scale.grade_of(score) or NOTHING, shortest_printed(score)
            self.report("grade-score-differ", row, "target", grade=match["letter"], score=shown, reached=reached)
        return GradeTarget(match["letter"], score)

    def wrong(self, indicator: Indicator, row: TableRow) -> None:
        plain, indonesian = _EXAMPLES[indicator.better]
        write = indonesian if self.indonesian else plain
        if indicator.scale:
            write += "; " + ", ".join(letter for letter, _ in indicator.scale.bounds)
        said = {"found": row.fields["target"], "indicator": indicator.code, "better": indicator.better}
        self.report("target-text", row, "target", write=write, **said)

    def report(self, code: str, row: TableRow, column: str, **values: object) -> None:
        self.findings.append(finding(code, row.places[column], row.fields["code"], **values))
