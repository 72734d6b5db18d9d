"""A whole report: its chapters, tables and what is said between them."""

from __future__ import annotations

from fractions import Fraction

from tests.audit.planting.boards import main_table, promise_table, working_table
from tests.audit.planting.figures import Figures
from tests.audit.planting.others import budget_table, quarters_table, scale_table, staff_table, years_table
from tests.audit.planting.paper import Heading, Paper


def composed(figures: Figures) -> Paper:
    """Return the paper of ``figures``."""
    report, style = figures.report, figures.style
    year, office = report.year, report.office
    paper = Paper([Heading(f"LAPORAN KINERJA INSTANSI PEMERINTAH {office.upper()} TAHUN {year}")])
    add = paper.blocks.append
    add(f"{office} adalah perangkat daerah {report.home} yang melaksanakan sebagian urusan pemerintahan.")
    if style.people_said:
        people = style.printed(Fraction(report.people), 0)
        add(f"Jumlah penduduk {office} tahun {year} sebanyak {people} jiwa.")
    if style.staff:
        paper.blocks += ["Tabel 1.1 Keadaan pegawai menurut golongan", staff_table(figures)]
    if style.promise_table:
        paper.blocks += [Heading(f"PERJANJIAN KINERJA TAHUN {year}"), promise_table(figures)]
    add(Heading("AKUNTABILITAS KINERJA"))
    if style.rating:
        paper.blocks += ["Tabel 3.1 Skala nilai peringkat kinerja", scale_table(figures)]
    add(f"Capaian kinerja {office} tahun {year} disajikan pada tabel berikut.")
    add(f"Tabel 3.2 Pengukuran Capaian Indikator Kinerja Utama Tahun {year}")
    add(main_table(figures))
    if report.cap and (style.mean_row or report.cap_rows):
        inside = "" if report.cap_rows else " dalam rata-rata"
        add(f"Capaian di atas {report.cap}% dihitung {report.cap}%{inside}.")
    if report.mean_by == "objectives" and style.mean_row:
        add("Rata-rata capaian dihitung dari rata-rata capaian setiap sasaran.")
    if style.working and not style.working_in_main:
        paper.blocks += [
            Heading(f"FORMULASI PERHITUNGAN INDIKATOR KINERJA UTAMA TAHUN {year}"),
            working_table(figures),
        ]
    if style.years:
        paper.blocks += ["Perbandingan realisasi kinerja dengan tahun-tahun sebelumnya", years_table(figures)]
    quarters = quarters_table(figures) if style.quarters else None
    if quarters:
        paper.blocks += [f"Realisasi kinerja per triwulan tahun {year}", quarters]
    if style.budget:
        paper.blocks += [Heading("REALISASI ANGGARAN"), f"Realisasi anggaran tahun {year}:", budget_table(figures)]
    paper.blocks += [f"Contoh, Januari {year + 1}", f"CAMAT {office.removeprefix('Kecamatan ').upper()}"]
    return paper
