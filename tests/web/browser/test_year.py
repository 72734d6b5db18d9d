"""The year of an office that begins: from the plan to the report, each step on the screen by whose work it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from capaian.cli.main import main
from tests.web.browser.stage import NEW
from tests.web.conftest import ROOT

EXAMPLE = ROOT / "examples/jambi-timur"
QUARTER = "2017-Q1"
PageOf = Callable[..., Page]


def test_the_year(page_of: PageOf, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    adopt_the_plan(page_of("susi"), tmp_path)
    import_the_letters(page_of("nani"), tmp_path)
    bima = page_of("bima")
    submit_the_quarter(bima)
    return_it(page_of("susi"))
    correct_and_submit(bima)
    verify(page_of("susi"))
    approve(candra := page_of("candra"))
    reports = download(candra, tmp_path)
    made = report_by_the_command(data, tmp_path)
    capsys.readouterr()
    assert {name: made[name] == content for name, content in reports.items()} == dict.fromkeys(made, True)


def adopt_the_plan(page: Page, folder: Path) -> None:
    """The secretary takes the example as a draft, and adopts it by a decree."""
    text = (EXAMPLE / "plan.yaml").read_text(encoding="utf-8").replace("15.71.03", NEW)
    file = folder / "plan.yaml"
    file.write_text(text, encoding="utf-8")
    page.goto(f"/o/{NEW}/rencana/")
    page.get_by_label("Berkas rencana").set_input_files(file)
    page.get_by_role("button", name="Dari berkas").click()
    page.get_by_role("link", name="Tetapkan").click()
    page.get_by_label("Nomor SK").fill("188.45/1/KEC-PM/2017")
    page.get_by_label("Tanggal SK").fill("2017-01-02")
    page.get_by_label("Berlaku sejak").fill("2017-01-01")
    page.get_by_role("button", name="Tetapkan").click()
    expect(page.get_by_text("Versi 1 sudah ditetapkan.")).to_be_visible()


def letters(file: Path, *, fault: bool) -> None:
    """Write the letters of three months as a workbook; with a fault, one day is none."""
    lines = (EXAMPLE / "registers/letters.csv").read_text(encoding="utf-8").splitlines()
    rows = [line.replace("15.71.03", NEW).split(",") for line in lines]
    book = openpyxl.Workbook()
    for row in (rows[0], *(one for one in rows[1:] if one[2] < "2017-04")):
        book.active.append(row)
    if fault:
        book.active["C4"] = "31 Februari 2017"
    book.save(file)


def import_the_letters(page: Page, folder: Path) -> None:
    """The clerk uploads a workbook, sees its fault by cell, mends it, and adds it."""
    letters(wrong := folder / "surat-salah.xlsx", fault=True)
    letters(right := folder / "surat.xlsx", fault=False)
    page.goto(f"/o/{NEW}/register/letters/")
    page.get_by_role("link", name="Unggah").click()
    page.get_by_label("Berkas").set_input_files(wrong)
    page.get_by_role("button", name="Unggah dan periksa").click()
    page.wait_for_url("**/buku/**")  # the page of progress goes on by itself
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="C4"))
    expect(row).to_contain_text("31 Februari 2017")
    expect(page.get_by_role("button", name="Masukkan")).to_have_count(0)
    page.get_by_role("link", name="Unggah yang sudah diperbaiki").click()
    page.get_by_label("Berkas").set_input_files(right)
    page.get_by_role("button", name="Unggah dan periksa").click()
    page.wait_for_url("**/buku/**")
    page.get_by_role("button", name="Masukkan").click()
    page.wait_for_url("**/kerja/**")
    page.wait_for_url("**/buku/**")
    expect(page.get_by_text("baris dimasukkan, 0 baris dikoreksi")).to_be_visible()


def submit_the_quarter(page: Page) -> None:
    """The section head types what no register holds, is asked for words, writes them, and submits."""
    page.goto(f"/o/{NEW}/ukur/{QUARTER}/i/1.3/")
    page.get_by_label("Nilai Jumlah penduduk").fill("94.519")
    page.get_by_label("Bukti Jumlah penduduk").fill("Profil kecamatan 2017")
    page.get_by_role("row").filter(has_text="penduduk").get_by_role("button", name="Simpan").click()
    page.goto(f"/o/{NEW}/ukur/{QUARTER}/")
    page.get_by_role("button", name="Ajukan periode ini").click()
    expect(page.get_by_role("alert")).to_contain_text("Jelaskan dahulu penyebab dan tindak lanjut")
    while asked := page.get_by_role("row").filter(has_text="perlu penjelasan").all():
        asked[0].get_by_role("link").click()
        write_words(page, "Belum ada kegiatan.")
        page.goto(f"/o/{NEW}/ukur/{QUARTER}/")
    page.get_by_role("button", name="Ajukan periode ini").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("diajukan")


def write_words(page: Page, cause: str) -> None:
    page.get_by_label("Penyebab").fill(cause)
    page.get_by_label("Rencana tindak lanjut").fill("Dijadwalkan triwulan berikut.")
    page.get_by_role("button", name="Simpan").last.click()
    expect(page.get_by_text("Tersimpan.")).to_be_visible()


def return_it(page: Page) -> None:
    page.goto(f"/o/{NEW}/ukur/{QUARTER}/")
    page.get_by_label("Alasan").fill("Jumlah penduduk belum sesuai Disdukcapil.")
    page.get_by_role("button", name="Kembalikan").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("dikembalikan")


def correct_and_submit(page: Page) -> None:
    page.goto(f"/o/{NEW}/ukur/{QUARTER}/")
    expect(page.get_by_text("Dikembalikan oleh Susi Wulandari: Jumlah penduduk belum sesuai")).to_be_visible()
    page.get_by_role("link", name=re.compile("^1.3 ")).click()
    page.get_by_label("Nilai Jumlah penduduk").fill("95.001")
    page.get_by_role("row").filter(has_text="penduduk").get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Tersimpan.")).to_be_visible()
    page.goto(f"/o/{NEW}/ukur/{QUARTER}/")
    page.get_by_role("button", name="Ajukan periode ini").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("diajukan")


def verify(page: Page) -> None:
    page.goto(f"/o/{NEW}/ukur/{QUARTER}/")
    page.get_by_role("button", name="Sudah benar").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("diperiksa")


def approve(page: Page) -> None:
    page.goto(f"/o/{NEW}/ukur/{QUARTER}/")
    page.get_by_role("button", name="Setujui").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("disetujui")


def download(page: Page, folder: Path) -> dict[str, bytes]:
    """The head downloads every document once the worker has made them."""
    page.goto(f"/o/{NEW}/laporan/")
    row = page.get_by_role("row").filter(has_text="Triwulan I Tahun 2017")
    links = row.get_by_role("link", name=re.compile("PDF|DOCX|XLSX|HTML"))
    for _ in range(60):
        if links.count() == 4:
            break
        page.wait_for_timeout(500)
        page.reload()
    found = {}
    for link in links.all():
        with page.expect_download() as waiting:
            link.click()
        ending = Path(waiting.value.suggested_filename).suffix
        waiting.value.save_as(folder / f"downloaded{ending}")
        found[ending] = (folder / f"downloaded{ending}").read_bytes()
    return found


def report_by_the_command(data: Path, folder: Path) -> dict[str, bytes]:
    """The command line makes the same documents from the same snapshot."""
    (snapshot,) = (one for one in (data / "snapshots" / NEW).iterdir() if (one / "manifest.json").exists())
    goals = {ending: folder / f"laporan{ending}" for ending in (".pdf", ".docx", ".xlsx", ".html")}
    outs = [word for goal in goals.values() for word in ("-o", str(goal))]
    assert main(["report", str(snapshot), "--period", QUARTER, *outs]) == 0
    return {ending: goal.read_bytes() for ending, goal in goals.items()}
