"""Every page of every role: WCAG 2.2 AA, not wider than 360 px, nothing from elsewhere, both languages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import APIResponse, Page

from tests.web.browser.conftest import DESK, PHONE, As
from tests.web.browser.looking import Listener, axe, sideways
from tests.web.browser.pages import Look, looks, names
from tests.web.browser.speaking import foreign

POST_ONLY = {
    "logout",
    "language",
    "people-end",
    "people-password",
    "people-close",
    "people-second",
    "remake",
    "row-remove",
    "evidence-add",
    "book-apply",
    "audit-again",
    "sample-finish",
    "pack-ask",
    "plan-start",
    "plan-note",
    "plan-change",
    "plan-text-check",
    "plan-indicator-check",
    "plan-variable-check",
    "plan-variable-remove",
    "plan-choose",
    "submit",
    "verify",
    "send-back",
    "approve",
    "reopen",
    "narrate",
    "value",
    "publicity-open",
    "publicity-close",
    "city-deadline",
    "city-remind",
    "offer-take",
    "offer-decline",
    "token-revoke",
}
"""Addresses that take a form and are no page; their answers are looked at where forms are sent."""

DOWNLOADS = {
    "register-download",
    "book-faults",
    "evidence",
    "plan-text",
    "document",
    "report-file",
    "working-paper",
    "public-csv",
    "public-json",
    "public-dictionary-json",
    "public-document",
    "city-download",
    "pack-file",
    "sample-keys",
}

FOR_INSPECTORS = {"pack-file", "sample-keys"}
WITHOUT_NEED = {("evidence", "adi"), ("evidence", "dewi")}
"""Files that prove a row of a citizen, and who has no need to see them."""

FOR_PROGRAMS = {"alive", "ready", "metrics"}
"""What a supervisor asks; tests/web/test_ops.py looks at the answers."""


@pytest.mark.parametrize("name", sorted(POST_ONLY))
def test_an_address_that_takes_a_form_is_no_page(name: str, as_: As, things: dict[str, int], live: str) -> None:
    assert _answer(as_, live, Look(name, "sari"), things).status in (403, 404, 405)


@pytest.mark.parametrize("name", sorted(DOWNLOADS))
def test_a_download_is_no_page(name: str, as_: As, things: dict[str, int], live: str) -> None:
    for look in looks(name):
        answer = _answer(as_, live, look, things)
        if (name in FOR_INSPECTORS and look.who != "ira") or (name, look.who) in WITHOUT_NEED:
            assert answer.status == 403
            continue
        assert answer.ok
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", [name for name in names() if name not in POST_ONLY | DOWNLOADS | FOR_PROGRAMS])
def test_page(name: str, as_: As, page_of: Callable[..., Page], things: dict[str, int], live: str) -> None:
    faults, seen, wide = list[str](), set[str](), set[tuple[object, ...]]()
    for look in looks(name):
        answer = _answer(as_, live, look, things)
        assert answer.status in (200, 403), look.id
        text = answer.text()
        if _bare(text) in seen:  # what is the same to the letter for two roles is looked at once
            continue
        seen.add(_bare(text))
        page = page_of(look.who)
        listener = Listener(page, live)
        page.set_viewport_size(PHONE)
        page.goto(look.address(things))
        found = [*sideways(page), *axe(page)]
        if (look.query, look.values) not in wide:  # roles differ in what is on a page, not in how wide it is
            wide.add((look.query, look.values))
            page.set_viewport_size(DESK)
            found += [*sideways(page), *axe(page)]
        found += listener.heard
        found += [*foreign(text, "id"), *foreign(_answer(as_, live, look, things, "en").text(), "en")]
        faults += [f"{look.id}: {one}" for one in found]
        page.close()
    assert not faults, "\n".join(faults)


def test_every_address_is_a_page_or_named_as_none() -> None:
    assert set(names()) > POST_ONLY | DOWNLOADS | FOR_PROGRAMS


def _answer(as_: As, live: str, look: Look, things: dict[str, int], lang: str = "id") -> APIResponse:
    context = as_(look.who)
    context.add_cookies([{"name": "lang", "value": lang, "url": live}])
    address = look.address(things)
    if look.name.startswith("public-") or look.name == "public":  # everybody's pages know no cookie
        address += f"{'&' if look.query else '?'}bahasa={lang}"
    try:
        return context.request.get(address)
    finally:
        context.clear_cookies(name="lang")


def _bare(text: str) -> str:
    """Return a page without what differs from answer to answer and from person to person: tokens, and the menu."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
    return re.sub(r"<header>.*?</header>", "", text, flags=re.DOTALL)
