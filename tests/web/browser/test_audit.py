"""The way of a report: the inspector uploads it, the office answers a finding, the paper carries the answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from tests.web.browser.conftest import PHONE
from tests.web.browser.looking import Listener, axe, sideways
from tests.web.browser.pages import OFFICE
from tests.web.conftest import ROOT

REPORT = ROOT / "examples/jambi-timur/laporan-2017.txt"
SAID = "Salah ketik; menjadi 92,31."
PageOf = Callable[..., Page]


def test_a_report_and_its_answer(page_of: PageOf, live: str, tmp_path: Path) -> None:
    listeners = []
    inspector, head = page_of("ira"), page_of("budi")
    for page in (inspector, head):
        listeners.append(Listener(page, live))
    address = upload(inspector, tmp_path)
    number = answer(head, address)
    look_on_a_phone(head, address, number)
    row = download(inspector, address, tmp_path)[number]
    assert (row[3].value, row[4].value) == ("91,80%", "92,31%")
    assert row[8].value.startswith("Diperbaiki (Budi Santoso, S.Sos, ") and row[8].value.endswith(SAID)
    assert [one for listener in listeners for one in listener.heard] == []


def upload(page: Page, folder: Path) -> str:
    """A wrong year is told, the file need not be chosen again; the page of progress goes on by itself."""
    file = folder / "Laporan IKU 2017.txt"
    file.write_bytes(REPORT.read_bytes())
    page.goto(f"/o/{OFFICE}/pemeriksaan/")
    page.get_by_role("link", name="Periksa laporan").click()
    page.get_by_label("Berkas laporan").set_input_files(file)
    page.get_by_label("Tahun laporan").fill("1066")
    page.get_by_role("button", name="Unggah dan periksa").click()
    expect(page.get_by_role("alert")).to_contain_text("bukan tahun laporan")
    expect(page.get_by_text("Laporan IKU 2017.txt sudah diterima")).to_be_visible()
    assert [*axe(page), *sideways(page)] == []
    page.get_by_label("Tahun laporan").fill("2017")
    page.get_by_label("Bandingkan").uncheck()
    page.get_by_role("button", name="Unggah dan periksa").click()
    page.wait_for_url(re.compile(r"/pemeriksaan/\d+/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Laporan IKU 2017.txt")
    expect(page.locator(".answer-here")).to_have_count(0)
    assert [*axe(page), *sideways(page)] == []
    return page.url


def answer(page: Page, address: str) -> int:
    """The section head goes from the figure to its finding, and answers it beside the text."""
    page.goto(address)
    page.get_by_role("link", name=re.compile("^91,80%")).click()
    page.wait_for_url(re.compile(r"#temuan-\d+$"))
    number = int(page.url.rpartition("-")[2])
    finding = page.locator(f"#temuan-{number}")
    expect(finding).to_be_in_viewport()
    expect(finding).to_contain_text("92,31")
    page.locator(f"#jawab-{number}").get_by_role("link", name="Tanggapi").click()
    form = page.locator(f"#jawab-{number} form")
    expect(form).to_be_visible()
    assert [*axe(page), *sideways(page)] == []
    form.get_by_label("Diperbaiki").check()
    form.get_by_role("button", name="Simpan tanggapan").click()
    expect(page.get_by_role("alert")).to_contain_text("menjadi apa diperbaiki")
    expect(page.get_by_label("Diperbaiki")).to_be_checked()
    assert [*axe(page), *sideways(page)] == []
    page.get_by_label("Penjelasan").fill(SAID)
    page.get_by_role("button", name="Simpan tanggapan").click()
    page.wait_for_url(f"**#temuan-{number}")
    expect(finding).to_contain_text(SAID)
    return number


def look_on_a_phone(page: Page, address: str, number: int) -> None:
    """On a phone findings stand below their text, and nothing is wider than the window."""
    page.set_viewport_size(PHONE)
    page.goto(f"{address}?tingkat=open#laporan")
    expect(page.locator(f"#temuan-{number}")).to_have_count(0)
    page.goto(address)
    assert [*axe(page), *sideways(page)] == []


def download(page: Page, address: str, folder: Path) -> dict[int, tuple[openpyxl.cell.Cell, ...]]:
    """The working paper as a workbook holds the answer beside its finding."""
    page.goto(address)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="XLSX").click()
    waiting.value.save_as(folder / "temuan.xlsx")
    sheet = openpyxl.load_workbook(folder / "temuan.xlsx").worksheets[0]
    return {row[0].value: row for row in sheet.iter_rows() if isinstance(row[0].value, int)}
