"""Two browsers at one row: the second sees what the first changed, and nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.web.browser.looking import axe, sideways
from tests.web.browser.pages import OFFICE


def test_both_changes_are_in_the_row(page_of: Callable[..., Page], things: dict[str, int]) -> None:
    address = f"/o/{OFFICE}/register/letters/baris/{things['row']}/"
    first, second = page_of("ani"), page_of("budi")
    for page in (first, second):
        page.goto(address)
    first.get_by_label("Pemohon").fill("Ibu Ratna")
    first.get_by_role("button", name="Simpan").click()
    expect(first.get_by_text("tersimpan.")).to_be_visible()

    second.get_by_label("Layanan").fill("Izin keramaian")
    second.get_by_role("button", name="Simpan").click()
    expect(second.get_by_role("alert")).to_contain_text("Ani Rahma menyimpan perubahan")
    row = second.get_by_role("row").filter(has=second.get_by_role("rowheader", name="Pemohon"))
    expect(row).to_contain_text("Ibu Ratna")
    assert [*axe(second), *sideways(second)] == []
    expect(second.get_by_label("Layanan")).to_have_value("Izin keramaian")
    expect(second.get_by_label("Pemohon")).to_have_value("Ibu Ratna")
    second.get_by_role("button", name="Simpan isian ini").click()
    expect(second.get_by_text("tersimpan.")).to_be_visible()

    first.goto(address)
    expect(first.get_by_label("Pemohon")).to_have_value("Ibu Ratna")
    expect(first.get_by_label("Layanan")).to_have_value("Izin keramaian")
