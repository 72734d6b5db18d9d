"""Values (totals that somebody counted) from CSV and XLSX to core, with line or cell in every finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from capaian.core.findings.finding import Finding, Place, finding
from capaian.core.numbers.numerals import looks_grouped, read_indonesian, read_plain, shortest, shortest_printed
from capaian.core.period import Period
from capaian.core.plan.indicator import Direction
from capaian.core.plan.performance_plan import Plan
from capaian.core.plan.variable import Observation
from capaian.files.cell_errors import ERRORS, NO_RESULT
from capaian.files.csv_table import TableRow, match_headings, open_csv
from capaian.files.yaml.nodes import suggestion
from capaian.files.yaml.shape import nearest

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "office": ("office", "kantor", "kode wilayah"),
    "period": ("period", "periode"),
    "variable": ("variable", "variabel"),
    "value": ("value", "nilai"),
    "evidence": ("evidence", "bukti", "bukti dukung"),
    "label": ("label", "keterangan"),
}
"""Field to the headings that name it. Under ``value`` numbers have a point (1234.56), under ``nilai`` the
Indonesian notation (1.234,56): the heading says which, and nothing is guessed. ``label`` is for people only:
the form prints the variable's name there, and nobody reads it back."""

REQUIRED = ("period", "variable", "value")


class ValuesReader:
    """Turns rows into observations of one plan and gathers what does not fit."""

    __slots__ = ("findings", "letters", "periods", "plan")

    def __init__(self, plan: Plan, findings: list[Finding]) -> None:
        self.plan, self.findings = plan, findings
        self.letters: Mapping[str, frozenset[str]] = _letters(plan)
        # Each different text is read once: a file of many offices has the same periods over and over.
        self.periods: dict[str, Period | None] = {}

    def read(self, rows: Iterable[TableRow], *, indonesian: bool) -> list[Observation]:
        """Return an observation for each sound row."""
        read = (self.row(row, indonesian) for row in rows)
        return [observation for observation in read if observation is not None]

    def row(self, row: TableRow, indonesian: bool) -> Observation | None:
        variable, text = row.fields["variable"], row.fields["period"]
        if text not in self.periods:
            self.periods[text] = Period.parse(text)
        period = self.periods[text]
        if variable not in self.plan.variables:
            near = nearest(variable, list(self.plan.variables))
            self.report("unknown-variable", row, "variable", found=variable, nearest=near)
        if period is None:
            self.report("unknown-period", row, "period", found=row.fields["period"])
        amount, grade, sound = self.value(row, variable, indonesian)
        if variable not in self.plan.variables or period is None or not sound:
            return None
        return Observation(
            office=row.fields.get("office") or self.plan.office.code,
            period=period,
            variable=variable,
            amount=amount,
            evidence=row.fields.get("evidence", ""),
            place=row.places["value"],
            grade=grade,
        )

    def value(self, row: TableRow, variable: str, indonesian: bool) -> tuple[Fraction | None, str | None, bool]:
        text = row.fields["value"]
        if not text:
            return None, None, True
        if text in self.letters.get(variable, ()):
            return None, text, True
        if text in ERRORS:
            self.report("error-cell", row, "value", found=text)
            return None, None, False
        if text == NO_RESULT:
            self.report("formula-empty", row, "value")
            return None, None, False
        amount = read_indonesian(text) if indonesian else read_plain(text)
        if amount is None:
            code = "not-an-indonesian-number" if indonesian else "not-a-number"
            self.report(code, row, "value", found=text, write=suggestion(text))
            return None, None, False
        if not indonesian and looks_grouped(text):
            read, write = shortest_printed(amount), text.replace(".", "")
            self.report("looks-grouped", row, "value", found=text, read=read, write=write)
        if amount < 0:
            self.report("negative-value", row, "value", variable=variable, found=shortest(amount))
        return amount, None, True

    def report(self, code: str, row: TableRow, column: str, **values: object) -> None:
        self.findings.append(finding(code, row.places[column], row.fields["variable"], **values))


def parse_csv(data: bytes, file: str, plan: Plan) -> tuple[list[Observation], list[Finding]]:
    """Read values from the bytes of a CSV file with comma or semicolon; ``file`` names it in findings."""
    table, findings = open_csv(data, file)
    if table is None:
        return [], findings
    columns, findings = match_columns(table.headings, Place(file, 1))
    if columns is None:
        return [], findings
    reader = ValuesReader(plan, findings)
    read = reader.read(table.rows(columns), indonesian=is_indonesian(table.headings))
    return read, [*reader.findings, *table.findings]


def match_columns(headings: Sequence[str], place: Place) -> tuple[dict[str, int] | None, list[Finding]]:
    """Return field to column number, or ``None`` with findings where a required column is not there."""
    return match_headings(headings, place, COLUMNS, REQUIRED)


def is_indonesian(headings: Sequence[str]) -> bool:
    """Tell whether the value column is headed ``nilai``, so that numbers are in the Indonesian notation."""
    return any(heading.strip().lower() == "nilai" for heading in headings)


def _letters(plan: Plan) -> dict[str, frozenset[str]]:
    """Return which variables may be given as a letter: those that are the whole formula of a graded indicator."""
    letters = {}
    for indicator in plan.indicators():
        if indicator.better is Direction.GRADE and indicator.scale and not indicator.parts:
            grades = frozenset(grade for grade, _ in indicator.scale.bounds)
            for name in plan.variables_of(indicator):
                letters[name] = grades
    return letters
