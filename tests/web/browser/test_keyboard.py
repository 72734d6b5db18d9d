"""The keyboard alone: logging in, opening a register, adding a row; the focus is seen at every stop."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.web.browser.conftest import DESK
from tests.web.browser.stage import PASSWORD

MOST = 60
"""Stops on the way to anything; more than that nobody would press."""

SEEN = """() => {
  const one = document.activeElement, how = getComputedStyle(one), box = one.getBoundingClientRect();
  const ring = how.outlineStyle !== "none" && parseFloat(how.outlineWidth) >= 2;
  const shadow = how.boxShadow !== "none";
  return one === document.body || ((ring || shadow) && box.width > 0 && box.height > 0
    && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth);
}"""
HOW = """() => {
  const one = document.activeElement, how = getComputedStyle(one), box = one.getBoundingClientRect();
  return [one.outerHTML.slice(0, 200), how.outlineStyle, how.boxShadow, box.top, box.bottom, innerHeight];
}"""
FOCUSED = "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || ''"
LABEL = "[...(document.activeElement.labels || [])].map((one) => one.innerText).join(' ')"


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus is called ``words``; the focus is seen at every stop."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        for _ in range(40):  # the page may still be scrolling there
            if page.evaluate(SEEN):
                break
            page.wait_for_timeout(50)
        else:
            how = page.evaluate(HOW)
            raise AssertionError(f"no focus seen at {how}")
        if words in page.evaluate(FOCUSED) or words in page.evaluate(LABEL):
            return
    raise AssertionError(f"{words} was not reached")


def test_a_clerk_adds_a_row_without_a_mouse(browser: Browser, live: str) -> None:
    context = browser.new_context(base_url=live, viewport=DESK)
    page = context.new_page()
    page.goto("/masuk/")
    tab_to(page, "Kata sandi")  # the user name has the focus from the start
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("ani")
    tab_to(page, "Kata sandi")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/o/15.71.03/")

    tab_to(page, "Register")
    page.keyboard.press("Enter")
    page.wait_for_url("**/register/")
    tab_to(page, "Tambah baris: Register surat masuk")
    page.keyboard.press("Enter")
    page.wait_for_url("**/letters/baris-baru/")

    tab_to(page, "Nomor agenda")
    page.keyboard.type("2025/9100")
    tab_to(page, "Kode wilayah")
    page.keyboard.type("15.71.03.1003")
    tab_to(page, "Tanggal diterima")
    type_day(page, "2025-11-12")
    tab_to(page, "Jenis")
    page.keyboard.type("Per")
    tab_to(page, "Layanan")
    page.keyboard.type("Izin keramaian")
    page.keyboard.press("Enter")
    expect(page.get_by_text("tersimpan. Silakan isi baris berikutnya.")).to_be_visible()
    context.close()


def type_day(page: Page, day: str) -> None:
    """Type a day into a field whose order is that of the browser's language."""
    year, month, date = day.split("-")
    order = page.evaluate(
        """() => new Intl.DateTimeFormat(navigator.language).formatToParts(new Date())
          .map((one) => one.type).filter((one) => one !== "literal")"""
    )
    for part in order:
        page.keyboard.type({"year": year, "month": month, "day": date}[part])
        if part == "year" and part != order[-1]:
            page.keyboard.press("ArrowRight")


def test_the_first_stop_leads_past_the_menu(browser: Browser, live: str) -> None:
    page = browser.new_page(base_url=live, viewport=DESK)
    page.goto("/tidak-ada/")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Langsung ke isi")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"
    page.close()
