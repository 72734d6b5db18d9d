"""The report that the project started from, printed: what breaks over its pages changes nothing that is found."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
import typst

from capaian.pipeline.auditing import audit_file
from capaian.reading.equations.latex import without_latex
from tests.audit.planting.printed import CHROMIUM, browser_page, printed

SEED = Path(__file__).parents[2] / "examples" / "jambi-timur" / "laporan-2017.txt"
SHEETS = [(210, 297, 11), (297, 210, 11), (210, 150, 11), (297, 160, 10), (210, 240, 12)]
"""Width and height in millimetres, and points of the letters: rows break elsewhere on each."""
_ITEM = re.compile(
    r" (?=(?:[a-d]\. |Rata|Persentase rata|Tidak mudah|Kurang mudah|Mudah/|Sangat mudah|Yang |= Rp|60 /"
    r"|Jumlah (?:Lokasi|RT) pen|\d[\d.]*/))"
)

Row = list[str]


def blocks() -> list[str | list[Row]]:
    """The lines of the text; those with tabs that follow one another, blank ones aside, as a table."""
    found: list[str | list[Row]] = []
    for line in SEED.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        if "\t" not in line:
            found.append(line.strip("* "))
        elif found and isinstance(found[-1], list):
            found[-1].append(line.split("\t"))
        else:
            found.append([line.split("\t")])
    return [one if isinstance(one, str) else filled(one) for one in found]


def filled(rows: list[Row]) -> list[Row]:
    width = max(map(len, rows))
    made = [[without_latex(text) for text in row] + [""] * (width - len(row)) for row in rows]
    # A working stands on lines of its own, as in the paper.
    return [row if width != 6 else [*row[:3], _ITEM.sub("\n", row[3]), *row[4:]] for row in made]


def spanned(rows: list[Row], row: int) -> int:
    """How many rows the first cell of ``row`` spans; 0 where one above spans it."""
    if row and not rows[row][0]:
        return 0
    following = range(row + 1, len(rows))
    return next((n for n in following if rows[n][0]), len(rows)) - row if rows[row][0] else 1


def as_html(width: int, height: int, size: int) -> str:
    style = f"@page{{size:{width}mm {height}mm;margin:20mm}}body{{font:{size}pt serif}}"
    style += "table{border-collapse:collapse}"
    made = [f"<meta charset=utf-8><style>{style}td{{border:1px solid;vertical-align:top;padding:2pt}}</style>"]
    for block in blocks():
        if isinstance(block, str):
            made.append(f"<p>{html.escape(block)}</p>")
            continue
        made.append("<table>")
        for number, row in enumerate(block):
            span = spanned(block, number)
            texts = [html.escape(text).replace("\n", "<br>") for text in row]
            first = f"<td rowspan={span}>{texts[0]}" if span else ""
            made.append(f"<tr>{first}" + "".join(f"<td>{text}" for text in texts[1:]))
        made.append("</table>")
    return "".join(made)


def as_typst(width: int, height: int, size: int) -> str:
    made = [f"#set page(width: {width}mm, height: {height}mm, margin: 20mm)\n#set text(size: {size}pt)"]
    for block in blocks():
        if isinstance(block, str):
            made.append(f"#par(text({json.dumps(block, ensure_ascii=False)}))")
            continue
        cells = []
        for number, row in enumerate(block):
            span = spanned(block, number)
            for column, text in enumerate(row):
                lines = (f"text({json.dumps(line, ensure_ascii=False)})" for line in text.split("\n"))
                body = " + linebreak() + ".join(lines)
                rows = span if column == 0 else 1
                if rows:
                    cells.append(f"table.cell(rowspan: {rows}, breakable: true, {body})")
        columns = "2fr, 3fr, 1fr, 5fr, 2fr, 2fr" if len(block[0]) == 6 else "4fr, 5fr, 1fr, 1fr, 1fr, 1fr, 1fr"
        made.append(f"#table(columns: ({columns}), {', '.join(cells)})")
    return "\n".join(made)


def findings(path: Path) -> set[tuple[str, str, str, str]]:
    audited = audit_file(path)
    assert not audited.findings
    return {(one.code, one.indicator, one.printed, one.recomputed) for one in audited.examined.objections}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: f"{sheet[0]}x{sheet[1]}")
def test_set_as_pages_it_says_what_its_text_says(sheet: tuple[int, int, int], tmp_path: Path) -> None:
    path = tmp_path / "laporan.pdf"
    made = typst.compile(as_typst(*sheet).encode(), format="pdf")
    assert isinstance(made, bytes)
    path.write_bytes(made)
    assert findings(path) == findings(SEED)


@pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no browser to print with")
def test_printed_by_a_browser_it_says_what_its_text_says(tmp_path: Path) -> None:
    with browser_page() as page:
        for sheet in SHEETS:
            path = tmp_path / "-".join(map(str, (*sheet, "laporan.pdf")))
            path.write_bytes(printed(page, as_html(*sheet).encode()))
            assert findings(path) == findings(SEED), sheet
