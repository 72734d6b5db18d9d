"""The way of the city: the late are reminded, a plan is proposed and taken, an office opens, closes, goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.web.browser.conftest import PHONE
from tests.web.browser.looking import Listener, axe, sideways

CITY = "/o/15.71/kota/"
QUARTER = "2025-Q3"
PageOf = Callable[..., Page]


def test_the_city_and_its_offices(page_of: PageOf, live: str, tmp_path: Path) -> None:
    planner = page_of("dewi")
    listener = Listener(planner, live)
    side_by_side(planner)
    kelurahan(planner)
    remind(planner)
    told(page_of("ani04"), "Mohon triwulan III diselesaikan.")
    propose(planner, tmp_path)
    take(page_of("sari09"))
    open_and_close(planner)
    assert listener.heard == []


def side_by_side(page: Page) -> None:
    """Eleven kecamatan and one that begins; four are approved, and another definition is named and not pooled."""
    page.set_viewport_size(PHONE)
    page.goto(f"{CITY}?periode={QUARTER}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Perangkat daerah berdampingan")
    expect(page.locator(".tile").filter(has_text="Sudah disetujui")).to_contain_text("4 dari 12")
    page.get_by_role("link", name="2.2 Persentase Keluhan").click()
    expect(page.get_by_text("Cocok: rumus atas jumlah")).to_be_visible()
    expect(page.get_by_role("list").filter(has_text="Kecamatan Danau Teluk")).to_contain_text(
        "cara menghitung variabel"
    )
    assert [*axe(page), *sideways(page)] == []
    page.get_by_role("link", name="Kecamatan Telanaipura").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2.2")
    expect(page.get_by_role("button", name="Simpan")).to_have_count(0)  # the office's own matter


def remind(page: Page) -> None:
    page.goto(f"{CITY}?periode={QUARTER}")
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    page.get_by_label("Kecamatan Pasar Jambi").check()
    page.get_by_label("Isi pengingat").fill("Mohon triwulan III diselesaikan.")
    page.get_by_role("button", name="Kirim pengingat").click()
    expect(page.get_by_text("1 perangkat daerah diingatkan.")).to_be_visible()


def told(page: Page, text: str) -> None:
    page.goto("/o/15.71.04/")
    expect(page.get_by_text(text)).to_be_visible()
    page.get_by_role("link", name="Buka periode").click()
    page.wait_for_url(f"**/ukur/{QUARTER}/")


def propose(page: Page, folder: Path) -> None:
    """A faulty line keeps its office out and is named; then both have the plan."""
    file = folder / "target.csv"
    page.goto(f"{CITY}usulan/baru/")
    page.get_by_label("Rencana yang berlaku pada").select_option("15.71.03")
    for name in ("Kecamatan Jelutung", "Kecamatan Alam Barajo"):
        page.get_by_label(name).check()
    file.write_text("office,code,year,target\n15.71.08,1.1,2025,satu\n15.71.09,1.1,2025,84\n")
    page.get_by_label("Target masing-masing").set_input_files(file)
    page.get_by_role("button", name="Usulkan rencana").click()
    expect(page.get_by_text("Baris 2")).to_be_visible()
    assert [*axe(page), *sideways(page)] == []


def take(page: Page) -> None:
    page.goto("/o/15.71.09/")
    page.get_by_role("link", name="Lihat usulan").click()
    assert [*axe(page), *sideways(page)] == []
    page.get_by_role("button", name="Jadikan konsep").click()
    expect(page.get_by_text("Usulan sudah menjadi konsep.")).to_be_visible()


def open_and_close(page: Page) -> None:
    page.goto(f"{CITY}daftar/buka/")
    page.get_by_label("Kode wilayah").fill("15.71.13")
    page.get_by_label("Nama", exact=True).first.fill("Kecamatan Contoh Baru")
    page.get_by_label("Hari pertama").fill("2026-01-01")
    page.get_by_label("Dasar").fill("Perda 9/2025 (contoh)")
    page.get_by_label("Nama pengguna").fill("rina")
    page.get_by_role("textbox", name="Nama", exact=True).last.fill("Rina Marlina")
    page.get_by_label("Kata sandi baru").fill("kata sandi yang panjang")
    page.get_by_role("button", name="Buka perangkat daerah").click()
    expect(page.get_by_text("15.71.13 Kecamatan Contoh Baru dibuka.")).to_be_visible()
    page.get_by_role("link", name="Tutup, lebur atau mekarkan").click()
    page.get_by_role("group", name="Yang ditutup").get_by_label("Kecamatan Paal Merah").check()
    page.get_by_role("group", name="Penerus").get_by_label("Kecamatan Contoh Baru").check()
    page.get_by_label("Hari terakhir").fill("2025-06-30")
    page.get_by_label("Dasar").fill("Perda 9/2025 (contoh)")
    page.get_by_role("button", name="Tutup, lebur atau mekarkan").click()
    expect(page.get_by_role("alert")).to_be_visible()  # the successor is not open by then
    assert [*axe(page), *sideways(page)] == []
    page.get_by_label("Hari terakhir").fill("2025-12-31")
    page.get_by_role("button", name="Tutup, lebur atau mekarkan").click()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Kecamatan Paal Merah"))
    expect(row).to_contain_text("31 Desember 2025")
    expect(row).to_contain_text("Kecamatan Contoh Baru (15.71.13), 1 Januari 2026")
    correct(page, row)


def correct(page: Page, row: Locator) -> None:
    """The day was wrong; then the whole closing was: both stay readable, and the successor goes with it."""
    row.get_by_role("link", name="Koreksi hari").click()
    page.get_by_role("radio", name="Hari terakhir").check()
    page.get_by_label("Hari yang benar").fill("2026-01-31")
    page.get_by_label("Alasan koreksi").fill("Perda menyebut 31 Januari. (contoh)")
    assert [*axe(page), *sideways(page)] == []
    page.get_by_role("button", name="Koreksi hari").click()
    expect(row).to_contain_text("31 Desember 2025 dikoreksi menjadi 31 Januari 2026 oleh Dewi Kartika")
    expect(row).to_contain_text("Kecamatan Contoh Baru (15.71.13), 1 Februari 2026")
    assert [*axe(page), *sideways(page)] == []
    row.get_by_role("link", name="Koreksi hari").click()
    page.get_by_role("radio", name="Penutupan dibatalkan").check()
    page.get_by_label("Alasan koreksi").fill("Perda dicabut. (contoh)")
    page.get_by_role("button", name="Koreksi hari").click()
    expect(row).to_contain_text("dikoreksi menjadi tidak ditutup")
    expect(row).not_to_contain_text("Kecamatan Contoh Baru")


def kelurahan(page: Page) -> None:
    """Sixty-eight kelurahan are known; one of Paal Merah and those of the silent kecamatan sent nothing."""
    page.goto(f"{CITY}kelurahan/?periode={QUARTER}")
    expect(page.locator(".tile")).to_contain_text("61 dari 68")
    assert [*axe(page), *sideways(page)] == []
    page.get_by_role("link", name="Kecamatan Paal Merah").click()
    silent = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Bakung Jaya"))
    expect(silent).to_contain_text("belum ada")
    assert [*axe(page), *sideways(page)] == []
