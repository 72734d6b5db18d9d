"""What is looked at on every page: axe, sideways scrolling, what it loads, what it complains about."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}


class Listener:
    """Hears what a page asks for and complains about: from elsewhere nothing, and of complaints none."""

    def __init__(self, page: Page, live: str) -> None:
        self.heard: list[str] = []
        self._own = urlsplit(live).netloc
        page.on("request", lambda request: self._asked(request.url))
        page.on("console", lambda said: self._said(said.type, said.text))
        page.on("pageerror", lambda error: self.heard.append(f"error of a script: {error}"))

    def _asked(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != self._own:
            self.heard.append(f"asks elsewhere: {address}")

    def _said(self, kind: str, text: str) -> None:
        # An answer 4xx to a form is what the test wanted; the browser calls it an error of loading.
        if kind in ("error", "warning") and "Failed to load resource" not in text:
            self.heard.append(f"console: {text}")


def axe(page: Page) -> Iterator[str]:
    """Yield what axe finds by WCAG 2.2 AA and by its best practices."""
    found = Axe().run(page, options=RULES)
    for violation in found.response["violations"]:
        for node in violation["nodes"]:
            yield f"axe {violation['id']}: {node['html'][:200]} ({violation['help']})"


def sideways(page: Page) -> Iterator[str]:
    """Yield by how much a page is wider than its window, with what sticks out."""
    wide = page.evaluate(
        """() => {
          const root = document.documentElement;
          if (root.scrollWidth <= root.clientWidth) return [];
          const out = [...document.querySelectorAll("main *")].filter(
            (one) => one.getBoundingClientRect().right > root.clientWidth + 1);
          const first = out.slice(0, 3).map((one) => one.outerHTML.slice(0, 150));
          return [`${root.scrollWidth} of ${root.clientWidth}`, ...first];
        }"""
    )
    if wide:
        yield f"scrolls sideways: {wide}"
