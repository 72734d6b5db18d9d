"""Files of other programs, as small as they can be, and a transcript as plain lists to look at."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from capaian.core.claims.transcript import Grid, Transcript
from capaian.documents.model import Report

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATIONS = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def zipped(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """Write an archive of ``parts``."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def links(*found: tuple[str, str, str]) -> str:
    """Return relationships of (id, kind, target)."""
    items = "".join(f'<Relationship Id="{i}" Type="{R}/{kind}" Target="{target}"/>' for i, kind, target in found)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'


def word_file(path: Path, body: str, parts: Mapping[str, str | bytes] | None = None, **more: str) -> Path:
    """Write a DOCX with ``body`` inside ``w:body``; ``more`` are further parts by kind, without their root."""
    roots = {"header": "hdr", "footer": "ftr"}
    own = {
        f"word/{kind}.xml": f"<w:{roots.get(kind, kind)} {DECLARATIONS}>{inside}</w:{roots.get(kind, kind)}>"
        for kind, inside in more.items()
    }
    return zipped(
        path,
        {
            "_rels/.rels": links(("rId1", "officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": links(*((kind, kind, f"{kind}.xml") for kind in more)),
            "word/document.xml": f"<w:document {DECLARATIONS}><w:body>{body}</w:body></w:document>",
            **own,
            **(parts or {}),
        },
    )


def p(text: str = "", properties: str = "") -> str:
    """Return a paragraph of Word."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text) if text else ''}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Return a run of Word."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(content: str, properties: str = "") -> str:
    """Return a cell of Word; plain text becomes a paragraph."""
    inside = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """Return a row of Word."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(c if c.startswith('<') else tc(c) for c in cells)}</w:tr>"


def tbl(*rows: str, properties: str = "") -> str:
    """Return a table of Word."""
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def said(transcript: Transcript | None) -> list[object]:
    """Return passages as text and grids as rows; a cell stands at its upper left, ``None`` where none is."""
    assert transcript is not None
    return [rows(block) if isinstance(block, Grid) else block.text for block in transcript.blocks]


def rows(grid: Grid) -> list[list[str | None]]:
    """Return a grid's texts by place."""
    made: list[list[str | None]] = [[None] * grid.width for _ in range(grid.height)]
    for cell in grid.cells:
        assert made[cell.row - 1][cell.column - 1] is None
        made[cell.row - 1][cell.column - 1] = cell.text
    return made


def official_tables(transcript: Transcript, report: Report) -> tuple[Grid, Grid]:
    """Return the two tables of our own report, after seeing that the first holds every line of it."""
    targets, formulas, *_ = transcript.grids
    held = {cell.text for cell in targets.cells}
    for mission in report.missions:
        for group in mission.groups:
            assert group.title in held
            for line in group.targets:
                assert {f"{line.number} {line.name}", line.target, line.actual, line.achievement} <= held
    return targets, formulas
