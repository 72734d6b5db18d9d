"""A report with tables for each sasaran, each counting from 1: which lines tell of one indicator."""

from pathlib import Path

from capaian.audit.grouping import group_by_indicator
from capaian.claims.extract import claims_of
from capaian.reading.open import transcribe


def tables(sasaran: str, name: str, again: str) -> str:
    """A table of figures and one of workings for one sasaran; both number from 1."""
    return (
        f"Tabel target {sasaran}\n\nSasaran\tIndikator\tTarget\tRealisasi\tCapaian (%)\n"
        f"{sasaran}\t1. {name}\t50\t40,00\t80,00\n{sasaran}\t2. Nilai {sasaran}\t60\t60,00\t100,00\n\n"
        f"Tabel hitungan {sasaran}\n\nSasaran\tIndikator\tTarget\tFormulasi Perhitungan\tSumber Data\n"
        f"{sasaran}\t1. {again}\t50\t20/50 x 100% = 40,00%\tRekap\n"
        f"{sasaran}\t2. Nilai {sasaran}\t60\t60/100 x 100% = 60,00%\tRekap\n\n"
    )


def paired(tmp_path: Path, text: str) -> list[list[int]]:
    """The tables in which each indicator stands."""
    path = tmp_path / "laporan.txt"
    path.write_text(text, encoding="utf-8")
    transcript, _ = transcribe(path)
    assert transcript is not None
    return [
        [sighting.board.table for sighting in one.sightings] for one in group_by_indicator(claims_of(transcript))
    ]


def test_likeness_does_not_pair_what_another_table_names_exactly(tmp_path: Path) -> None:
    one, two = (f"Persentase izin {kind} yang selesai tepat waktu" for kind in ("usaha", "jalan"))
    text = tables("Pelayanan", one, one) + tables("Sarana", two, two)
    assert paired(tmp_path, text) == [[1, 2], [1, 2], [3, 4], [3, 4]]


def test_a_misspelt_name_is_still_paired_by_its_number(tmp_path: Path) -> None:
    name = "Persentase izin yang selesai tepat waktu"
    assert paired(tmp_path, tables("Pelayanan", name, name.replace("yang", "yg"))) == [[1, 2], [1, 2]]
