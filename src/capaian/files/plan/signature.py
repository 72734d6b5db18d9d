"""Who signs, from a CSV of one line: of a snapshot, whose plan was decreed before the head came into office."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from capaian.core.findings.finding import Finding, Place, finding
from capaian.core.plan.nip_and_area_codes import nip_fault, nip_printed
from capaian.core.plan.office import Head, Signature
from capaian.files.csv_table import match_headings, open_csv

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "head_title": ("head_title", "jabatan"),
    "head_name": ("head_name", "nama pejabat"),
    "head_rank": ("head_rank", "pangkat"),
    "head_nip": ("head_nip", "nip"),
    "place": ("place", "tempat"),
    "date": ("date", "tanggal"),
}
"""Field to the headings that name it."""


def read_signature(path: Path) -> tuple[Signature | None, list[Finding]]:
    """Read the first line of a CSV. Raises ``OSError`` where it cannot be opened."""
    table, findings = open_csv(path.read_bytes(), str(path))
    if table is None:
        return None, findings
    columns, found = match_headings(table.headings, Place(str(path), 1), COLUMNS, ("head_title", "head_name"))
    row = next(table.rows(columns), None) if columns is not None else None
    if row is None:
        return None, found or [finding("file-empty", Place(str(path)))]
    nip = row.fields.get("head_nip", "")
    if nip and (fault := nip_fault(nip)):
        return None, [*found, finding("nip", row.places["head_nip"], found=nip, fault=fault)]
    head = Head(
        row.fields["head_title"], row.fields["head_name"], row.fields.get("head_rank", ""), nip_printed(nip)
    )
    return Signature(head, row.fields.get("place", ""), row.fields.get("date", "")), found


def write_signature(signature: Signature) -> str:
    """Return the CSV that :func:`read_signature` reads."""
    out = io.StringIO()
    head = signature.head
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(COLUMNS)
    lines.writerow([head.title, head.name, head.rank, head.nip, signature.place, signature.date])
    return out.getvalue()
