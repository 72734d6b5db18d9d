"""A paper as a PDF: set by Typst with or without rulings, or a page printed by a browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import typst
from playwright.sync_api import Page, sync_playwright

from tests.audit.planting.paper import Cell, Heading, Paper, Table

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def as_pdf(paper: Paper, *, ruled: bool = True, repeated: bool = False, portrait: bool = False) -> bytes:
    """Return a PDF. ``repeated``: headings come again on every page that a table breaks over."""
    # Nobody sets a wide table upright: its numbers would run over each other.
    wide = any(table.width > 7 for table in paper.tables)
    turned = "" if portrait and not wide else ", flipped: true"
    lines = [f'#set page(paper: "a4"{turned}, margin: 15mm, numbering: "1")', "#set text(size: 8pt)"]
    lines.append(f"#set table(stroke: {'0.5pt' if ruled else 'none'}, inset: 3pt, align: left)")
    for block in paper.blocks:
        if isinstance(block, Table):
            lines.append(_table(block, repeated))
        elif isinstance(block, Heading):
            lines.append(f"#heading(level: 2, {_content(block.text)})")
        else:
            lines += [f"#par({_content(block)})"]
    # Typst types the compiled bytes as a list of them when there are several pages of images; a PDF is one.
    made = typst.compile("\n".join(lines).encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def _table(table: Table, repeated: bool) -> str:
    widths = ", ".join(_width(table, column) for column in range(table.width))
    rows = [[_cell(one) for one in row if one] for row in table.rows]
    head = ", ".join(one for row in rows[: table.head] for one in row)
    body = ", ".join(one for row in rows[table.head :] for one in row)
    said = str(repeated).lower()
    return f"#table(columns: ({widths},), table.header(repeat: {said}, {head}), {body})"


def _width(table: Table, column: int) -> str:
    """Return wide columns for long texts, as a typist sets them."""
    longest = max(
        (len(row[column].text) for row in table.rows if row[column] and row[column].columns == 1), default=4
    )  # type: ignore[union-attr]
    return "auto" if longest < 24 else f"{min(longest, 90)}fr"


def _cell(one: Cell) -> str:
    lines = one.text.split("\n")
    body = " + linebreak() + ".join(f"text({json.dumps(line, ensure_ascii=False)})" for line in lines)
    return f"table.cell(rowspan: {one.rows}, colspan: {one.columns}, {body})"


def _content(text: str) -> str:
    return f"text({json.dumps(text, ensure_ascii=False)})"


@contextmanager
def browser_page() -> Iterator[Page]:
    """Yield a page of Debian's browser, that prints what it is given."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        try:
            yield browser.new_page()
        finally:
            browser.close()


def printed(page: Page, source: bytes) -> bytes:
    """Return the HTML ``source`` as the browser prints it."""
    page.set_content(source.decode())
    return page.pdf(prefer_css_page_size=True)
