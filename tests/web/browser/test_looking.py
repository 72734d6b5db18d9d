"""Whoever looks at pages sees what is wrong with one."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.web.browser.conftest import PHONE
from tests.web.browser.looking import Listener, axe, sideways
from tests.web.browser.speaking import foreign

BAD = """<html lang="id"><title>x</title><main><h1>x</h1><div style="width: 900px">lebar</div><input>
<img src="http://elsewhere.invalid/x.png" alt="x"></main></html>"""


def test_a_bad_page_is_seen(browser: Browser, live: str) -> None:
    page = browser.new_page(viewport=PHONE)
    listener = Listener(page, live)
    page.set_content(BAD)
    assert any("axe label" in one for one in axe(page))
    assert any("900" in one for one in sideways(page))
    assert listener.heard == ["asks elsewhere: http://elsewhere.invalid/x.png"]
    page.close()


def test_words_of_the_other_language_are_seen() -> None:
    assert foreign('<html lang="en"><p>Belum ada bukti dukung.</p>', "en")
    assert foreign('<html lang="en"><p>Jelaskan dahulu penyebab dan tindak lanjut indikator 1.1.</p>', "en")
    assert foreign('<html lang="id"><p aria-label="There is no evidence yet.">x</p>', "id")
    assert not foreign('<html lang="id"><p>Belum ada bukti dukung.</p>', "id")
