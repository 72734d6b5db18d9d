"""The workbook: a spreadsheet computes its figures anew from cells that a person can change, and they are equal."""

import io
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from capaian.documents import xlsx
from capaian.documents.model import Paper, Report
from capaian.documents.xlsx_book import shows

Make = Callable[..., Report]


def opened(report: Report, *, values: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(report)), data_only=values)


def shown(cell: openpyxl.cell.Cell) -> str:
    """Return a cell as an Indonesian spreadsheet shows it; figures only."""
    value, form = cell.value, cell.number_format
    if not isinstance(value, int | float):
        return str(value or "")
    decimals = len(form.partition(".")[2])
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def figures(report: Report) -> list[list[str]]:
    return [
        [row.target, row.actual, row.achievement, row.next_target, row.next_achievement]
        for mission in report.missions
        for group in mission.groups
        for row in group.targets
    ]


def recalculated(
    report: Report, tmp_path: Path, changes: dict[str, object] | None = None
) -> Callable[[str, str], object]:
    """Return a function from sheet and cell to what a spreadsheet computes there after ``changes`` to the data."""
    path = tmp_path / "laporan.xlsx"
    path.write_bytes(xlsx.render(report))
    if changes:
        book = openpyxl.load_workbook(path)
        data = book["Data"]
        for row in data.iter_rows(min_row=5):
            if row[0].value in changes:
                row[2].value = changes[row[0].value]
        book.save(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the calculator warns of its own libraries
        import formulas

        solution = formulas.ExcelModel().loads(str(path)).finish().calculate()
    values = {str(key).upper(): cell for key, cell in solution.items()}

    def value(sheet: str, cell: str) -> object:
        found = values[f"'[LAPORAN.XLSX]{sheet.upper()}'!{cell}"].value[0, 0]
        return found.item() if hasattr(found, "item") else found

    return value


def test_the_sheets_and_their_order(example: Make) -> None:
    assert opened(example()).sheetnames == ["Capaian", "Formulasi", "Hitung", "Data", "Grafik", "Catatan", "Kantor"]
    assert opened(example(lang="en")).sheetnames[:2] == ["Achievement", "Formulas"]


@pytest.mark.parametrize("which", ["example", "contract"])
def test_stored_figures_show_what_the_model_prints(which: str, request: pytest.FixtureRequest) -> None:
    report = request.getfixturevalue(which)()
    sheet = opened(report, values=True)["Capaian"]
    wanted = figures(report)
    for row, line in enumerate(wanted, 6):
        assert [shown(sheet.cell(row, column)) for column in range(3, 8)] == line
    assert shown(sheet.cell(6 + len(wanted), 5)) == report.mean


def test_a_spreadsheet_computes_the_same_figures(example: Make, tmp_path: Path) -> None:
    report = example()
    value, stored = recalculated(report, tmp_path), opened(report, values=True)["Capaian"]
    for row in range(6, 16):
        for column in ("D", "E"):
            if (row, column) != (14, "D"):
                assert value("Capaian", f"{column}{row}") == pytest.approx(stored[f"{column}{row}"].value, abs=1e-9)
    assert value("Capaian", "D14") == "B (61.70)"  # the calculator's own decimal sign
    assert value("Capaian", "E16") == 129.15


def test_a_changed_count_changes_what_rests_on_it(example: Make, tmp_path: Path) -> None:
    value = recalculated(example(), tmp_path, {"groups_active": 52})
    assert (value("Capaian", "D7"), value("Capaian", "E7")) == (100, 111.11)
    assert (value("Capaian", "D6"), value("Capaian", "E16")) == (91.11, 130)


def test_an_emptied_count_is_missing_and_not_zero(example: Make, tmp_path: Path) -> None:
    value = recalculated(example(), tmp_path, {"groups_active": None})
    assert (value("Capaian", "D7"), value("Capaian", "E7")) == ("tidak dapat dihitung",) * 2
    assert value("Capaian", "E16") == 132.1  # the mean of the nine that are left


def test_a_zero_denominator_cannot_be_computed(example: Make, tmp_path: Path) -> None:
    value = recalculated(example(), tmp_path, {"permits_in": 0})
    assert (value("Capaian", "D6"), value("Capaian", "E6")) == ("tidak dapat dihitung",) * 2


def test_leaving_a_band_is_not_answered_by_the_rule_of_its_inside(contract: Make, tmp_path: Path) -> None:
    assert recalculated(contract(), tmp_path)("Capaian", "E8") == 100
    value = recalculated(contract(), tmp_path, {"q1": 1})
    assert value("Capaian", "E8") == "aturan lain berlaku: hitung ulang dengan Capaian"


@pytest.mark.parametrize(
    ("rules", "mean"),
    [("cap: 120", "109,37"), ("cap: 100", "100,00"), ("cap: none\n  mean: objectives", None), ("floor: 105", None)],
)
def test_caps_floors_and_the_kind_of_mean_are_in_the_formulas(
    altered: Make, tmp_path: Path, rules: str, mean: str | None
) -> None:
    key = rules.split(":")[0]
    old = {"cap": "cap: none", "floor": "floor: none"}[key]
    replacements = [(old, rules)] + ([("  mean: indicators\n", "")] if "objectives" in rules else [])
    report = altered(*replacements)
    assert mean is None or report.mean == mean
    assert f"{recalculated(report, tmp_path)('Capaian', 'E16'):.2f}".replace(".", ",") == report.mean


def test_what_cannot_be_computed_says_so_and_waits_for_its_count(altered: Make, tmp_path: Path) -> None:
    replaced = ("formula: groups_active / groups * 100", "formula: groups_active / (groups - 52) * 100")
    report = altered(replaced)
    sheet = opened(report, values=True)["Capaian"]
    assert sheet["B7"].value.endswith("tidak dapat dihitung: penyebut groups - 52 bernilai nol")
    assert (sheet["D7"].value, sheet["E7"].value) == ("–", "–")
    assert shown(sheet["E16"]) == report.mean


def test_nothing_that_a_plan_says_becomes_a_formula(altered: Make) -> None:
    evil = "=HYPERLINK(A1)"
    report = altered(
        ("name: Persentase lembaga kemasyarakatan yang aktif", f"name: '{evil}'"),
        ("rank: PEMBINA", "rank: '+1+1'"),
        ("label: Jumlah penduduk", "label: '@SUM(A1)'"),
        ("owner: Kasi Pelayanan Umum", "owner: '-2+3'"),
    )
    with zipfile.ZipFile(io.BytesIO(xlsx.render(report))) as archive:
        sheets = b"".join(archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name)
    assert b"HYPERLINK" not in sheets
    assert b"@SUM" not in sheets
    assert opened(report)["Grafik"]["A5"].value == f"1.2 {evil}"


def test_a_figure_beyond_fifteen_digits_is_printed_as_text_with_a_comment(altered: Make) -> None:
    # 0,1249999999999999999 rounds to 0,12; a spreadsheet keeps 0,125 and would show 0,13.
    report = altered(("formula: groups_active / groups * 100", "formula: 0.1249999999999999999 * groups / 52"))
    cell = opened(report)["Capaian"]["D7"]
    assert cell.value == "0,12"
    assert "15 angka" in cell.comment.text


@pytest.mark.parametrize(
    ("amount", "same"), [("0.125", True), ("2.675", True), ("0.1249999999999999999", False), ("1e14", True)]
)
def test_which_figures_a_spreadsheet_shows_alike(amount: str, same: bool) -> None:
    assert shows(Fraction(amount), 2) is same


def test_two_missions_follow_each_other_and_the_mean_comes_last(example: Make) -> None:
    report = example()
    mission = report.missions[0]
    twice = replace(
        report,
        missions=(
            replace(mission, groups=mission.groups[:1]),
            replace(mission, title="Misi 2", groups=mission.groups[1:]),
        ),
    )
    sheet = opened(twice, values=True)["Capaian"]
    assert [sheet.cell(row, 1).value for row in (4, 10, 18)] == [mission.title, "Misi 2", "RATA-RATA CAPAIAN IKU"]


@pytest.mark.parametrize(("paper", "code"), [(Paper.A4, "9"), (Paper.F4, "14")])
def test_it_prints_on_paper_that_lies_on_its_side(example: Make, paper: Paper, code: str) -> None:
    for sheet in opened(example(paper=paper)).worksheets:
        assert (str(sheet.page_setup.paperSize), sheet.page_setup.orientation) == (code, "landscape")
        assert sheet.page_setup.fitToWidth in (1, None)
        assert "Halaman &P dari &N" in sheet.oddFooter.right.text


def test_the_chart_is_described_and_follows_the_figures(example: Make) -> None:
    report = example()
    with zipfile.ZipFile(io.BytesIO(xlsx.render(report))) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
        chart = archive.read("xl/charts/chart1.xml").decode()
    assert f'descr="{report.chart.caption}"' in drawing
    assert "Grafik!$B$4:$B$13" in chart


def test_the_same_report_gives_the_same_bytes(example: Make) -> None:
    assert xlsx.render(example()) == xlsx.render(example())


def test_characters_that_xml_cannot_hold_are_left_out(example: Make) -> None:
    report = replace(example(), skpd="SKPD\x00\x1f\ud800 & <x>")
    assert opened(report)["Capaian"]["A3"].value == "SKPD & <x>"
