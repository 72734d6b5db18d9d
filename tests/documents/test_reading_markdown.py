"""Reports in Markdown."""

from collections.abc import Callable
from pathlib import Path

import pytest

from capaian.reading.open import transcribe
from capaian.reading.text.markdown import read
from tests.documents.reading_files import said

Speak = Callable[[str], list[object]]


@pytest.fixture
def spoken(tmp_path: Path) -> Speak:
    """Write a file and return what is read."""

    def speak(text: str) -> list[object]:
        path = tmp_path / "laporan.md"
        path.write_text(text, encoding="utf-8")
        return said(transcribe(path)[0])

    return speak


TABLE = "\n\n| A | B |\n|---|---|\n| x | 1 |\n"
GRID = [["A", "B"], ["x", "1"]]


def test_headings_paragraphs_and_pipe_tables(spoken: Speak) -> None:
    text = (
        "# LAPORAN **KINERJA** 2023\n\nSKPD : *Camat*\nTahun : 2023\n\n"
        "| Indikator | Target | Realisasi |\n|:--|--:|--:|\n"
        "| **Surat** | 90 | 91,11 |\n| Lembaga | 90 |\n\nJambi, 2024\n"
    )
    assert spoken(text) == [
        "LAPORAN KINERJA 2023",
        "SKPD : Camat\nTahun : 2023",
        [["Indikator", "Target", "Realisasi"], ["Surat", "90", "91,11"], ["Lembaga", "90", ""]],
        "Jambi, 2024",
    ]


def test_equations_keep_their_backslashes_until_they_are_read(spoken: Speak) -> None:
    text = (
        "| Penjelasan | Nilai |\n|--|--|\n"
        r"| a. $\frac{2555}{2584} \times 100\% = 98{,}87\%$<br>b. $15/18 \times 100\,\% = 83,33\%$ "
        "| 91,11<sup>1)</sup> |"
    )
    assert spoken(text) == [
        [
            ["Penjelasan", "Nilai"],
            ["a. 2555/2584 × 100% = 98,87%\nb. 15/18 × 100 % = 83,33%", "91,11¹⁾"],
        ]
    ]
    assert spoken(r"$a_1 \times b*c*d$ dan US$ 5, *miring*" + TABLE) == ["a_1 × b*c*d dan US$ 5, miring", GRID]
    assert spoken(r"\(3 \times 4\) dan \* bintang" + TABLE) == ["3 × 4 dan * bintang", GRID]


def test_lists_keep_their_numbers(spoken: Speak) -> None:
    assert spoken("3. satu\n4. dua\n   - butir\n\n1) lain\n" + TABLE) == [
        "3. satu",
        "4. dua",
        "butir",
        "1) lain",
        GRID,
    ]


def test_a_table_in_html_is_read_whole(spoken: Speak) -> None:
    table = "<table>\n<tr><td rowspan=2>S</td><td>1</td></tr>\n\n<tr><td>2</td></tr>\n</table>"
    assert spoken(f"Teks\n\n{table}\n\n<!-- x -->\n\nAkhir") == ["Teks", [["S", "1"], [None, "2"]], "Akhir"]


def test_code_is_read_line_by_line(spoken: Speak) -> None:
    assert spoken("```\nsatu\ndua\n```\n" + TABLE) == ["satu", "dua", GRID]


def test_without_such_tables_it_is_read_as_text(spoken: Speak) -> None:
    text = "**JUDUL**\n\nIndikator\tTarget\tRealisasi\nSurat\t90\t91,11\nLembaga\t90\t91,80\n"
    assert spoken(text) == [
        "JUDUL",
        [["Indikator", "Target", "Realisasi"], ["Surat", "90", "91,11"], ["Lembaga", "90", "91,80"]],
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "![",
        "*a ",
        "**",
        "`",
        "``` ",
        "<",
        "<a",
        "$",
        "$$a",
        "\\(",
        "> ",
        "- ",
        "| a ",
        "_a",
        "[a](",
        "&",
        "~~",
        "\\",
    ],
)
def test_hostile_text_ends_soon(tmp_path: Path, piece: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(piece * (20_000 // len(piece)) + TABLE)
    transcript, findings = read(path)
    assert transcript is not None or findings


def test_a_long_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("x\n" * 1_000_001)
    assert [found.code for found in transcribe(path)[1]] == ["paper-too-large"]


def test_a_block_far_too_long_for_one_is_taken_as_it_stands(spoken: Speak) -> None:
    block = "![" * 500_000
    assert spoken(f"{block}\n\n**90**\n\n{TABLE}") == [block, "90", GRID]
