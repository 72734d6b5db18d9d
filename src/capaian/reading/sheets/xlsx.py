"""A workbook to a transcript: what each sheet shows, as text in the Indonesian notation and as exact decimals.

The parts are read as they stream by, so that a sheet of a million rows is refused after a look at its beginning.
Formulas are never computed and macros never run: a formula shows the result that the file keeps. Hidden sheets,
rows and columns are read like the others, and a note names them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS

from capaian.core.claims.transcript import Transcript
from capaian.core.findings.finding import Finding, Place, finding
from capaian.core.wording import Both
from capaian.reading.builder import TranscriptBuilder
from capaian.reading.container.package import Package, PackageRefused, open_package
from capaian.reading.sheets.blocks import gather
from capaian.reading.sheets.cells import (
    MAX_CELLS,
    SheetCells,
    WorkbookContext,
    events,
    letters_of,
    local,
    read_cells,
    rich_text,
)

MAX_TEXTS = 1_000_000
MAX_SEEN = 3_000_000
"""Cells of all sheets, empty ones too."""

_MOST_SHEETS = 300
_SHOWN = 5


def read(path: Path) -> tuple[Transcript | None, list[Finding]]:
    """Read the XLSX or XLSM at ``path``; nothing in it is computed, run or fetched. Raises OSError only."""
    try:
        with open_package(path, "XLSX") as package:
            book = _Workbook(package, path.name)
            return book.transcript(), book.findings
    except PackageRefused as refused:
        return None, [refused.found(path.name)]


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    part: str
    is_hidden: bool


class _Workbook:
    """Reads the sheets of one workbook in their order."""

    def __init__(self, package: Package, file: str) -> None:
        self._package, self._file = package, file
        self._name = package.main("xl/workbook.xml")
        self._links = package.links(self._name)
        self._root = package.xml(self._name)
        self._book = WorkbookContext(self._texts(), self._formats(), self._has_mac_dates())
        self._hidden: list[str] = []
        self._uncomputed: list[str] = []
        self.findings: list[Finding] = []

    def transcript(self) -> Transcript:
        gathering, seen = TranscriptBuilder(self._file), 0
        if self._package.holds_macros:
            self.findings.append(finding("paper-macros", Place(self._file)))
        for sheet in self._sheets():
            with self._package.stream(sheet.part) as stream:
                held = read_cells(stream, self._book)
            seen += held.seen
            if seen > MAX_SEEN:
                raise PackageRefused(
                    "paper-too-large",
                    found=Both(f"lebih dari {MAX_SEEN} sel", f"more than {MAX_SEEN} cells"),
                    limit=f"{MAX_SEEN}",
                )
            if held.is_too_large:
                place = Place(self._file, cell=sheet.name)
                self.findings.append(finding("sheet-not-read", place, sheet=sheet.name, limit=MAX_CELLS))
                continue
            gather(held, sheet.name, gathering)
            self._remember(sheet, held)
        self._tell()
        return gathering.transcript()

    def _sheets(self) -> Iterator[_Sheet]:
        found = [element for element in self._root.iter() if local(element) == "sheet"]
        for element in found[:_MOST_SHEETS]:
            key = next((value for name, value in element.items() if name.endswith("}id")), "")
            link = self._links.get(key)
            if link and link.kind == "worksheet" and not link.is_outside:
                hidden = element.get("state", "visible") != "visible"
                yield _Sheet(element.get("name", "")[:100], link.target, hidden)

    # ---- what cells refer to --------------------------------------------------------------------------

    def _part(self, kind: str) -> str:
        links = (link.target for link in self._links.values() if link.kind == kind and not link.is_outside)
        folder = posixpath.dirname(self._name)
        target = next(links, posixpath.join(folder, f"{kind}.xml"))
        return target if target in self._package else ""

    def _texts(self) -> list[str]:
        part = self._part("sharedStrings")
        texts: list[str] = []
        if not part:
            return texts
        with self._package.stream(part) as stream:
            for event, element in events(stream, "si"):
                if event == "end":
                    texts.append(rich_text(element))
                    element.clear()
                    if len(texts) >= MAX_TEXTS:
                        break
        return texts

    def _formats(self) -> list[str]:
        part = self._part("styles")
        if not part:
            return []
        root = self._package.xml(part)
        own = {e.get("numFmtId"): e.get("formatCode", "") for e in root.iter() if local(e) == "numFmt"}
        used = (list(element) for element in root if local(element) == "cellXfs")
        return [self._format(own, style) for style in next(used, [])]

    @staticmethod
    def _format(own: dict[str | None, str], style: etree._Element) -> str:
        number = style.get("numFmtId", "0")
        return own.get(number) or BUILTIN_FORMATS.get(int(number) if number.isdecimal() else 0, "General")

    def _has_mac_dates(self) -> bool:
        properties = (e for e in self._root if local(e) == "workbookPr")
        return any(element.get("date1904") in ("1", "true") for element in properties)

    # ---- what a reader should know --------------------------------------------------------------------

    def _remember(self, sheet: _Sheet, held: SheetCells) -> None:
        if sheet.is_hidden and held.cells:
            self._hidden.append(sheet.name)
        written_rows = {row for row, _ in held.cells}
        written_columns = {column for _, column in held.cells}
        rows = [str(row) for row in held.hidden_rows if row in written_rows]
        columns = [
            letters_of(column)
            for column in sorted(written_columns)
            if any(first <= column <= last for first, last in held.hidden_columns[:1000])
        ]
        self._hidden += [f"{sheet.name}!{place}" for place in [*_few(columns), *_few(rows)]]
        self._uncomputed += [f"{sheet.name}!{place}" for place in held.uncomputed]

    def _tell(self) -> None:
        place = Place(self._file)
        if self._hidden:
            self.findings.append(
                finding("paper-hidden-cells", place, found=", ".join(_few(self._hidden, 2 * _SHOWN)))
            )
        if self._uncomputed:
            cells = ", ".join(_few(self._uncomputed))
            count = len(self._uncomputed)
            self.findings.append(finding("paper-formulas", place, count=count, cells=cells))


def _few(places: list[str], most: int = _SHOWN) -> list[str]:
    return places if len(places) <= most else [*places[:most], "…"]
