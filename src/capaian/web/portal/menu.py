"""The menu of an office's pages: the entries that somebody has a right to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from django.urls import reverse

from capaian.web.accounts.roles import Permission


class MenuItem(NamedTuple):
    """An entry of the menu."""

    words: str
    href: str
    here: bool


MENU = (
    ("ui.home", "office", Permission.READ),
    ("ui.registers", "registers", Permission.READ),
    ("ui.periods", "periods", Permission.READ),
    ("ui.plan", "plan", Permission.READ),
    ("ui.reports", "reports", Permission.READ),
    ("ui.audits", "examinations", Permission.READ),
    ("ui.inspections", "inspections", Permission.READ),
    ("ui.trail", "trail", Permission.READ),
    ("ui.city", "city", Permission.COMPARE),
    ("ui.people", "people", Permission.ADMIN),
)


@lru_cache(maxsize=1024)
def menu(code: str, rights: frozenset[Permission], here: str, _prefix: str) -> Sequence[MenuItem]:
    """Return the menu: the same for everybody with these rights, so its addresses are put together once."""
    return tuple(
        MenuItem(words, reverse(name, args=[code]), name == here) for words, name, right in MENU if right in rights
    )
