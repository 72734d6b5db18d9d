"""Web pages as a browser shows them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from capaian.core.claims.transcript import Cell
from capaian.documents import html as own
from capaian.documents.model import Report
from capaian.reading.html.page import read
from capaian.reading.html.table import Spanned, spread
from capaian.reading.open import transcribe
from tests.documents.reading_files import official_tables, said

Make = Callable[..., Report]
Speak = Callable[[str], list[object]]


@pytest.fixture
def spoken(tmp_path: Path) -> Speak:
    """Write a page and return what is read."""

    def speak(body: str) -> list[object]:
        path = tmp_path / "a.html"
        path.write_text(f"<!doctype html><html><body>{body}</body></html>", encoding="utf-8")
        return said(read(path)[0])

    return speak


def test_blocks_and_tables_come_in_order(spoken: Speak) -> None:
    body = """<h1>LAPORAN <b>KINERJA</b><br>2023</h1><div>SKPD : <span>Camat</span><p>Misi</p>akhir</div>
    <table><caption>Tabel 1</caption><tr><th>Indikator<th>Target</tr><tr><td>Surat<td>90&nbsp;%</table>Penutup"""
    assert spoken(body) == [
        "LAPORAN KINERJA\n2023",
        "SKPD : Camat",
        "Misi",
        "akhir",
        [["Indikator", "Target"], ["Surat", "90 %"]],
        "Penutup",
    ]


def test_the_caption_names_the_table(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<table><caption>Tabel 1</caption><tr><td>1<td>2</table>")
    transcript, _ = read(path)
    assert transcript is not None
    assert [grid.name for grid in transcript.grids] == ["Tabel 1"]


def spread_of(*groups: str) -> list[Cell] | None:
    """Rows parted by ;, cells by blanks, spans as text:columns:rows."""
    return spread(
        [[[Spanned(*cell.split(":")) for cell in row.split()] for row in group.split(";")] for group in groups]
    )


def test_cells_span_as_in_a_browser() -> None:
    assert spread_of("A:1:2 B:2;C D") == [
        Cell("A", 1, 1, rows=2),
        Cell("B", 1, 2, columns=2),
        Cell("C", 2, 2),
        Cell("D", 2, 3),
    ]
    assert spread_of("A::0 B;C", "D E") == [
        Cell("A", 1, 1, rows=2),
        Cell("B", 1, 2),
        Cell("C", 2, 2),
        Cell("D", 3, 1),
        Cell("E", 3, 2),
    ]
    assert spread_of("A::99999999999999 B;C") == [Cell("A", 1, 1, rows=2), Cell("B", 1, 2), Cell("C", 2, 2)]


def test_absurd_spans_are_cut_to_the_table() -> None:
    assert spread_of("A:1000000000;B C") == [Cell("A", 1, 1, columns=2), Cell("B", 2, 1), Cell("C", 2, 2)]
    assert spread_of("A:x;B:-1") == [Cell("A", 1, 1), Cell("B", 2, 1)]
    assert spread_of("A:1000000000 B") is None


def test_a_table_that_no_browser_would_show_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<table><tr><td colspan=1000000000>A<td>B</table><table><tr><td>1<td>2</table>")
    transcript, findings = read(path)
    assert said(transcript) == [[["1", "2"]]]
    assert [(found.code, found.values["table"]) for found in findings] == [("not-read", "1")]


def test_heads_come_first_and_feet_last(spoken: Speak) -> None:
    body = (
        "<table><tfoot><tr><td>Rata-rata<td>95</tfoot><tbody><tr><td>A<td>90</tbody>"
        "<thead><tr><th>Indikator<th>Capaian</thead></table>"
    )
    assert spoken(body) == [[["Indikator", "Capaian"], ["A", "90"], ["Rata-rata", "95"]]]


def test_tables_in_cells_are_grids_of_their_own_or_lines(spoken: Speak) -> None:
    body = (
        "<table><tr><td>Luar<table><tr><td>A<td>1<tr><td>B<td>2</table></td>"
        "<td><table><tr><td>a. 15/18</td></tr><tr><td>b. 3/4</td></tr></table></td></tr></table>"
    )
    assert spoken(body) == [[["Luar", "a. 15/18\nb. 3/4"]], [["A", "1"], ["B", "2"]]]


@pytest.mark.parametrize(
    "unseen",
    [
        "<p style='display: none'>x</p>",
        "<p hidden>x</p>",
        "<script>x</script>",
        "<style>x</style>",
        "<span style='color:red;visibility:hidden'>x</span>",
        "<template>x</template>",
        "<!-- x -->",
        "<del>x</del>",
        "<svg><text>x</text></svg>",
    ],
)
def test_what_no_browser_shows_is_left_out(spoken: Speak, unseen: str) -> None:
    assert spoken(f"<p>a</p>{unseen}<p>b</p>") == ["a", "b"]


def test_hidden_rows_and_cells_are_left_out(spoken: Speak) -> None:
    body = "<table><tr><td>A<td style='display:none'>x<td>1<tr style='display:none'><td>y<td>2</table>"
    assert spoken(body) == [[["A", "1"]]]


def test_style_sheets_hide_and_part_lines(spoken: Speak) -> None:
    styles = """<style>/* .a{display:none} */ h1 > span, .x.y { color: red; display : block }
    .sembunyi{display:none} @media print { .a { display: none } p { display: none } } p:hover { display: none }
    .a{list-style: none inside}
    .sembunyi.tampak { display: inline }</style>"""
    body = (
        "<h1><span>SATU</span><span>DUA</span></h1><p>a<i class='y z x'>b</i><b class=sembunyi>c</b>"
        "<b class='tampak sembunyi'>d</b><ol class=a><li>e</ol><p class=x>f<span>g</span>"
    )
    assert spoken(styles + body) == ["SATU", "DUA", "a", "b", "d", "e", "fg"]


def test_equations_marks_and_lists(spoken: Speak) -> None:
    fraction = "<math><mfrac><mn>15</mn><mn>18</mn></mfrac><mo>×</mo><mn>100</mn><mo>%</mo></math>"
    assert spoken(f"<p>Perizinan{fraction}= 83,33%</p>") == ["Perizinan 15/18 × 100% = 83,33%"]
    assert spoken(r"<p>$\frac{15}{18} \times 100\%$</p>") == ["15/18 × 100%"]
    assert spoken("<p>91,80<sup>1)</sup></p>") == ["91,80¹⁾"]
    katex = f"<span class='katex-mathml'>{fraction}</span><span class='katex-html'>1518</span>"
    assert spoken(f"<p><span class='katex'>{katex}</span></p>") == ["15/18 × 100%"]
    assert spoken(
        "<ol start=3><li>satu<li><p>dua</p></ol><ul><li>tiga</ul><ol type=a><li>empat<li value=5>lima</ol>"
    ) == [
        "3. satu",
        "4. dua",
        "tiga",
        "a. empat",
        "e. lima",
    ]
    assert spoken("<table><tr><td><ol><li>a 1/2<li><p>b 3/4</ol><td>x</table>") == [[["1. a 1/2\n2. b 3/4", "x"]]]


@pytest.mark.parametrize(
    "data",
    [
        "<meta charset='windows-1252'><p>90 – 100</p>".encode("cp1252"),
        "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'><p>90 – 100</p>".encode("cp1252"),
        "<meta charset='windows-1252'><p>90 – 100</p>".encode("utf-8-sig"),
        "<p>90 – 100</p>".encode("utf-16"),
        "<p>90 – 100</p>".encode(),
        "<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml'>90 – 100</html>".encode(),
        "<meta charset='tidak-ada'><p>90 – 100</p>".encode(),
    ],
)
def test_encodings(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(data)
    assert said(read(path)[0]) == ["90 – 100"]


def test_entities_of_a_page_are_no_door_to_files(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><p>a&x;b</p></html>")
    assert "root:" not in str(read(path)[0])


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "b", "ul><li", "math><mrow"])
def test_endless_nesting_ends_in_one_finding(tmp_path: Path, tag: str) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><body>" + f"<{tag}>" * 5000 + "90")
    transcript, findings = transcribe(path)
    assert transcript is None
    assert [found.code for found in findings] == ["paper-too-large"]


def test_long_lists_and_broad_tables_end_soon(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<ol>" + "<li>x" * 20_000 + "</ol>")
    transcript, _ = read(path)
    assert said(transcript)[-1] == "20000. x"
    path.write_text("<html><table>" + "<tr><td colspan=999>x" * 10_000 + "</table>")
    assert [found.code for found in transcribe(path)[1]] == ["paper-too-large"]


@pytest.mark.parametrize(
    "style", ["b p b{display:block}" * 2000, "{" * 100_000, "/*" * 100_000, "display:" * 50_000, ";" * 100_000]
)
def test_hostile_style_sheets_end_soon(tmp_path: Path, style: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<html><style>{style}</style><b>{'<i>' * 200}{'<b>x</b>' * 3_000}")
    assert read(path)[0] is not None


@pytest.mark.parametrize("text", ["<html></html>", "<html><body><p hidden>x", "<!doctype html>"])
def test_an_empty_page_is_called_that(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(text)
    assert [found.code for found in transcribe(path)[1]] == ["paper-empty"]


def test_our_own_page_is_read_back(tmp_path: Path, example: Make) -> None:
    report = example()
    path = tmp_path / "laporan.html"
    path.write_bytes(own.render(report))
    transcript, findings = read(path)
    assert transcript is not None and not findings
    _, formulas = official_tables(transcript, report)
    worked = "\n".join(cell.text for cell in formulas.cells)
    assert "Non Perizinan: 2555/2584 × 100% = 98,88%" in worked
