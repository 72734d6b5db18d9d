"""The offices that share one plan, from CSV: who they are and who signs for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from capaian.core.findings.finding import Finding, Place, finding
from capaian.core.plan.nip_and_area_codes import is_area_code, nip_fault, nip_printed
from capaian.core.plan.office import Head, Office
from capaian.files.csv_table import TableRow, match_headings, open_csv

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "office": ("office", "kantor", "kode wilayah", "kode"),
    "name": ("name", "nama"),
    "parent": ("parent", "kabupaten/kota"),
    "place": ("place", "tempat"),
    "head_title": ("head_title", "jabatan"),
    "head_name": ("head_name", "nama pejabat"),
    "head_rank": ("head_rank", "pangkat"),
    "head_nip": ("head_nip", "nip"),
}
"""Field to the headings that name it. Only the first two are needed."""

REQUIRED = ("office", "name")
UNNAMED = "…………………………"
"""Stands where the name of a head is not known: a line for the pen, never an invented name."""

_TITLES = {"kecamatan": "CAMAT", "distrik": "KEPALA DISTRIK", "kelurahan": "LURAH", "desa": "KEPALA DESA"}


def read_offices(path: Path, pattern: Office) -> tuple[list[Office], list[Finding]]:
    """Read the offices at ``path``, in its order.

    What a row leaves empty comes from ``pattern``, the plan's own office: parent, place, duty and functions,
    never the head. Raises ``OSError`` where the file cannot be opened.
    """
    table, findings = open_csv(path.read_bytes(), str(path))
    if table is None:
        return [], findings
    columns, found = match_headings(table.headings, Place(str(path), 1), COLUMNS, REQUIRED)
    if columns is None:
        return [], found
    reader = _OfficesReader(pattern, found)
    offices = [reader.office(row) for row in table.rows(columns)]
    return [office for office in offices if office is not None], [*reader.findings, *table.findings]


@dataclass(slots=True)
class _OfficesReader:
    pattern: Office
    findings: list[Finding]
    seen: dict[str, Place] = field(default_factory=dict)

    def office(self, row: TableRow) -> Office | None:
        before = len(self.findings)
        code, name = row.fields["office"], row.fields["name"]
        if not is_area_code(code):
            self.report("area-code", row, "office", found=code)
        elif code in self.seen:
            self.report("duplicate-office", row, "office", found=code, first=self.seen[code])
        if not name:
            self.report("empty-text", row, "name", key="name")
        nip = row.fields.get("head_nip", "")
        if nip and (fault := nip_fault(nip)):
            self.report("nip", row, "head_nip", found=nip, fault=fault)
        if len(self.findings) > before:
            return None
        self.seen[code] = row.places["office"]
        return replace(
            self.pattern,
            code=code,
            name=name,
            parent=row.fields.get("parent") or self.pattern.parent,
            place=row.fields.get("place") or self.pattern.place,
            head=Head(
                title=row.fields.get("head_title") or _title(name),
                name=row.fields.get("head_name") or UNNAMED,
                rank=row.fields.get("head_rank", ""),
                nip=nip_printed(nip),
            ),
        )

    def report(self, code: str, row: TableRow, column: str, **values: object) -> None:
        self.findings.append(finding(code, row.places[column], row.fields["office"], **values))


def _title(name: str) -> str:
    kind, _, rest = name.partition(" ")
    post = _TITLES.get(kind.lower())
    return f"{post} {rest}".upper() if post else f"KEPALA {name}".upper()
