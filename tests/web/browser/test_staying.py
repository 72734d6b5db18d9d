"""What a reader chose or typed stays: the language, and a form whose session ended."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Dialog, Page, expect

from tests.web.browser.looking import axe
from tests.web.browser.pages import OFFICE
from tests.web.browser.stage import PASSWORD


def test_the_language_stays(page_of: Callable[..., Page]) -> None:
    page = page_of("citra", again=True)
    page.goto(f"/o/{OFFICE}/ukur/")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Measurement")
    page.get_by_role("link", name="Reports").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Approved reports")
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Log in")
    page.get_by_role("button", name="Bahasa Indonesia").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Masuk")


def test_a_form_survives_the_end_of_its_session(page_of: Callable[..., Page]) -> None:
    page = page_of("ani", again=True)
    page.goto(f"/o/{OFFICE}/register/letters/baris-baru/")
    page.get_by_label("Nomor agenda").fill("2025/9200")
    page.get_by_label("Kode wilayah").fill("15.71.03.1003")
    page.get_by_label("Tanggal diterima").fill("2025-11-13")
    page.get_by_label("Jenis").select_option("permit")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("alert")).to_contain_text("Isian Anda aman")
    assert list(axe(page)) == []
    page.get_by_label("Nama pengguna").fill("ani")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_text("2025/9200")).to_be_visible()
    assert list(axe(page)) == []
    page.get_by_role("button", name="Kirim sekarang").click()
    expect(page.get_by_text("tersimpan. Silakan isi baris berikutnya.")).to_be_visible()


def test_leaving_a_changed_form_asks_first(page_of: Callable[..., Page]) -> None:
    page, asked = page_of("ani"), list[str]()

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.goto(f"/o/{OFFICE}/register/letters/baris-baru/")
    page.get_by_label("Pemohon").fill("belum selesai")
    page.get_by_role("link", name="Beranda").click()
    page.wait_for_url(f"**/o/{OFFICE}/")
    assert asked == ["beforeunload"]
