"""The two languages, and which of them a reader chose."""

from __future__ import annotations

from django.http import HttpRequest

from capaian.core.wording import LANGUAGES

COOKIE = "lang"


def chosen_language(request: HttpRequest) -> str:
    """Return what the reader chose, Indonesian where nothing was chosen."""
    asked = request.COOKIES.get(COOKIE, "")
    return asked if asked in LANGUAGES else LANGUAGES[0]
