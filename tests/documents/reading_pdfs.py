"""PDFs that the tests of their reader make: typeset, drawn by hand, or hostile."""

import io
import zlib
from pathlib import Path

import pikepdf
import typst

from capaian.core.claims.transcript import Grid, Passage, Transcript
from capaian.reading.pdf.file import read_pages

PLAIN = '#set page(width: 297mm, height: 210mm, margin: 15mm)\n#set text(font: "Libertinus Serif", size: 10pt)\n'


def typeset(folder: Path, markup: str, name: str = "laporan.pdf", *, tagged: bool = False) -> Path:
    """Typeset ``markup``; untagged, as most programs print, so that nothing but its looks tells what is what."""
    path = folder / name
    path.write_bytes(typst.compile((PLAIN + markup).encode(), format="pdf", pdf_tags=tagged))
    return path


def transcript(path: Path) -> Transcript:
    """What the PDF says; in this process, since nothing here is hostile."""
    blocks, findings = read_pages(path)
    assert not findings, [finding.message() for finding in findings]
    assert blocks is not None
    return Transcript(path.name, blocks)


def table(grid: Grid) -> list[list[str]]:
    """The texts of a grid, a row each, empty where there is no cell."""
    rows = [[""] * grid.width for _ in range(grid.height)]
    for cell in grid.cells:
        rows[cell.row - 1][cell.column - 1] = cell.text
    return rows


def only_table(path: Path) -> list[list[str]]:
    (grid,) = transcript(path).grids
    return table(grid)


def passages(path: Path) -> list[str]:
    return [block.text for block in transcript(path).blocks if isinstance(block, Passage)]


def drawn(folder: Path, *contents: bytes, **resources: pikepdf.Object) -> Path:
    """A page of the instructions in each of ``contents``, with the font F1 (Helvetica)."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    for content in contents:
        pdf.add_blank_page(page_size=(595, 842))
        page = pdf.pages[-1]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font), **resources)
        page.Contents = pdf.make_stream(content)
    path = folder / "laporan.pdf"
    pdf.save(path)
    return path


def said(x: float, y: float, text: str, size: float = 10) -> bytes:
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n".encode("cp1252")


def bomb(folder: Path, megabytes: int) -> Path:
    """A page whose instructions are ``megabytes`` long once unpacked, and the file some kilobytes."""
    packer = zlib.compressobj(9)
    head = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    stream = zlib.compress(head + piece * (megabytes - 1) + packer.flush(zlib.Z_FINISH), 9)
    pdf = pikepdf.new()
    pdf.add_blank_page()
    path = folder / "bom.pdf"
    contents = pikepdf.Stream(pdf, stream)
    contents.Filter = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
    pdf.pages[0].Contents = pdf.make_indirect(contents)
    out = io.BytesIO()
    pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    path.write_bytes(out.getvalue())
    return path


def laughs(folder: Path, levels: int, each: int) -> Path:
    """A page that draws a form that draws ``each`` forms, and so on for ``levels``."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    form = pdf.make_stream(b"0 0 m 9 9 l S")
    form.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/BBox": [0, 0, 9, 9]})
    for _ in range(levels):
        outer = pdf.make_stream(b"/X Do " * each)
        outer.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/BBox": [0, 0, 9, 9]})
        outer["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
        form = outer
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
    pdf.pages[0].Contents = pdf.make_stream(b"/X Do")
    path = folder / "tawa.pdf"
    pdf.save(path)
    return path
