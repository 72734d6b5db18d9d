"""Make the pictures of the guide from the demo office: ``python docs/panduan/gambar.py``.

Needs what the tests need: Playwright, and Chromium at /usr/bin/chromium. The demo is made anew in a folder that
goes away, so that the pictures show what the application shows today.
"""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent / "gambar"
CAPAIAN = [sys.executable, "-c", "from capaian.cli.main import main; raise SystemExit(main())"]
PORT = 8766
LIVE = f"http://127.0.0.1:{PORT}"
OFFICE = "/o/15.71.03/"
DESK, PHONE = {"width": 1100, "height": 760}, {"width": 390, "height": 780}
FAULTY = "Nomor agenda,Kode wilayah,Tanggal diterima,Jenis\n{0}/3001,15.71.03.1003,31 Februari {0},Perizinan\n"


def main() -> None:
    HERE.mkdir(exist_ok=True)
    with served(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--lang=id-ID"],
            env={**os.environ, "LANGUAGE": "id"},
        )
        year = datetime.date.today().year
        take(browser, "", "masuk", DESK, lambda page: page.goto("/masuk/"))
        clerk(browser, year)
        take(browser, "budi", "kasi-periode", DESK, lambda page: page.goto(f"{OFFICE}ukur/{year}-Q3/"))
        take(browser, "budi", "kasi-angka", DESK, lambda page: page.goto(f"{OFFICE}ukur/{year}-Q4/i/1.3/"))
        secretary(browser, year)
        take(browser, "citra", "camat-beranda", {"width": 1280, "height": 900}, lambda page: page.goto(OFFICE))
        take(browser, "citra", "camat-setujui", DESK, lambda page: page.goto(f"{OFFICE}ukur/{year}-Q2/"), end=True)
        take(browser, "citra", "camat-laporan", DESK, lambda page: page.goto(f"{OFFICE}laporan/"))
        audit(browser)
        take(browser, "adi", "administrator-pengguna", DESK, lambda page: page.goto(f"{OFFICE}pengguna/"))
        browser.close()


def clerk(browser: Browser, year: int) -> None:
    def form(page: Page) -> None:
        page.goto(f"{OFFICE}register/letters/baris-baru/")
        page.get_by_label("Nomor agenda").fill(f"{year}/2701")
        page.get_by_label("Kode wilayah").fill("15.71.03.1003")
        page.get_by_label("Jenis").select_option("permit")
        page.get_by_label("Layanan").fill("Izin keramaian")

    def upload(page: Page) -> None:
        page.goto(f"{OFFICE}register/letters/unggah/")
        content = FAULTY.format(year).encode()
        file = {"name": "surat-masuk.csv", "mimeType": "text/csv", "buffer": content}
        page.get_by_label("Berkas").set_input_files(file)
        page.get_by_role("button", name="Unggah").click()
        page.wait_for_url("**/buku/**")

    take(browser, "ani", "staf-register", DESK, lambda page: page.goto(f"{OFFICE}register/letters/"))
    take(browser, "ani", "staf-formulir-hp", PHONE, form)
    take(browser, "ani", "staf-unggah", DESK, upload)


def secretary(browser: Browser, year: int) -> None:
    def draft(page: Page) -> None:
        page.goto(f"{OFFICE}rencana/")
        page.get_by_role("button", name="Dari versi terakhir").click()
        page.goto(f"{OFFICE}rencana/konsep/indikator/0-0-0/")

    def person(page: Page) -> None:
        page.goto(f"{OFFICE}register/")
        page.get_by_role("link", name="Menghapus data pribadi").click()
        page.get_by_label("NIK atau nama").fill("sintetis 121")
        page.get_by_role("button", name="Cari").click()

    take(browser, "sari", "sekretaris-periksa", DESK, lambda page: page.goto(f"{OFFICE}ukur/{year}-Q3/"), end=True)
    take(browser, "sari", "sekretaris-indikator", DESK, draft)
    take(browser, "sari", "sekretaris-data-pribadi", DESK, person)


def audit(browser: Browser) -> None:
    def findings(page: Page) -> None:
        page.goto(f"{OFFICE}pemeriksaan/")
        page.get_by_role("link", name="laporan-2017.txt").click()
        page.get_by_role("link", name="91,80%").click()

    def answer(page: Page) -> None:
        findings(page)
        page.get_by_role("link", name="Tanggapi").nth(1).click()
        page.locator("#tanggapi").scroll_into_view_if_needed()

    take(browser, "ira", "pemeriksa-temuan", {"width": 1280, "height": 860}, findings)
    take(browser, "sari", "sekretaris-tanggapan", PHONE, answer)


def take(
    browser: Browser,
    who: str,
    name: str,
    size: dict[str, int],
    go: Callable[[Page], object],
    *,
    end: bool = False,
) -> None:
    """Take one picture of what somebody sees; ``end`` shows the end of the page, where the buttons are."""
    context = browser.new_context(base_url=LIVE, viewport=size, locale="id-ID", reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    if who:
        page.goto("/masuk/")
        page.get_by_label("Nama pengguna").fill(who)
        page.get_by_label("Kata sandi").fill("contoh-capaian")
        page.get_by_role("button", name="Masuk").click()
        page.wait_for_url("**/o/**")
    go(page)
    if end:
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.screenshot(path=HERE / f"{name}.png")
    print(f"{name}.png  {(HERE / f'{name}.png').stat().st_size // 1000} kB")
    context.close()


@contextmanager
def served() -> Iterator[None]:
    """Serve a new demo until the pictures are taken."""
    with tempfile.TemporaryDirectory(prefix="capaian-gambar-") as folder:
        subprocess.run([*CAPAIAN, "serve", "--data", folder, "--demo", "--no-start"], check=True)
        server = subprocess.Popen([*CAPAIAN, "serve", "--data", folder, "--port", str(PORT)])
        try:
            for _ in range(200):
                try:
                    urllib.request.urlopen(f"{LIVE}/masuk/").close()
                    break
                except urllib.error.URLError:
                    time.sleep(0.1)
            yield
        finally:
            server.terminate()
            server.wait(20)


if __name__ == "__main__":
    main()
