"""A form survives an expired session: what was typed waits, signed, until its writer has logged in again."""

from __future__ import annotations

import json
from typing import cast

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_SALT = "capaian.form"
_HOURS = 12
_HIDDEN = ("csrfmiddlewaretoken", "password", "old", "new", "again")
"""Fields that are not kept: what is signed can still be read, and passwords stand in no page."""


def login_and_resume(request: HttpRequest) -> HttpResponse:
    """Answer a form that came without a session with the page of log-in, the form kept in it."""
    kept = [(name, value) for name, values in request.POST.lists() if name not in _HIDDEN for value in values]
    text = signing.dumps(json.dumps([request.get_full_path(), kept]), salt=_SALT, compress=True)
    context = {"kept": text, "next": request.get_full_path(), "files": list(request.FILES)}
    return render(request, "accounts/login.html", context, status=401)


def resumed_form(text: str) -> tuple[str, list[tuple[str, str]]] | None:
    """Return the address and the fields of a kept form, or ``None`` where it is not ours or too old."""
    try:
        path, fields = json.loads(signing.loads(text, salt=_SALT, max_age=_HOURS * 3600))
    except (signing.BadSignature, ValueError):
        return None
    return cast(str, path), [(name, value) for name, value in fields]
