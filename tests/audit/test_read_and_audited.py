"""Small papers from their file to what is found in them."""

from pathlib import Path

import pytest

from capaian.pipeline.auditing import audit_file

HEAD = "Indikator\tTarget\tRealisasi\tCapaian (%)"


def codes(tmp_path: Path, *rows: str, title: str = "Pengukuran kinerja tahun 2021") -> list[tuple[str, str]]:
    """Return the codes found in a paper of one table, each with the indicator that it stands at."""
    path = tmp_path / "laporan.txt"
    path.write_text("\n".join([title, "", *rows, ""]), encoding="utf-8")
    return [(one.code, one.indicator) for one in audit_file(path).examined.objections]


REFLECTED = ("Angka kemiskinan\t10,00\t9,00\t110,00", "Angka kematian bayi\t20,00\t16,00\t120,00")


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("Tingkat pengangguran terbuka\t5,00\t4,00\t120,00", []),
        ("Tingkat pengangguran terbuka\t5,00\t4,00\t125,00", [("achievement-arithmetic", "3")]),  # inverse
        ("Jumlah gangguan ketertiban\t10\t13\t130,00", [("achievement-arithmetic", "3")]),  # as if more were better
        ("Persentase jalan mantap\t50,00\t65,00\t130,00", []),
    ],
)
def test_a_row_of_less_is_better_follows_the_rule_of_its_table(
    row: str, found: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert codes(tmp_path, HEAD, *REFLECTED, row) == found


def test_the_other_rule_is_named(tmp_path: Path) -> None:
    path = tmp_path / "laporan.txt"
    path.write_text("\n".join([HEAD, *REFLECTED, "Tingkat pengangguran\t5,00\t4,00\t125,00"]), encoding="utf-8")
    (one,) = audit_file(path).examined.objections
    assert one.cause is not None and one.cause.code == "cause-other-rule"
    assert "5,00/4,00 × 100" in one.message() and one.recomputed == "120,00"


BETWEEN = (
    "Persentase jalan mantap\t80\t84\t105,00",
    "Persentase air bersih\t50\t45\t90,00",
    "Rata-rata capaian sasaran 1\t\t\t97,50",
    "Persentase rumah layak\t60\t66\t110,00",
    "Rata-rata capaian sasaran 2\t\t\t110,00",
)


@pytest.mark.parametrize(
    ("mean", "found"),
    [("103,75", []), ("101,67", []), ("104,75", [("mean-arithmetic", "")])],  # of objectives, of lines, of neither
)
def test_means_amid_the_lines_sum_up_what_stands_above_them(
    mean: str, found: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert codes(tmp_path, HEAD, *BETWEEN, f"Rata-rata capaian\t\t\t{mean}") == found
